"""Withdrawals for rent and other housing consumption."""
