"""The call screen, an agent's home."""
