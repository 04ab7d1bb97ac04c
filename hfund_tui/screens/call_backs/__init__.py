"""Calling members back about what was asked for by telephone."""
