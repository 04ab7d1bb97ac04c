"""Lessons: the list of them, the one who watches, and how it went."""
