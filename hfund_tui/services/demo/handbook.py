"""The generated parts of the demo's handbook (docs/demo.md, docs/demo.zh-CN.md): tables between markers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hfund_tui.domain.request import NewProxy
from hfund_tui.i18n import Language
from hfund_tui.i18n.translator import Translator
from hfund_tui.services.demo.office import office
from hfund_tui.services.demo.scenarios import PAPERS_FOR, Scenario, Words, papers, scenario, scenarios
from hfund_tui.services.pinyin import pinyin_of

_HEADINGS: dict[str, dict[Language, tuple[str, ...]]] = {
    "sign-ins": {
        Language.ZH: ("工号", "密码", "姓名", "角色", "管理部"),
        Language.EN: ("Code", "Password", "Name", "Role", "Office"),
    },
    "scenarios": {
        Language.ZH: ("情形", "姓名", "证件号码", "账号", "试一试", "应当"),
        Language.EN: ("Case", "Name", "ID number", "Account", "Try", "What should happen"),
    },
    "papers": {
        Language.ZH: (
            "情形",
            "受托人",
            "证件号码",
            "关系",
            "公证处与编号",
            "出具 / 生效 / 止",
            "载明事项",
            "应当",
        ),
        Language.EN: (
            "Case",
            "Proxy",
            "ID number",
            "Relation",
            "Notary and number",
            "Issued / from / to",
            "Matters",
            "What should happen",
        ),
    },
}
_NO_END = {Language.ZH: "未载明", Language.EN: "not stated"}


def refreshed(text: str, language: Language) -> str:
    """*text* with the tables between its markers ``<!-- name -->`` and ``<!-- /name -->`` made anew.

    Raises ValueError when a table has no place.
    """
    for name, make in TABLES.items():
        table = "\n".join(make(language))
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"the markers of {name} are missing")
        text = f"{before}{begin}{table}\n{end}{after}"
    return text


def _sign_ins(language: Language) -> Iterable[str]:
    t = Translator(language)
    yield from _heading("sign-ins", language)
    branches = {one.code: Words(one.name, one.name_en) for one in office().branches}
    for one in office().staff:
        name = _say(Words(one.name, f"{one.name} {one.name_en}"), language)
        branch = _say(branches[one.branch], language)
        yield _line(f"`{one.code}`", f"`{one.password}`", name, t.term(one.role), branch)


def _scenarios(language: Language) -> Iterable[str]:
    yield from _heading("scenarios", language)
    for one in scenarios():
        yield _line(
            _say(one.title, language),
            _name(one, language),
            f"`{one.portrait.identity.id_no}`",
            f"`{one.portrait.account.account_no}`",
            _say(one.to_try, language),
            _say(one.to_expect, language),
        )


def _papers(language: Language) -> Iterable[str]:
    t = Translator(language)
    yield from _heading("papers", language)
    for one in papers():
        paper = one.proxy
        yield _line(
            _say(one.title, language),
            paper.name,
            f"`{paper.id_no}`",
            t.term(paper.relation),
            f"{paper.notary} {paper.certificate_no}",
            _dates(paper, language),
            ", ".join(t.term(matter) for matter in sorted(paper.matters)),
            _say(one.to_expect, language),
        )


def _papers_for(language: Language) -> Iterable[str]:
    one = scenario(PAPERS_FOR)
    yield f"{_name(one, language)} `{one.portrait.identity.id_no}`"


def _name(one: Scenario, language: Language) -> str:
    """With its sound, by which somebody without a Chinese keyboard finds it."""
    name = one.portrait.identity.name
    return name if language is Language.ZH else f"{name} ({pinyin_of(name).full})"


def _dates(paper: NewProxy, language: Language) -> str:
    end = paper.valid_to.isoformat() if paper.valid_to else _NO_END[language]
    return f"{paper.issued_on} / {paper.valid_from} / {end}"


def _heading(name: str, language: Language) -> Iterable[str]:
    headings = _HEADINGS[name][language]
    yield _line(*headings)
    yield _line(*("---" for _ in headings))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _say(words: Words, language: Language) -> str:
    return words.zh if language is Language.ZH else words.en


TABLES: dict[str, Callable[[Language], Iterable[str]]] = {
    "sign-ins": _sign_ins,
    "scenarios": _scenarios,
    "papers": _papers,
    "papers-for": _papers_for,
}
