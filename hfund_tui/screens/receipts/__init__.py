"""Receipts that were issued, to be looked at and printed again."""
