"""A paper as PDF: A5 upright, one embedded font, the same bytes for the same paper."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont

from hfund_tui.documents.paper import Block, Paper, Row, Table, in_pairs, map_texts, shared_labels
from hfund_tui.documents.wrapping import wrap
from hfund_tui.domain.text import clean, drop_unsafe
from hfund_tui.i18n import Language, Translator
from hfund_tui.resources import data_path

FONT = "NotoSansCJKsc-subset.otf"
_MISSING = "〓"

# Millimetres.
_WIDTH, _HEIGHT = 148.0, 210.0
_MARGIN = 13.0
_BOTTOM = 16.0
_INNER = _WIDTH - 2 * _MARGIN
_GAP = 3.0
_INSET = 2.5
_WIDEST_LABEL = 36.0
_SEAL = 26.0

# Points.
_SMALL, _BODY, _STRONG, _TITLE = 7.5, 9.0, 10.5, 16.0
_AMOUNT = 17.0
_LEADING = 0.56  # millimetres of line height for each point

_INK = (26, 32, 38)
_MUTED = (98, 108, 120)
_ACCENT = (24, 72, 116)
_BAND = (238, 243, 248)
_RULE = (200, 208, 216)
_ALERT = (176, 38, 30)
_GHOST = (232, 232, 232)


def write_pdf(paper: Paper, t: Translator, path: Path) -> tuple[str, ...]:
    """Write the paper and return the characters the font lacks. The file appears whole or not at all.

    Raises OSError.
    """
    content, missing = pdf_bytes(paper, t)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return missing


def pdf_bytes(paper: Paper, t: Translator) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the characters the font lacks, which stand on the page as 〓 with their code points."""
    sheet = _Sheet(paper, t)
    missing: dict[str, None] = {}

    def printable(text: str) -> str:
        kept = []
        for character in drop_unsafe(clean(text)):
            if ord(character) not in sheet.font.cmap:
                missing[character] = None
                character = _MISSING
            kept.append(character)
        return "".join(kept)

    try:
        sheet.draw(map_texts(paper, printable), tuple(missing))
        return bytes(sheet.output()), tuple(missing)
    finally:
        sheet.font.ttfont.close()


