"""A branch at work for days, drawn from a seed: the same seed is the same days, to the last byte that is kept."""
