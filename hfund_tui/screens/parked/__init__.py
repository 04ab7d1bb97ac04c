"""Drafts that were parked, to be resumed."""
