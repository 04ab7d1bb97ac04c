"""Texts that have broken programs before: each with the harm it is meant to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    MARKUP = "markup"
    ESCAPE = "escape"
    CONTROL = "control"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    SHAPE = "shape"
    WIDE = "wide"
    LONG = "long"
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Payload:
    """`name` is for the reports of the tests."""

    name: str
    kind: Kind
    text: str


_TEXTS: dict[Kind, dict[str, str]] = {
    # Read as markup these crash, lose text, take colour, or become links that run an action.
    Kind.MARKUP: {
        "closes_nothing": "[/]",
        "link": "[@click=app.quit]退出[/]",
        "link_behind_a_space": "[ @click=app.quit]退出[/]",
        "link_to_the_screen": "[@click=screen.command('commit')]办理[/]",
        "theme_colour": "[$error]x[/]",
        "unclosed": "[red",
        "unclosed_with_text": "[bold red]张三",
        "closes_another": "[b]张[/i]",
        "room_number": "[A-1]号楼",
        "escaped": "\\[b]张[/b]\\",
        "template": "$name [b]$title[/b]",
        "percent": "[90%]",
        "link_out": "[link=file:///etc/passwd]看[/link]",
        "event": '[@mouse.up="app.quit"]x[/]',
    },
    # Sent raw these move the cursor, set the title, write the clipboard, or ask the terminal for an answer.
    Kind.ESCAPE: {
        "colour": "\x1b[31m红\x1b[0m",
        "clear": "\x1b[2J\x1b[H空",
        "cursor": "\x1b[1;1H顶\x1b[999B",
        "other_screen": "\x1b[?1049l屏",
        "title": "\x1b]0;owned\x07题",
        "link": "\x1b]8;;https://example.org\x1b\\链\x1b]8;;\x1b\\",
        "clipboard": "\x1b]52;c;b3duZWQ=\x07贴",
        "device": "\x1bP$q q\x1b\\问",
        "reset": "\x1bc清",
        "report": "\x1b[6n\x1b[c报",
        "eight_bit": "\x9b31m红\x9d0;owned\x9c",
        "eight_bit_device": "\x90q\x9c问",
        "paste_end": "\x1b[201~贴",
    },
    Kind.CONTROL: {
        "bell": "响\x07\x07",
        "backspace": "密\x08\x08\x08密",
        "nul": "前\x00后",
        "carriage_return": "前\r后",
        "line_feed": "前\n后\n\n",
        "both": "前\r\n后",
        "tabs": "\t前\t\t后",
        "vertical": "前\x0b后\x0c尾",
        "next_line": "前\x85后\u2028尾\u2029",
        "shift": "\x0e前\x0f\x7f",
    },
    # These show a text in another order than it is stored in.
    Kind.DIRECTION: {
        "override": "\u202e三张\u202c",
        "embedding": "\u202a张\u202b三\u202d",
        "isolate": "\u2066张\u2067三\u2068四\u2069",
        "marks": "张\u200e三\u200f\u061c",
        "arabic": "محمد بن سلمان",
        "hebrew_and_digits": "אבג 123 张",
    },
    # These make two texts look the same, or a text look empty.
    Kind.INVISIBLE: {
        "zero_width": "张\u200b三\u200c四\u200d",
        "only_zero_width": "\u200b\u200b",
        "byte_order": "\ufeff张三",
        "soft_hyphen": "张\u00ad三\u2060\u2063",
        "filler": "\u3164\u115f张\u2800",
        "tags": "张\U000e0001\U000e0041\U000e007f",
        "annotation": "\ufff9张\ufffa三\ufffb",
        "spaces": "张\u00a0三\u3000\u2003四",
        "noncharacter": "张\uffff三\ufffe",
        "half_a_character": "张\ud83d三",
    },
    # Terminals disagree about the width of these.
    Kind.SHAPE: {
        "pile": "Z" + "\u0301\u0316\u0489" * 30 + "a\u0335\u0338lgo",
        "leading_mark": "\u0301张三",
        "family": "👨\u200d👩\u200d👧\u200d👦张",
        "flags": "🇨🇳🇭🇰🇨",
        "skin": "👍🏽🏽🏻张",
        "presentation": "❤\ufe0f☎\ufe0e1\ufe0f\u20e3\ufe0f",
        "ideographic_variant": "葛\U000e0100飾\ufe00",
        "jamo": "\u1100\u1161\u11a8\u1161\u11a8",
        "spacing_mark": "क\u093f\u0a03ষ\u09c1",
        "thai": "น\u0e49\u0e33ก\u0e33",
        "half_width": "ﾊﾟｼﾞ\uff9f\u3099",
    },
    Kind.WIDE: {
        "beyond_the_plane": "𠮷田𡝭𪚥",
        "extension_g": "𰀀𱍊",
        "extension_h": "\U00031350\U000323af",
        "private": "\ue000\uf8ff\U000f0000张",
        "unassigned": "\u0378\U0003ffff\U0001faff",
        "full_width": "ＡＢＣ１２３￥",
        "ambiguous": "—…·“”①★│─×",
    },
    Kind.LONG: {
        "han": "张" * 300,
        "latin": "W" * 300,
        "words": "very long name " * 20,
        "narrow": "i" * 99 + "张",
        "emoji": "🏠" * 200,
        "brackets": "[" * 150 + "]" * 150,
    },
    Kind.CODE: {
        "formula": '=HYPERLINK("http://example.org","张")',
        "plus": "+1+cmd|' /C calc'!A0",
        "minus": "-2+3",
        "at": "@SUM(1+1)",
        "tab_formula": "\t=1+1",
        "sql": "'; DROP TABLE member; --",
        "or": "' OR '1'='1",
        "like": "%_张",
        "path": "../../../../etc/passwd",
        "home": "~root/.ssh",
        "shell": "$(id)`id`;id",
        "attribute": "{0.__class__.__init__.__globals__}",
        "named": "{amount} {n}",
        "unclosed_brace": "{",
        "percent": "%s%n%(name)s",
        "dollar": "$name ${x}",
        "backslashes": "\\u0041\\x1b\\n\\",
        "postscript": "(\\) Tj ET {nb}",
        "json": '{"zh": null}',
        "html": "<script>alert(1)</script>&amp;",
    },
    # The program's own words: a text must never be looked up as the key of a message or a term.
    Kind.WORDS: {
        "message_key": "operation.rent_withdrawal.title",
        "term_key": "vocabulary.bank.CCB",
        "many_keys": "a|b|c",
        "nothing": "None",
        "number": "1e5",
        "digits": "١٢٣๑²①",
        "masked": "张*",
        "separator": "/",
    },
}

PAYLOADS = [Payload(name, kind, text) for kind, texts in _TEXTS.items() for name, text in texts.items()]


def of_kind(kind: Kind) -> list[Payload]:
    return [one for one in PAYLOADS if one.kind is kind]
