"""The only door to storage: what screens and commands call. Frozen values in, frozen values out."""
