"""The command line: any function in a few keys."""
