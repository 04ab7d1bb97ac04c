"""What waits: for a supervisor to decide, for its maker to correct."""
