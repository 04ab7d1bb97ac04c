"""Papers the house vouches for: printed again, and checked by their code."""
