"""Why an amount can't be read, as messages."""

AMOUNT_PROBLEMS = {
    "not_a_number": "withdrawal.amount.not_a_number",
    "exponent": "withdrawal.amount.exponent",
    "sign": "withdrawal.amount.sign",
    "exotic_digits": "withdrawal.amount.exotic_digits",
    "too_many_decimals": "withdrawal.amount.too_many_decimals",
    "too_large": "withdrawal.amount.too_large",
    "bad_grouping": "withdrawal.amount.bad_grouping",
}
"""Message keys by the code of `AmountError`."""
