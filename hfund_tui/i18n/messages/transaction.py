"""What the forms of all operations share: people, papers, drafts, F9 and what comes of it."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "operation.presence": M("到场人", "Who is here"),
    "operation.presence.keys": M("p 受托人代办", "p by proxy"),
    "operation.presence.change": M("p 更换", "p other"),
    "operation.papers": M("材料", "Papers"),
    "operation.ready": M("填写完毕，核对后按 F9 提交", "All filled in: check, then F9 commits"),
    "operation.papers.space": M(
        "未录入：此处只用空格勾选，请到所需的项再输",
        "Not entered: Space ticks here; go to the field you mean",
    ),
    "operation.unreadable": M("{what}不能读取：{why}", "{what} can't be read: {why}"),
    "operation.unfinished": M("还差：{what}", "Still to do: {what}"),
    "operation.refused": M(
        "目前不能办理，{n} 项不符。再按 F9 登记不予受理并出具告知单",
        "Not possible now: {n} rules fail. F9 again records the refusal and gives the slip",
        one="Not possible now: one rule fails. F9 again records the refusal and gives the slip",
    ),
    "operation.ground": M("例外理由", "Ground"),
    "operation.ground.title": M("此项须例外放行，请说明理由", "This needs an exception: say why"),
    "operation.ground.words": M("情况说明", "In words"),
    "operation.ground.words.placeholder": M("写明为什么可以例外", "why an exception is fair"),
    "operation.ground.attachments": M("附件编号", "Papers filed"),
    "operation.ground.attachments.placeholder": M(
        "没有可不填，多个用逗号", "numbers, if any; commas between"
    ),
    "operation.returned": M("业务 {case_no} 退回：{reason}", "Case {case_no} was sent back: {reason}"),
    "operation.rejected": M(
        "业务 {case_no} 未获授权：{why}，占用已释放",
        "Case {case_no} was rejected: {why}; its money is free",
    ),
    "operation.stale": M(
        "情况有变，未办理：{changes}。核对后再按 F9",
        "The facts changed, nothing was done: {changes}. Check, then F9 again",
    ),
    "operation.stale_refused": M(
        "情况有变，不能办理：{changes}。{n} 项不符；再按 F9 登记不予受理",
        "The facts changed, not possible now: {changes}. {n} rules fail; F9 again records the refusal",
        one="The facts changed, not possible now: {changes}. One rule fails; F9 again records the refusal",
    ),
    "operation.change.amount": M("金额 {before} -> {now}", "amount {before} -> {now}"),
    "operation.change.finding": M("{title} {found}", "{title} {found}"),
    "operation.change.separator": M("；", "; "),
    "operation.change.other": M("方案内容有更新", "details of the plan"),
    "operation.no_preview": M("暂时不能试算：{what}", "No preview now: {what}"),
    "operation.draft_offered": M(
        "有未办完的一笔 ({cue})，F7 取回", "An unfinished one ({cue}): F7 takes it back"
    ),
    "operation.no_cue": M("无备注", "no note"),
    "operation.proxy_unfinished": M(
        "已取回；受托人没有填完，按 p 接着填", "Taken back; the proxy is half filled in: press p to go on"
    ),
    "operation.draft_taken_back": M("已取回，接着办理", "Taken back: go on where you were"),
    "operation.park.title": M("挂起本笔业务", "Park this case"),
    "operation.park.placeholder": M("一句备注，便于接着办", "a line that says where you were"),
    "operation.park.keys": M("回车 挂起   Esc 继续办理", "Enter parks   Esc goes on"),
    "operation.kept": M("已暂存，F7 可取回", "Kept: F7 takes it back"),
    "operation.parked": M("已挂起，F7 可取回", "Parked: F7 takes it back"),
    "operation.left_pending": M(
        "业务 {case_no} 待授权，金额已占用", "Case {case_no} waits for approval; its money is on hold"
    ),
    "operation.taken_back": M(
        "业务 {case_no} 已撤销，占用已释放；可修改后再提交",
        "Case {case_no} is cancelled, its hold released; change it and commit again",
    ),
    "operation.no_proxy": M("此业务须本人办理，不能代办", "Nobody can do this for the member"),
    "operation.nothing_to_show": M("填写后才有可核对的内容", "There is nothing to show yet"),
    "operation.summary": M("请客户核对", "For the customer to check"),
    "operation.paper.keys": M(
        "Esc 或回车 返回，F9 在表单上提交", "Esc or Enter goes back; F9 commits in the form"
    ),
    "operation.refusal.keys": M("p 存为 PDF   回车 返回", "p saves it as PDF   Enter goes back"),
    "key.proxy": M("受托人", "Proxy"),
    "key.proxy.help": M("受托人代办，或改为本人", "who acts for the member"),
    "key.show_customer": M("给客户看", "Show"),
    "key.show_customer.help": M("全屏给客户核对", "let the customer check it"),
    "key.done": M("继续", "Go on"),
    "key.done.help": M("继续", "go on"),
    "key.save_pdf": M("PDF", "PDF"),
    "key.save_pdf.help": M("存为 PDF", "save as PDF"),
}
