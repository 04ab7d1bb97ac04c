"""What is shown of a member's data by default: enough to recognise, never enough to use.

Every mask hides at least as much as the shapes below say; a value of an unexpected shape shows only its
last quarter, and one of four characters or fewer nothing.
"""

import re
import unicodedata

_STAR = "*"
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff]")
_MAINLAND_MOBILE = re.compile(r"1[0-9]{10}")
_HMT_MOBILE = re.compile(r"\+85[23][0-9]{8}")

# Surnames of two characters, simplified and, where they differ, traditional.
_COMPOUND = """
    欧阳 司马 上官 司徒 诸葛 皇甫 尉迟 公孙 慕容 令狐 端木 长孙 宇文 夏侯 澹台 轩辕 钟离 闻人 赫连 申屠
    太史 仲孙 百里 呼延 拓跋 独孤 南宫 西门 东郭 公冶 万俟 淳于 单于 公羊 濮阳 太叔 左丘 梁丘 第五 鲜于
    闾丘 亓官 司寇 司空 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 羊舌 微生 东方 纳兰 完颜
    歐陽 司馬 諸葛 尉遲 公孫 長孫 澹臺 軒轅 鍾離 聞人 赫連 仲孫 獨孤 南宮 西門 東郭 濮陽 鮮于 東方 單于
"""
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())


def mask_id(value: str) -> str:
    """``440***********0014``: the first three and last four of an identity document, same length."""
    return _masked(value, head=3, tail=4)


def mask_account(value: str) -> str:
    """``2*******789``: the first and the last three of an account number, same length."""
    return _masked(value, head=1, tail=3)


def mask_mobile(value: str) -> str:
    """``138****5678``; a Hong Kong or Macau number as ``+852****4567``."""
    if _MAINLAND_MOBILE.fullmatch(value):
        return value[:3] + _STAR * 4 + value[-4:]
    if _HMT_MOBILE.fullmatch(value):
        return value[:4] + _STAR * 4 + value[-4:]
    return _last_quarter(value)


def mask_card(value: str) -> str:
    """``6225****1111`` whatever the card's length, as the centre's own pages show it."""
    if len(value) < 16:
        return _last_quarter(value)
    return value[:4] + _STAR * 4 + value[-4:]


def last_four(value: str) -> str:
    """The last four characters; stars when they would be more than half of the value."""
    return value[-4:] if len(value) >= 8 else _STAR * min(len(value), 4)


def mask_name(value: str) -> str:
    """``张*``, ``欧阳**``: the surname of a Chinese name; of any other name the first letter, ``J***``.

    The stars of a Chinese name count its hidden characters. A name of one character is hidden whole.
    """
    letters = _letters(value)
    if not letters:
        return ""
    if not _HAN.match(letters[0]):
        return (letters[0] if len(letters) > 1 else "") + _STAR * 3
    shown = (
        2 if len(letters) > 2 and letters[0] + letters[1] in _COMPOUND_SURNAMES else min(1, len(letters) - 1)
    )
    return "".join(letters[:shown]) + _STAR * (len(letters) - shown)


def _letters(name: str) -> list[str]:
    """Characters as a reader counts them: variation selectors and accents stay with their letter."""
    letters: list[str] = []
    for character in unicodedata.normalize("NFC", name.strip()):
        if letters and unicodedata.category(character) == "Mn":
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _masked(value: str, *, head: int, tail: int) -> str:
    hidden = len(value) - head - tail
    if hidden < head + tail:
        return _last_quarter(value)
    return value[:head] + _STAR * hidden + value[-tail:]


def _last_quarter(value: str) -> str:
    shown = len(value) // 4 if len(value) > 4 else 0
    hidden = len(value) - shown
    return _STAR * hidden + value[hidden:]
