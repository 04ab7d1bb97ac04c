"""Cut the font of the printed documents out of Noto Sans CJK.

    python tools/subset_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

writes data/fonts/NotoSansCJKsc-subset.otf: ASCII and Latin for names, all of GBK, the Han characters of the
basic block, of Extension A and whatever the font has of the later extensions (names hold characters that no
frequency list knows). Layout features, hints and vertical metrics are left out: documents are set line by line.
"""

import sys
from itertools import chain
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

_TARGET = Path(__file__).parent.parent / "data" / "fonts" / "NotoSansCJKsc-subset.otf"
_FAMILY = "Noto Sans CJK SC"
_BLOCKS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    range(0x2010, 0x2040),  # dashes, quotation marks
    range(0x3000, 0x3020),  # CJK punctuation with the geta mark that stands for a missing character
    range(0x3400, 0x4DC0),  # Extension A
    range(0x4E00, 0xA000),  # the basic block
    range(0xFF01, 0xFF61),  # full-width forms
    range(0x20000, 0x33480),  # Extensions B to H, as far as the font has them
)


def _gbk() -> set[int]:
    characters: set[int] = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                characters.add(ord(bytes((high, low)).decode("gbk")))
            except UnicodeDecodeError:
                continue
    return characters


def main(source: Path) -> None:
    fonts = TTCollection(source, lazy=True).fonts
    number = next(n for n, one in enumerate(fonts) if one["name"].getDebugName(4) == _FAMILY)
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=(set(chain.from_iterable(_BLOCKS)) | _gbk()) & set(font.getBestCmap()))
    cutter.subset(font)
    font.save(_TARGET)
    print(f"{_TARGET.name}: {len(font.getBestCmap())} characters, {_TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
