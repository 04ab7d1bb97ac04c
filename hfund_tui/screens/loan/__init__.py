"""Changes to a running loan: one form for each, and what they share."""
