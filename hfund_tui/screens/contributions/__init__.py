"""Employers' contribution lists."""
