"""Text as it arrives from keyboards, pastes and files, made safe to keep, compare and show.

Nothing here knows what a field means. ``clean`` is for what people read (names, addresses, remarks),
``fold_code`` for what machines compare (identifiers).
"""

import re
import unicodedata

# Characters that never belong in a member's data: they move the cursor, reverse the reading order, or are
# invisible and make two different names look the same. Written out, because building the class from
# ``unicodedata`` would walk a million code points at every start; a test compares the two.
_UNSAFE_CLASS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline; DEL and C1
    "\u00ad"  # soft hyphen
    "\u034f"  # combining grapheme joiner
    "\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"  # Arabic and Syriac format marks
    "\u115f\u1160\u3164\uffa0\u2800"  # Hangul fillers and the blank Braille cell: letters without ink
    "\u180e\u200b-\u200f"  # zero-width space, joiners, direction marks
    "\u2028-\u202e"  # line and paragraph separators; bidi embeddings and overrides
    "\u2060-\u206f"  # word joiner, invisible operators, bidi isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, interlinear annotation, noncharacters
    "\ud800-\udfff"  # lone surrogates: no encoding can carry them
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"  # tags
)
_UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]")
# These only choose between shapes of what stands before them (葛 and 葛󠄀, ❤ and ❤️, colours of skin): terminals
# disagree about how wide the result is.
_SHAPES = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
# Latin, Han, kana and full-width text, lines and arrows: nothing of it is a mark or chooses a shape.
_PLAIN = re.compile(
    "[\\s\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u25ff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uff9f]*"
)
_MOST_MARKS = 4
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# Whitespace, every dash a keyboard or a word processor makes of a hyphen, and the unsafe characters.
_SEPARATORS = re.compile(rf"[\s\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d{_UNSAFE_CLASS}]+")

_FULL_WIDTH = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}
)


def clean(value: str) -> str:
    """One line of text: NFC, nothing invisible or controlling, single spaces, trimmed.

    Line breaks and tabs become a space; the other unsafe characters vanish.
    """
    spaced = _LINE_BREAK.sub(" ", value)
    return " ".join(unicodedata.normalize("NFC", _UNSAFE.sub("", spaced)).split())


def clean_multiline(value: str) -> str:
    """Like ``clean`` line by line: every kind of line break becomes ``\\n``, outer blank lines go."""
    return "\n".join(clean(line) for line in _LINE_BREAK.split(value)).strip("\n")


def has_unsafe(value: str) -> bool:
    """Whether *value* holds a control, bidi, invisible or unencodable character; tab and newline are fine."""
    return _UNSAFE.search(value) is not None


def drop_unsafe(value: str) -> str:
    """*value* as it may be shown: its spaces, tabs and newlines as they were, no unsafe character, no choice of
    shapes, and no pile of marks, which would be drawn over the lines above and below.
    """
    shown = _UNSAFE.sub("", value)
    return shown if _PLAIN.fullmatch(shown) else _without_piles(drop_shapes(shown))


def drop_shapes(value: str) -> str:
    """*value* without variation selectors and the like: every character in its ordinary shape."""
    return _SHAPES.sub("", value)


def _without_piles(value: str) -> str:
    kept, marks = [], 0
    for character in value:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def fold_code(value: str) -> str:
    """An identifier in the one form it is compared in: NFKC, upper case, no spaces, hyphens or invisibles.

    NFKC also turns a circled or superscript digit into a plain one; whoever must refuse those looks at
    ``drop_separators(value)`` first, as ``domain.identifiers`` does.
    """
    return drop_separators(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).upper()))


def fold_wording(value: str) -> str:
    """Letters and digits only, NFKC, upper case: what stays when one wording is typed in different ways.

    Brackets, dashes and spaces are where people differ: ``（2020）深证字第1号`` and ``〔2020〕深证字第 1 号``.
    """
    shown = _UNSAFE.sub("", unicodedata.normalize("NFKC", _UNSAFE.sub("", value)))
    return "".join(c for c in shown.upper() if c.isalnum())


def has_letters(value: str) -> bool:
    """Whether a text has at least two letters or Han characters: no name of an office has fewer."""
    return sum(c.isalpha() for c in fold_wording(value)) >= 2


def drop_separators(value: str) -> str:
    """*value* without spaces, hyphens and invisible characters, otherwise as typed."""
    return _SEPARATORS.sub("", value)


def fold_full_width(value: str) -> str:
    """Full-width forms (U+FF01-FF5E, the ideographic space, ￥) as their plain twins; all else untouched.

    Narrower than NFKC on purpose: it never makes a plain digit of anything but a full-width one.
    """
    return value.translate(_FULL_WIDTH)
