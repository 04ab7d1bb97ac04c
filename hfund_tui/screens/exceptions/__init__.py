"""How often rules were passed over, and by whom."""
