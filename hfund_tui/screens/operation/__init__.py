"""What every transaction's screen shares: presence, papers, live decision, drafts, F9 and what comes of it."""
