"""The self-service agreement: signing, terminating, and taking back a proxy's document."""
