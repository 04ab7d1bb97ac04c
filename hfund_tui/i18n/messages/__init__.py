"""One module per feature, each with `MESSAGES`: key -> both languages. Modules are found by themselves.

Keys are dotted and begin with the feature. Words are short and plain; they use no character whose width
depends on the terminal.
"""
