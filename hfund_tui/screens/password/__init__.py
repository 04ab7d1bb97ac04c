"""The password of an account: set by the member on the keypad, or reset by a one-time code."""
