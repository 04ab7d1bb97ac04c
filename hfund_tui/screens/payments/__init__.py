"""Payment files to the bank, and its answers."""
