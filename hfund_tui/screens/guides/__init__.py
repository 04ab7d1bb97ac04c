"""Guides to signing, read out to somebody who holds a phone."""
