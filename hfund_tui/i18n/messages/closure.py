"""The forms of closings and of what becomes of them."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "closure.help.rule": M(
        "先由单位封存；本息一次付清，只付本人联名卡", "Sealed first; balance and interest go to the own card"
    ),
    "closure.help.next": M(
        "回车到下一项，F9 提交，主管授权", "Enter goes on, F9 commits, then a second person"
    ),
    "closure.settlement.rule": M(
        "到期才能结算；本人随时可撤回", "Settled once due; the member may take it back"
    ),
    "closure.settlement.next": M("F5 换结算/撤回/登记社保", "F5: settle, take back, or record insurance"),
    "closure.step.eligibility": M("资格", "eligibility"),
    "closure.step.insurance": M("情况", "facts"),
    "closure.step.papers": M("材料", "papers"),
    "closure.step.check": M("核对", "check"),
    "closure.age": M("年龄", "Age"),
    "closure.age.reached": M("满 {n} 周岁", "{n} reached"),
    "closure.age.early": M("未满 {n} 周岁，须退休证", "below {n}: certificate needed"),
    "closure.certificate_no": M("退休证编号", "Certificate"),
    "closure.retired_on": M("退休日期", "Retired on"),
    "closure.insurance.status": M("本市社保", "Insurance"),
    "closure.insurance.last_paid": M("最后缴费月", "Last paid"),
    "closure.insurance.settled_on": M("转移/清算日", "Settled on"),
    "closure.insurance.bad_month": M("请录入 6 位年月，如 201912", "Six digits, as 201912"),
    "closure.insurance.if_new": M("新证明 (可无)", "New proof"),
    "closure.accepted": M("已受理销户", "Accepted"),
    "closure.accepted.on": M("{day} 受理", "on {day}"),
    "closure.accepted.none": M(
        "没有待结算的销户，先办理销户", "No closure waits: the account is closed first"
    ),
    "key.next_step": M("换业务", "Next"),
    "key.next_step.help": M("结算/撤回/登记社保", "settle, take back, record"),
}
