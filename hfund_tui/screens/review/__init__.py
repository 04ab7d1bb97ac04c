"""One case before the person who decides it."""
