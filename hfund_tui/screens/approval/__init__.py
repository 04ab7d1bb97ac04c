"""A second person approves on the spot."""
