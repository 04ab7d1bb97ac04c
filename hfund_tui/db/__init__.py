"""Storage: tables, the encrypted file, units of work, the audit chain, the ledger, migrations and backup.

This package module imports nothing, so that a first frame can be painted before SQLAlchemy is loaded.
"""
