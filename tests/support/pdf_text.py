"""Reads back what a PDF shows: every piece of text with its place, from the bytes alone."""

import re
import zlib
from dataclasses import dataclass

_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4,8})>")
_STRING = rb"\((?P<%s>(?:\\.|[^\\)])*)\) Tj"
_SHOWN = re.compile(
    rb"/F1 (?P<size>[0-9.]+) Tf|(?P<x>[0-9.]+) (?P<y>[0-9.]+) Td[^(\n]*"
    + _STRING % b"codes"
    + rb"|"
    + _STRING % b"more",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """One run of text: points from the left and from the bottom of its page, and its size in points."""

    page: int
    x: float
    y: float
    size: float
    text: str


def pieces(pdf: bytes) -> list[Piece]:
    """Every run of text of a document with one embedded font, in the order of drawing."""
    streams = [match[1] for match in _STREAM.finditer(pdf)]
    mapping = next(one for one in streams if b"beginbfchar" in one)
    unicode = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _PAIR.findall(mapping)
    }
    pages = [text for text in map(_inflated, streams) if b" Tj" in text]
    found = []
    for number, content in enumerate(pages):
        size = 0.0
        for match in _SHOWN.finditer(content):
            if match["size"]:
                size = float(match["size"])
                continue
            assert match["more"] is None, "text without a place"
            codes = _ESCAPE.sub(lambda one: {b"r": b"\r", b"n": b"\n"}.get(one[1], one[1]), match["codes"])
            text = "".join(unicode[int.from_bytes(codes[i : i + 2])] for i in range(0, len(codes), 2))
            found.append(Piece(number, float(match["x"]), float(match["y"]), size, text))
    return found


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
