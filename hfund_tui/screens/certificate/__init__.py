"""The contribution certificate."""
