"""Work orders: the list, one of them, and the forms of its steps."""