class _Sheet(FPDF):
    """Draws a paper from top to bottom and starts a page where one is full."""

    def __init__(self, paper: Paper, t: Translator) -> None:
        super().__init__(orientation="portrait", unit="mm", format=(_WIDTH, _HEIGHT))
        self._t = t
        self._sample = paper.sample
        self.add_font("house", fname=data_path("fonts", FONT))
        font = self.fonts["house"]
        assert isinstance(font, TTFFont)
        self.font = font
        self._label_width = 0.0
        self.set_margin(_MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(False)
        self.alias_nb_pages("")
        self.set_creation_date(paper.issued_at)
        self.set_title(f"{paper.title} {paper.reference}".strip())
        self.set_producer("hfund-tui")
        self.set_lang("zh-CN" if t.language is Language.ZH else "en")

    def header(self) -> None:
        if not self._sample:
            return
        word = self._t("document.sample")
        with self._style(72, _GHOST):
            width = self.get_string_width(word)
            for height in (_HEIGHT * 0.32, _HEIGHT * 0.78):
                with self.rotation(35, _WIDTH / 2, height):
                    self.text((_WIDTH - width) / 2, height, word)

    def _number_pages(self) -> None:
        """Page numbers come last: the library's own placeholder for their total could stand in a name too."""
        total = str(self.pages_count)
        for number in range(1, self.pages_count + 1):
            self.page = number
            words = self._t("document.page", page=str(number), pages=total)
            with self._style(_SMALL, _MUTED):
                self.set_xy(_MARGIN, _HEIGHT - 10)
                self.cell(_INNER, 4, words, align="C")

    def draw(self, paper: Paper, missing: tuple[str, ...]) -> None:
        self.add_page()
        self._label_width = self._widest(shared_labels(paper))
        self._head(paper)
        if paper.lead:
            self._lines(paper.lead, _BODY, _INK)
            self._space(2)
        for number, block in enumerate(paper.blocks):
            if number:
                self._rule(_RULE, 0.15)
            self._block(block)
        self._rule(_ACCENT, 0.4)
        top = self.get_y()
        room = _INNER - (_SEAL + 6 if paper.sealed else 0)
        for note in paper.notes:
            self._lines(note, _SMALL, _MUTED, width=room, bullet=True)
        if missing:
            codes = "、".join(f"U+{ord(one):04X}" for one in missing)
            self._lines(self._t("document.missing_glyphs", codes=codes), _SMALL, _ALERT, width=room)
        if paper.sealed:
            self._seal(top)
        self._number_pages()

    def _head(self, paper: Paper) -> None:
        top = self.get_y()
        with self._style(_SMALL, _MUTED):
            self.cell(_INNER, 4, self._t("document.fund"))
            self.set_xy(_MARGIN, top)
            self.cell(_INNER, 4, wrap(paper.branch, _INNER * 0.6, self.get_string_width)[0], align="R")
        self.set_xy(_MARGIN, top + 6)
        with self._style(_TITLE, _ACCENT, bold=0.25):
            for line in wrap(paper.title, _INNER, self.get_string_width):
                self.set_x(_MARGIN)
                self.cell(_INNER, 8, line, align="C")
                self.set_y(self.get_y() + 8)
        if paper.mark:
            self._mark(paper.mark)
        self._space(1.5)
        self._rule(_ACCENT, 0.4)

    def _mark(self, words: str) -> None:
        with self._style(_BODY, _ALERT):
            width, top = self.get_string_width(words) + 6, self.get_y() + 0.8
            left = (_WIDTH - width) / 2
            self.set_draw_color(_ALERT)
            self.set_line_width(0.3)
            self.rect(left, top, width, 6, round_corners=True, corner_radius=1)
            self.text(left + 3, top + 4.2, words)
        self.set_y(top + 6)

    def _block(self, block: Block) -> None:
        if block.heading:
            self._keep(2 * _STRONG * _LEADING)
            self._lines(block.heading, _STRONG, _ACCENT, bold=0.12)
            self._space(0.6)
        if block.shaded:
            self._band(block)
            return
        label_width = self._widest([one.label for one in block.rows]) if block.heading else self._label_width
        half = (_INNER - _GAP) / 2

        def fits(one: Row) -> bool:
            return not one.strong and label_width + self._width_of(one) <= half

        lines = in_pairs(block.rows, fits) if block.paired else [(one,) for one in block.rows]
        for line in lines:
            self._row_line(line, label_width, half)
        if block.table:
            self._table(block.table)

    def _table(self, table: Table) -> None:
        """Columns from margin to margin, with their heads again on each page; stacked where they are too wide."""
        every = [table.heads, *(one.cells for one in table.lines)]
        with self._style(_SMALL, _INK):
            widths = [max(self.get_string_width(row[at]) for row in every) for at in range(len(table.heads))]
        gap = (_INNER - sum(widths)) / max(1, len(widths) - 1)
        if gap < _GAP / 2:
            for one in table.lines:
                texts, numbers = table.stacked(one)
                self._lines(texts, _SMALL, _MUTED)
                self._lines(numbers, _SMALL, _INK)
            return
        self._cells(table, table.heads, widths, gap, _MUTED)
        for one in table.lines:
            if self.get_y() + (2 if one.note else 1) * _SMALL * _LEADING > _HEIGHT - _BOTTOM:
                self.add_page()
                self._cells(table, table.heads, widths, gap, _MUTED)
            self._cells(table, one.cells, widths, gap, _INK)
            if one.note:
                self._lines(one.note, _SMALL, _MUTED)

    def _cells(
        self,
        table: Table,
        row: Sequence[str],
        widths: Sequence[float],
        gap: float,
        colour: tuple[int, int, int],
    ) -> None:
        top, left, height = self.get_y(), _MARGIN, _SMALL * _LEADING
        with self._style(_SMALL, colour):
            for at, (text, width) in enumerate(zip(row, widths, strict=True)):
                self.set_xy(left, top)
                self.cell(width, height, text, align="L" if at < table.flush_left else "R")
                left += width + gap
        self.set_xy(_MARGIN, top + height)

    def _row_line(self, line: tuple[Row, ...], label_width: float, half: float) -> None:
        if len(line) == 2:
            self._keep(_BODY * _LEADING)
            top = self.get_y()
            self._row(line[0], _MARGIN, label_width, half)
            self.set_y(top)
            self._row(line[1], _MARGIN + half + _GAP, label_width, half)
        else:
            self._row(line[0], _MARGIN, label_width, _INNER)

    def _row(self, row: Row, left: float, label_width: float, width: float) -> None:
        size = _STRONG if row.strong else _BODY
        height = size * _LEADING
        with self._style(size, _INK):
            values = wrap(row.value, width - label_width, self.get_string_width)
        with self._style(_BODY, _MUTED):
            labels = wrap(row.label, label_width - 1, self.get_string_width)
        for number in range(max(len(values), len(labels))):
            self._keep(height)
            top = self.get_y()
            if number < len(labels):
                with self._style(_BODY, _MUTED):
                    self.set_xy(left, top)
                    self.cell(label_width, height, labels[number])
            if number < len(values):
                with self._style(size, _INK, bold=0.12 if row.strong else 0):
                    self.set_xy(left + label_width, top)
                    self.cell(width - label_width, height, values[number])
            self.set_xy(_MARGIN, top + height)

    def _band(self, block: Block) -> None:
        """The amount: a tinted band, the figure large."""
        sizes = [_AMOUNT if one.strong else _STRONG for one in block.rows]
        left = _MARGIN + self._label_width
        room = _WIDTH - _MARGIN - left - _GAP
        wrapped = []
        for one, size in zip(block.rows, sizes, strict=True):
            with self._style(size, _INK):
                wrapped.append(wrap(one.value, room, self.get_string_width))
        height = sum(len(lines) * size * _LEADING for lines, size in zip(wrapped, sizes, strict=True)) + 5
        self._keep(height)
        top = self.get_y()
        with self.local_context():
            self.set_fill_color(_BAND)
            self.rect(_MARGIN, top, _INNER, height, style="F", round_corners=True, corner_radius=1.5)
        y = top + 2.5
        for one, size, lines in zip(block.rows, sizes, wrapped, strict=True):
            with self._style(_BODY, _MUTED):
                self.set_xy(_MARGIN + _INSET, y)
                self.cell(self._label_width, size * _LEADING, one.label)
            for line in lines:
                with self._style(size, _ACCENT if one.strong else _INK, bold=0.25 if one.strong else 0):
                    self.set_xy(left, y)
                    self.cell(room, size * _LEADING, line)
                y += size * _LEADING
        self.set_xy(_MARGIN, top + height)

    def _seal(self, top: float) -> None:
        """A place for the branch's seal, beside the notes; over the lines above them where the page ends."""
        top = min(top, _HEIGHT - _BOTTOM - _SEAL)
        left = _WIDTH - _MARGIN - _SEAL
        word = self._t("document.seal")
        with self._style(_SMALL, _RULE):
            self.set_draw_color(_RULE)
            self.set_line_width(0.2)
            self.set_dash_pattern(dash=1, gap=1)
            self.circle(left + _SEAL / 2, top + _SEAL / 2, _SEAL / 2)
            self.set_dash_pattern()
            self.text(left + (_SEAL - self.get_string_width(word)) / 2, top + _SEAL / 2 + 1, word)

    def _lines(
        self,
        text: str,
        size: float,
        colour: tuple[int, int, int],
        *,
        width: float = _INNER,
        bullet: bool = False,
        bold: float = 0,
    ) -> None:
        indent = 3.0 if bullet else 0.0
        with self._style(size, colour, bold=bold):
            lines = wrap(text, width - indent, self.get_string_width)
        for number, line in enumerate(lines):
            self._keep(size * _LEADING)
            top = self.get_y()
            with self._style(size, colour, bold=bold):
                if bullet and number == 0:
                    with self.local_context():
                        self.set_fill_color(colour)
                        self.circle(_MARGIN + 0.8, top + size * _LEADING / 2, 0.45, style="F")
                self.set_xy(_MARGIN + indent, top)
                self.cell(width - indent, size * _LEADING, line)
            self.set_xy(_MARGIN, top + size * _LEADING)

    def _rule(self, colour: tuple[int, int, int], width: float) -> None:
        self._space(1.8)
        self._keep(1)
        with self.local_context():
            self.set_draw_color(colour)
            self.set_line_width(width)
            self.line(_MARGIN, self.get_y(), _WIDTH - _MARGIN, self.get_y())
        self._space(1.8)

    def _space(self, height: float) -> None:
        self.set_xy(_MARGIN, self.get_y() + height)

    def _keep(self, height: float) -> None:
        """Start a page when the next piece doesn't fit on this one."""
        if self.get_y() + height > _HEIGHT - _BOTTOM:
            self.add_page()

    def _widest(self, labels: Sequence[str]) -> float:
        """The width of the column that these labels need."""
        with self._style(_BODY, _MUTED):
            widest = max((self.get_string_width(one) for one in labels), default=0.0)
        return min(widest, _WIDEST_LABEL) + _GAP

    def _width_of(self, row: Row) -> float:
        with self._style(_BODY, _INK):
            return self.get_string_width(row.value)

    @contextmanager
    def _style(self, size: float, colour: tuple[int, int, int], *, bold: float = 0) -> Iterator[None]:
        """A size in points and a colour; the font has one weight, so bold is a thin outline (millimetres)."""
        with self.local_context():
            self.set_font("house", size=size)
            self.set_text_color(colour)
            if bold:
                self.text_mode = TextMode.FILL_STROKE
                self.set_draw_color(colour)
                self.set_line_width(bold)
            yield
