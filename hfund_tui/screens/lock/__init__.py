"""The lock over an unattended terminal."""
