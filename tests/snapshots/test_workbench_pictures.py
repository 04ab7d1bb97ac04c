"""How the workbench looks, and the dialogs it opens."""

from __future__ import annotations

from hfund_tui.screens.command_line.screen import CommandLineModal
from hfund_tui.screens.dialogs import ConfirmModal
from hfund_tui.screens.help.screen import HelpModal
from hfund_tui.screens.parked.screen import ParkedModal
from hfund_tui.screens.reveal.screen import RevealModal
from hfund_tui.services.workstation import Workstation
from tests.support import demo_station
from tests.support.looks import every_look
from tests.support.walking import walk

MEMBERS = {
    "never-signed": demo_station.NEVER_SIGNED,
    "proxy-pending": demo_station.PROXY_PENDING,
    "owns-home": demo_station.OWNS_HOME,
    "partly-frozen": demo_station.PARTLY_FROZEN,
    "rare-characters": demo_station.RARE_CHARACTERS,
    "has-loan": demo_station.HAS_LOAN,
}


@every_look
async def test_look_up(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        picture(at, "empty")
        await at.type("chen")
        picture(at, "list")
        await at.press("enter", "down", "down")
        picture(at, "list-chosen")
        await at.press("f2")
        await at.type("440300199001019011")
        picture(at, "wrong-id")
        await at.press("f2")
        await at.type("440305199001010026", "enter")
        picture(at, "unknown")


@every_look
async def test_member(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        for name, id_no in MEMBERS.items():
            await at.find(id_no)
            picture(at, name)


@every_look
async def test_dialogs(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f1")
        picture(at, "help", HelpModal)
        await at.press("escape", "ctrl+p", "t")
        picture(at, "command-line", CommandLineModal)
        await at.press("escape", "r")
        picture(at, "reveal", RevealModal)
        await at.press("enter")
        picture(at, "reveal-reason", RevealModal)
        await at.press("enter")
        picture(at, "revealed", RevealModal)
        await at.press("escape", "f7")
        picture(at, "parked-nothing", ParkedModal)
        await at.press("escape", "ctrl+q")
        picture(at, "quit", ConfirmModal)


@every_look
async def test_parked(demo_workstation: Workstation, picture, language, size) -> None:
    async with walk(demo_workstation, language=language, size=size) as at:
        await at.find(demo_station.NEVER_SIGNED)
        await at.press("f5", "1")
        await at.press("f7")  # what lies under a dialog is laid out no more
        picture(at, "cue")
        await at.type("等客户取身份证", "enter")
        await at.find(demo_station.IN_HOSPITAL)
        await at.press("f4", "1", "f2", "f7")
        picture(at, "list")
