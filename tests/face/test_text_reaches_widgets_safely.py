"""No bare string reaches a widget: it would be read as markup (see `hfund_tui/widgets/text.py`)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import hfund_tui
from hfund_tui.widgets.text import cells, fit, joined, safe, table_text, ui_text

PACKAGE = Path(hfund_tui.__file__).parent

# Where a string would be parsed, and which argument it is.
CONSTRUCTORS = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "RadioButton",
    "Option",
    "Select",
    "Collapsible",
    "TabPane",
}
METHODS = {"notify", "add_option", "add_row", "add_column", "add_columns", "add", "add_leaf"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "label"}

TEXT_MAKERS = {
    "str",
    "t",
    "format",
    "fit",
    "money",
    "day",
    "month",
    "instant",
    "term",
    "shown",
    "value",
    "safe",
}
SAFE_CALLS = {
    "ui_text",
    "joined",
    "text",
    "table_text",
    "assemble",
    "styled",
    "Content",
    "Text",
    "join",
    "stylize",
}


def suspicious(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings made at run time, on their way into a widget."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_update = name == "update" and len(node.args) == 1 and not node.keywords
            if is_update and "Digits" in ast.unparse(node.func):  # draws digits, knows no markup
                continue
            if name in CONSTRUCTORS | METHODS or is_update:
                if any(keyword.arg == "markup" for keyword in node.keywords):
                    continue
                for argument in node.args:
                    if is_string_made_here(argument):
                        yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                named = isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES
                if named and is_string_made_here(node.value):
                    yield node.lineno, ast.unparse(node)


def is_string_made_here(node: ast.expr) -> bool:
    """Whether an expression is surely or probably a str: an f-string, a sum, `str()`, `t()`, `.format()` ..."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return is_string_made_here(node.left) or is_string_made_here(node.right)
    if isinstance(node, ast.IfExp):
        return is_string_made_here(node.body) or is_string_made_here(node.orelse)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SAFE_CALLS:
            return False
        return name in {
            "str",
            "t",
            "format",
            "fit",
            "money",
            "day",
            "month",
            "instant",
            "term",
            "shown",
            "value",
            "safe",
        }
    return False


@pytest.mark.parametrize(
    "path",
    sorted([*(PACKAGE / "screens").rglob("*.py"), *(PACKAGE / "widgets").rglob("*.py"), PACKAGE / "app.py"]),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_bare_string_reaches_a_widget(path: Path) -> None:
    assert list(suspicious(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        'Static(f"{x}")',
        "Label(t('a.b'))",
        'w.update("a" + str(x))',
        "w.border_title = f'{x}'",
        "notify(t('a'))",
    ],
)
def test_the_lint_sees(source: str) -> None:
    assert list(suspicious(ast.parse(source)))


@pytest.mark.parametrize("hostile", ["[/]", "[@click=app.quit]x[/]", "[red]", "[b]x[/b]", "[90%]", "$x"])
def test_text_is_never_markup(hostile: str) -> None:
    assert ui_text(hostile).plain == hostile
    assert ui_text(hostile, "bold").plain == hostile
    assert joined(hostile, ui_text(hostile)).plain == f"{hostile}  {hostile}"
    assert table_text(hostile).plain == hostile


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x00\x07\x9bb", "ab"),
        ("a\u202eb\u200bc\u2066d", "abcd"),
        ("e\u0301", "é"),
        ("a\tb", "a b"),
        ("a  b", "a  b"),
        ("𠮷野", "𠮷野"),
    ],
)
def test_what_controls_the_terminal_is_dropped(raw: str, kept: str) -> None:
    assert safe(raw) == kept


@pytest.mark.parametrize(
    ("value", "width", "align", "expected"),
    [
        ("张三", 6, "left", "张三  "),
        ("张三", 6, "right", "  张三"),
        ("欧阳娜娜", 6, "left", "欧... "),
        ("欧阳娜娜", 7, "left", "欧阳..."),
        ("7,800.00", 10, "right", "  7,800.00"),
        ("", 3, "left", "   "),
        ("abcdef", 2, "left", ".."),
    ],
)
def test_text_is_fitted_by_cells(value: str, width: int, align: str, expected: str) -> None:
    fitted = fit(value, width, align=align)  # type: ignore[arg-type]
    assert fitted == expected
    assert cells(fitted) == width
