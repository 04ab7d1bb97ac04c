"""The policy of the shipped files, and variations of it."""

from dataclasses import replace
from datetime import date
from functools import cache

from hfund_tui.domain.policy import Policy, PolicyBook, PolicyValue
from hfund_tui.services.policies import load_policy_book

TODAY = date(2020, 2, 27)


@cache
def policy_book() -> PolicyBook:
    """All parameters as they are shipped."""
    return load_policy_book()


def policy(on: date = TODAY) -> Policy:
    """The shipped policy of an application date."""
    return policy_book().on(on)


def policy_with(on: date = TODAY, **values: PolicyValue) -> Policy:
    """The shipped policy with other values; a parameter's dots are written as double underscores."""
    book = policy_book()
    changed = {name.replace("__", "."): value for name, value in values.items()}
    parameters = [
        replace(parameter, values=(replace(parameter.values[0], until=None, value=changed.pop(key)),))
        if key in changed
        else parameter
        for key, parameter in book.parameters.items()
    ]
    if changed:
        raise KeyError(f"no such parameters: {', '.join(changed)}")
    return PolicyBook(parameters, calendar=book.calendar, channels=book.channels, version="varied").on(on)
