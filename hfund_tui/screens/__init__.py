"""Screens: one folder per feature. What they share is in `base.py`."""
