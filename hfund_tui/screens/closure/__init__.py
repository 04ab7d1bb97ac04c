"""Closing an account, and what becomes of an accepted closure."""
