"""The business day: its sheet, and closing it."""
