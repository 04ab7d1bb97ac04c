"""Training: lessons on a database of their own, watched and scored."""
