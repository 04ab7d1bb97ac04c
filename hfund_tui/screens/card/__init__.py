"""Linking a card, and paying a failed payout to it."""
