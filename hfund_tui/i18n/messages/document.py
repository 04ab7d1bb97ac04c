"""Papers other than receipts: the refusal slip, and the summary shown before anything is done."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "document.sample": M("样张", "SAMPLE"),
    "document.sample_line": M("样张：演示或培训数据，不具效力", "SAMPLE: demonstration data, without effect"),
    "document.fund": M("住房公积金", "Housing Provident Fund"),
    "document.seal": M("业务专用章", "Seal"),
    "document.missing_glyphs": M(
        "〓 为字库未收录的字：{codes}", "〓 stands for a character the font lacks: {codes}"
    ),
    "document.page": M("第 {page} 页 共 {pages} 页", "Page {page} of {pages}"),
    "document.refusal.title": M("不予受理告知单", "Notice of refusal"),
    "document.refusal.lead": M(
        "您申请的「{operation}」目前不能办理。原因和办法一次性告知如下：",
        "Your request '{operation}' can't be carried out now. All reasons, and what to do about each:",
    ),
    "document.refusal.found": M("现状", "Found"),
    "document.refusal.wanted": M("要求", "Wanted"),
    "document.refusal.citation": M("依据", "By"),
    "document.refusal.remedy": M("怎样办", "To do"),
    "document.refusal.by_policy_choice": M("{citation} (本中心设定)", "{citation} (set by the house)"),
    "document.refusal.all": M(
        "以上为全部 {n} 项原因；办妥后即可再次申请。",
        "These are all {n} reasons. Once they are settled, apply again.",
        one="This is the only reason. Once it is settled, apply again.",
    ),
    "document.summary.title": M("请核对办理内容", "Please check what will be done"),
    "document.summary.effects": M("提交后将", "What will happen"),
    "document.summary.approvals": M("须第二人授权", "A second person approves"),
    "document.summary.refused": M("目前不能办理", "Not possible now"),
}
