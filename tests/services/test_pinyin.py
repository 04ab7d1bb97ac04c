"""Names by their sound."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfund_tui.resources import data_path
from hfund_tui.services.pinyin import UNREADABLE, fold_latin, pinyin_of


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("曾伟", "zengwei", "zw"),
        ("單志明", "shanzhiming", "szm"),
        ("仇英", "qiuying", "qy"),
        ("区志华", "ouzhihua", "ozh"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("查良", "zhaliang", "zl"),
        ("翟天", "zhaitian", "zt"),
        ("乐嘉", "yuejia", "yj"),
        ("覃长乐", "qinchangle", "qcl"),
        ("吕芳", "lvfang", "lf"),
        ("张晟", "zhangsheng", "zs"),
        # A surname's reading counts only at the beginning.
        ("张曾", "zhangceng", "zc"),
        ("王解", "wangjie", "wj"),
        # Compound surnames, and two characters that only look like one.
        ("欧阳娜", "ouyangna", "oyn"),
        ("尉迟敏华", "yuchiminhua", "ycmh"),
        ("万俟雅", "moqiya", "mqy"),
        ("单于明", "chanyuming", "cym"),
        ("单于", "shanyu", "sy"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        # Rare, traditional, beyond the basic plane.
        ("𠮷田", "jitian", "jt"),
        ("李䶮", "liyan", "ly"),
        ("李㼆", "liying", "ly"),
        ("陳大文", "chendawen", "cdw"),
        # Other ways of writing names.
        ("阿依古丽·买买提", "ayigulimaimaiti", "aygl" + "mmt"),
        ("扎西次仁", "zhaxiciren", "zxcr"),
        ("SMITH JOHN", "smithjohn", "sj"),
        ("O'Neill, Zoë", "oneillzoe", "oz"),
        ("Müller-Lüdenscheidt", "mullerludenscheidt", "ml"),
        ("Nguyễn Văn An", "nguyenvanan", "nva"),
        ("Ørsted Æbe", "orstedaebe", "oa"),
        ("李John", "lijohn", "lj"),
        ("ＪＯＨＮ", "john", "j"),
        # Nothing to type.
        ("", UNREADABLE, UNREADABLE),
        ("·", UNREADABLE, UNREADABLE),
        ("김철수", UNREADABLE, UNREADABLE),
    ],
)
def test_names(name, full, initials):
    assert pinyin_of(name) == (full, initials)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Zhang Wei", "zhangwei"), ("LÜ", "lu"), ("o'neill", "oneill"), ("ß", "ss"), ("张", ""), ("１２", "12")],
)
def test_fold_latin(text, folded):
    assert fold_latin(text) == folded


@given(st.text(max_size=120))
def test_whatever_the_name_the_columns_take_it(name):
    full, initials = pinyin_of(name)
    assert full.isascii()
    assert full == full.lower()
    assert 1 <= len(full) <= 300
    assert 1 <= len(initials) <= min(len(full), 100)


def test_the_longest_name_is_cut():
    full, initials = pinyin_of("庄" * 101)
    assert (len(full), len(initials)) == (300, 100)


def test_the_corrections_are_needed_and_well_formed():
    """What the dictionary gets right by itself has no place in the table."""
    table = tomllib.loads(data_path("pinyin_surnames.toml").read_text(encoding="utf-8"))
    from pypinyin.pinyin_dict import pinyin_dict

    for section in ("single", "character"):
        for character, reading in table[section].items():
            assert len(character) == 1
            assert reading.isascii() and reading.islower()
            first = pinyin_dict.get(ord(character), "").partition(",")[0]
            assert fold_latin(first) != reading, character
    for surname, readings in table["compound"].items():
        assert len(surname) == len(readings) == 2
