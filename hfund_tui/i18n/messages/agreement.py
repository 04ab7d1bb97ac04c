"""The screen of the self-service agreement."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "agreement.help.rule": M(
        "阅读全文，核对材料后签订；终止不影响柜台业务",
        "Read, check the papers, sign. Ending it leaves the counter open",
    ),
    "agreement.help.next": M("空格逐项勾选，F9 提交", "Space ticks paper by paper, F9 commits"),
    "agreement.step.papers": M("到场人与材料", "people and papers"),
    "agreement.step.check": M("核对", "check"),
    "agreement.version": M("协议 {version} 版", "Agreement {version}"),
    "agreement.hash": M("摘要 {hash}", "hash {hash}"),
    "agreement.state.none": M("未签订", "not signed"),
    "agreement.state.in_person": M(
        "{day} 本人签订，{version} 版生效中", "{version} in force, signed in person on {day}"
    ),
    "agreement.state.by_proxy": M(
        "{day} 受托人代签，{version} 版生效中", "{version} in force, signed by proxy on {day}"
    ),
    "agreement.unlocks": M("签订后可自助办理", "Signing opens self-service"),
    "agreement.ends": M("终止后不能再自助办理", "Ending it closes self-service"),
    "agreement.unlocks.channels": M("{n} 个渠道", "{n} channels"),
    "agreement.unlocks.withdrawals": M("{n} 种提取", "{n} withdrawals"),
    "agreement.unlocks.loan_changes": M("{n} 种贷后变更", "{n} loan changes"),
    "agreement.documents": M("在册委托", "On file"),
    "agreement.here_already": M("已在此处", "You are there already"),
    "agreement.nothing_to_end": M("没有生效的协议可终止", "No agreement is in force"),
    "agreement.nothing_to_revoke": M("没有在册委托可撤销", "No proxy is on file"),
    "key.terminate": M("终止协议", "End"),
    "key.terminate.help": M("终止自助办理服务协议", "end the agreement"),
    "key.revoke": M("撤销委托", "Revoke"),
    "key.revoke.help": M("本人撤回在册委托", "take back a proxy's document"),
    "key.page_down": M("下页", "Down"),
    "key.page_down.help": M("下一页", "the next page"),
    "key.page_up": M("上页", "Up"),
    "key.page_up.help": M("上一页", "the page before"),
}
