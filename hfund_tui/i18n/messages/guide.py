"""Guides to signing, as they are read out. Their own words stand in `data/guides`."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.signing_guide.title": M("签约指引", "Signing guides"),
    "operation.signing_guide.help": M(
        "教职工用手机签自助协议，一步一步读", "Step by step: signing the agreement by phone"
    ),
    "guide.choose": M("签自助协议：对方用哪个？", "Signing the agreement: by which of these?"),
    "unit.guide_steps": M("{n} 步", "{n} steps", one="{n} step"),
    "guide.step": M("第 {step} 步，共 {of} 步", "Step {step} of {of}"),
    "guide.last": M("最后一步：问对方看到没有", "The last one: ask what is seen"),
    "guide.continue": M("从第 {step} 步接着读", "goes on at step {step}"),
    "guide.through": M("已读完", "read to the end"),
    "guide.otherwise": M("若{meets}：{do}", "If {meets}: {do}"),
    "guide.way_back": M("Esc 回到提问，进度保留；F4 再接着读", "Esc: the questions; F4 goes on from here"),
    "guide.way_back_here": M("Esc 返回", "Esc goes back"),
    "guide.nobody": M("只讲政策，不需核验", "Policy only: nobody need be verified"),
    "guide.signed": M("本人已签 {day}", "Has signed, {day}"),
    "guide.signed_before": M("本人签的是旧版", "Has signed an older text"),
    "guide.not_signed": M("本人未签", "Has not signed"),
    "guide.nothing_first": M("可以签", "can sign now"),
    "guide.first": M("签之前先办：", "before signing:"),
    "guide.sources": M("依据：{sources}", "Source: {sources}"),
    "guide.assumed": M("有假定", "partly assumed"),
    "guide.none": M("今天还没有手机签约的渠道", "On this day nobody can sign by phone yet"),
    "guide.on_line": M("{title} 第 {step}/{of} 步 F4", "{title}, step {step}/{of}: F4"),
    "guide.finished": M("已签完。F9 结束通话", "Signed. F9 wraps up"),
    "guide.finished_here": M("已读完", "Read to the end"),
    "guide.help.rule": M("对方做完一步，再读下一步。", "Read the next step when this one is done."),
    "guide.help.next": M(
        "空格下一步，退格上一步，F4 换渠道。", "Space goes on, Bksp back, F4 to the others."
    ),
    "key.guide": M("指引", "Guide"),
    "key.guide.help": M("带对方自己签协议", "lead the caller to sign"),
    "key.guide_next": M("下一步", "Next"),
    "key.guide_next.help": M("读下一步", "the next step"),
    "key.guide_before": M("上一步", "Previous"),
    "key.guide_before.help": M("回上一步", "the step before"),
    "error.guide_unknown.what": M("没有这份指引或这一步", "There is no such guide, or no such step"),
    "error.guide_unknown.do": M("按 F4 重新选", "Press F4 and choose again"),
}
