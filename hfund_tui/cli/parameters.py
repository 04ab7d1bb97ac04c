"""What is typed on the command line, read strictly, and the options several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from hfund_tui.domain.money import AmountError, parse_yuan
from hfund_tui.domain.months import Month, MonthError
from hfund_tui.domain.text import clean, fold_full_width
from hfund_tui.services.errors import BadInput

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[1-9][0-9]{0,6}")
_SHOWN = 40

T = TypeVar("T")
AnyFunction = Callable[..., Any]


def misuse(code: str, parameter: click.Parameter | None, value: str) -> BadInput:
    """A value that can't be used, with the name of its option as it was typed."""
    name = parameter_name(parameter)
    return BadInput(name, code, name=name, value=shortened(value))


def shortened(value: str) -> str:
    """What was typed, as an error repeats it: harmless, and not longer than it takes to recognise it."""
    return clean(value)[:_SHOWN]


def parameter_name(parameter: click.Parameter | None) -> str:
    """``--on`` for an option, ``VALUE`` for an argument."""
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.metavar or parameter.human_readable_name


class Read(click.ParamType[Any]):
    """A text read by one function, which raises BadInput; defaults are values already."""

    def __init__(self, name: str, read: Callable[[str, click.Parameter | None], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return self._read(value, param) if isinstance(value, str) else value


def _read_day(text: str, parameter: click.Parameter | None) -> date:
    folded = fold_full_width(text).strip()
    try:
        if _ISO_DAY.fullmatch(folded):
            return date.fromisoformat(folded)
    except ValueError:
        raise misuse("usage_no_such_day", parameter, text) from None
    raise misuse("usage_bad_day", parameter, text)


def _read_month(text: str, parameter: click.Parameter | None) -> Month:
    try:
        return Month.parse(text)
    except MonthError:
        raise misuse("usage_bad_month", parameter, text) from None


_AMOUNT_CODES = {
    "exponent": "usage_amount_exponent",
    "sign": "usage_amount_sign",
    "too_many_decimals": "usage_amount_decimals",
    "too_large": "usage_amount_large",
}


def _read_yuan(text: str, parameter: click.Parameter | None) -> int:
    try:
        return parse_yuan(text)
    except AmountError as problem:
        raise misuse(_AMOUNT_CODES.get(problem.code, "usage_amount"), parameter, text) from None


def _read_count(text: str, parameter: click.Parameter | None) -> int:
    folded = fold_full_width(text).strip()
    if not _COUNT.fullmatch(folded):
        raise misuse("usage_count", parameter, text)
    return int(folded)


DAY = Read("YYYY-MM-DD", _read_day)
MONTH = Read("YYYY-MM", _read_month)
YUAN = Read("yuan", _read_yuan)
COUNT = Read("n", _read_count)
PATH: click.Path = click.Path(path_type=Path)

home_option = click.option("--home", type=PATH, metavar="DIR", help="cli.option.home")
demo_option = click.option("--demo", is_flag=True, help="cli.option.demo")
password_option = click.option("--password-file", type=PATH, metavar="FILE", help="cli.option.password_file")
json_option = click.option("--json", "as_json", is_flag=True, help="cli.option.json")
on_option = click.option("--on", type=DAY, help="cli.option.on")


def place_options(function: AnyFunction) -> AnyFunction:
    """--home and --demo: which database a command works on."""
    return home_option(demo_option(function))
