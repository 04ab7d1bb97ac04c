"""Commands that speak both languages, and groups whose commands are imported when they are called.

Wherever click takes a help text, it is given a key of the message catalogue; the words are put in when help
is asked for. Click's own English never shows: its errors become this house's errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from hfund_tui.cli.output import WIDTH, Console
from hfund_tui.cli.parameters import misuse, parameter_name
from hfund_tui.documents.wrapping import cells, pad, wrap
from hfund_tui.i18n import Language
from hfund_tui.services.errors import BadInput

Lazy = Mapping[str, tuple[str, str]]
"""Name of a command -> where it is ("module:attribute") and the key of its help."""

# Read from the command line before click begins, so that click's errors are translated too (see root.py).
_LANGUAGE = click.Option(
    ["--lang"], type=click.Choice([one.value for one in Language]), expose_value=False, help="cli.option.lang"
)


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        console_of(ctx).say(ctx.get_help())
        ctx.exit()


_HELP = click.Option(
    ["--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="cli.option.help",
)


def console_of(ctx: click.Context) -> Console:
    console = ctx.find_object(Console)
    assert console is not None
    return console


class HouseCommand(click.Command):
    """A command whose help texts are keys of the catalogue: `help` for one line, `epilog` for what is more."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, add_help_option=False, options_metavar="", **kwargs)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*self.params, _LANGUAGE, _HELP]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser doesn't always say which command it was
            raise

    def get_help(self, ctx: click.Context) -> str:
        t = console_of(ctx).t
        pieces = [t("cli.help.options_piece"), *(one for one in self.collect_usage_pieces(ctx) if one)]
        parts = [
            f"{t('cli.help.usage')} {ctx.command_path} {' '.join(pieces)}",
            "\n".join(line for key in (self.help, self.epilog) if key for line in wrap(t(key), WIDTH)),
            _section(t("cli.help.arguments"), self._arguments(ctx)),
            _section(t("cli.help.options"), self._options(ctx)),
            _section(t("cli.help.commands"), self._commands(ctx)),
        ]
        return "\n\n".join(part for part in parts if part)

    def _arguments(self, ctx: click.Context) -> list[tuple[str, str]]:
        t = console_of(ctx).t
        return [
            (one.make_metavar(ctx), t(one.help))
            for one in self.params
            if isinstance(one, click.Argument) and one.help
        ]

    def _options(self, ctx: click.Context) -> list[tuple[str, str]]:
        t = console_of(ctx).t
        rows = []
        for one in self.get_params(ctx):
            if isinstance(one, click.Option):
                value = "" if one.is_flag else f" {one.make_metavar(ctx)}"
                words = t(one.help) if one.help else ""
                rows.append((f"{', '.join(one.opts)}{value}", words))
        return rows

    def _commands(self, ctx: click.Context) -> list[tuple[str, str]]:
        return []


class HouseGroup(HouseCommand, click.Group):
    """A group that imports a command only when it is called."""

    def __init__(self, name: str | None = None, lazy: Lazy | None = None, **kwargs: Any) -> None:
        super().__init__(name, subcommand_metavar="COMMAND ...", **kwargs)
        self._lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return self.commands.get(cmd_name)
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def _commands(self, ctx: click.Context) -> list[tuple[str, str]]:
        t = console_of(ctx).t
        keys = {name: key for name, (_, key) in self._lazy.items()}
        keys |= {name: command.help or "" for name, command in self.commands.items()}
        return [(name, t(key)) for name, key in keys.items()]


def explained(error: click.UsageError) -> BadInput:
    """Click's complaint as an error of this house."""
    match error:
        case click.NoSuchOption():
            return misuse("usage_no_such_option", None, error.option_name)
        case click.NoSuchCommand():
            return misuse("usage_no_such_command", None, error.command_name)
        case click.MissingParameter():
            return misuse("usage_missing", error.param, "")
        case click.BadOptionUsage():
            code = "usage_flag_value" if _is_flag(error) else "usage_option_value"
            return misuse(code, None, error.option_name)
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            name = parameter_name(error.param)
            choices = ", ".join(str(one) for one in error.param.type.choices)
            return BadInput(name, "usage_choice", name=name, choices=choices)
        case _:
            return BadInput("", "usage_wrong")


def _is_flag(error: click.BadOptionUsage) -> bool:
    known = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    return any(
        isinstance(one, click.Option) and one.is_flag and error.option_name in one.opts for one in known
    )


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    """A title, and under it names with their explanations, which wrap beside their names."""
    if not rows:
        return ""
    room = WIDTH - 4 - max(cells(name) for name, _ in rows)
    lines = []
    for name, words in rows:
        first, *rest = wrap(words, room)
        lines += [(f"  {name}", first), *(("", line) for line in rest)]
    width = max(cells(name) for name, _ in lines)
    return "\n".join([title, *(f"{pad(name, width)}  {words}".rstrip() for name, words in lines)])
