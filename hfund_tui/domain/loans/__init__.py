"""Housing loans: schedules, what changes them, and what a day of interest comes to. Amounts are fen."""
