"""Alembic's scripts. `python -m hfund_tui.db.migrations NNNN "what changes"` drafts the next revision."""
