"""How far the self-service agreement has come."""
