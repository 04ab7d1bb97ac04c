"""The ground floor: what a housing provident fund knows, pure and without I/O."""
