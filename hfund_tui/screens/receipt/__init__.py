"""The receipt to hand over."""
