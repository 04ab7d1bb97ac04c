"""Revealing one masked field for a stated reason."""
