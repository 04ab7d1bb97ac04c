"""What would change the outcome: `remedy.<code>`. Each says who does what, so that nobody comes twice."""

from hfund_tui.i18n.message import M

MESSAGES = {
    # Everybody.
    "remedy.nothing_to_do": M("无需办理", "Nothing needs to be done"),
    "remedy.heirs_apply": M(
        "请继承人或受遗赠人按死亡提取到柜台办理", "Heirs or legatees apply at the counter for the deceased"
    ),
    "remedy.employer_unseals": M(
        "请单位办理启封并恢复缴存后再办", "The employer unseals the account and pays again"
    ),
    "remedy.account_closed": M(
        "账户已不存续，无法办理；可查询转入账户", "This account has ended; look for the one it moved to"
    ),
    "remedy.freeze_lifted": M(
        "请向冻结机关办理解冻后再办", "The authority that froze the account lifts the freeze"
    ),
    "remedy.change_password": M(
        "请职工先修改公积金账户初始密码", "The member changes the initial account password"
    ),
    "remedy.link_card": M("请职工关联本人名下 I 类银行账户", "The member links a class-I card in own name"),
    "remedy.another_teller": M("经办人须回避，请换其他柜员办理", "Another teller must serve this member"),
    "remedy.come_another_day": M("当日被拒过多，请改日再办", "Refused too often today: come another day"),
    "remedy.state_exception": M("请选择例外理由并写明情况", "Choose the ground and say why"),
    "remedy.tick_papers": M("逐项核对原件并勾选", "Check each original and tick it"),
    # Agreement.
    "remedy.read_current_text": M("请重新打开并阅读现行协议文本", "Open and read the text now in force"),
    "remedy.offer_agreement": M("建议签订协议，不影响本次", "Offer the agreement (not needed)"),
    "remedy.sign_agreement": M("请先签订自助办理服务协议", "Sign the self-service agreement"),
    # Proxy.
    "remedy.member_comes": M("此业务须职工本人到场办理", "The member must come in person"),
    "remedy.name_proxy": M("请选择在册受托人或登记新委托", "Choose a proxy on file or register a new one"),
    "remedy.fill_in": M("请补填所列项目", "Fill in the fields named"),
    "remedy.correct_proxy_id": M("请按证件原件逐位核对受托人号码", "Compare the number with the original ID"),
    "remedy.member_in_person": M("本人到场请选择本人办理", "Choose 'in person': the member is here"),
    "remedy.another_proxy": M(
        "中心员工不得代办，请另行委托他人", "Staff may not act; the member names someone else"
    ),
    "remedy.proxy_next_day": M(
        "受托人每日最多代办 {limit} 人，请改日办理",
        "A proxy serves at most {limit} members a day; come another day",
    ),
    "remedy.proxy_next_year": M(
        "受托人每年最多代办 {limit} 人，请另行委托",
        "A proxy serves at most {limit} members a year; name another",
    ),
    "remedy.proxy_of_age": M(
        "受托人 {day} 成年后方可代办，请另行委托", "The proxy is of age on {day}; name another until then"
    ),
    "remedy.correct_dates": M(
        "请按原件核对：签发日不晚于生效日和今天",
        "Compare with the original: issued, then valid, not later than today",
    ),
    "remedy.wait_until": M("委托书 {day} 起生效，届时再办", "The document is valid from {day}; come then"),
    "remedy.new_document": M(
        "请职工重新出具有效的公证授权委托书", "The member gives a new notarised power of attorney"
    ),
    "remedy.document_names_matter": M(
        "请出具载明「{matter}」的委托书", "Bring a document that names: {matter}"
    ),
    "remedy.certificate_taken": M(
        "编号已登记，请核对原件，或选在册委托", "Number already on file: compare, or choose the proxy on file"
    ),
    "remedy.compare_spouse": M(
        "在册配偶为他人：核对结婚证，或提供公证委托",
        "Another spouse is on file: compare, or bring a notarised document",
    ),
    "remedy.bring_notarised": M(
        "请提供公证授权委托书原件", "Bring the notarised power of attorney, original"
    ),
    # Withdrawals.
    "remedy.ask_about_home": M(
        "请询问并记录本人、配偶、未成年子女住房", "Ask about homes of member, spouse and minor children"
    ),
    "remedy.use_other_withdrawal": M("可改办其他住房消费提取", "Use the other housing withdrawal instead"),
    "remedy.ask_about_loan": M(
        "有在还贷款：请确认无房，或告知还贷提取", "Loan running: confirm no home, or advise loan withdrawal"
    ),
    "remedy.finish_open_case": M("请先办结或撤销在途提取", "Finish or cancel the open withdrawal first"),
    "remedy.possible_from": M("{month} 起可再次提取", "Possible again from {month}"),
    "remedy.first_contribution": M("首次缴存入账后方可提取", "Possible after the first contribution"),
    "remedy.enter_amount": M("请输入大于 0 的金额", "Enter an amount above 0"),
    "remedy.nothing_to_withdraw": M(
        "暂无可提金额：须有可提取月份、月缴存额和可用余额",
        "Nothing to take yet: it needs claimable months, a monthly due and a balance",
    ),
    "remedy.reduce_to": M("请将金额减至 {amount} 以内", "Reduce the amount to {amount} or less"),
    # Cards and payouts.
    "remedy.correct_card_no": M("请与银行卡逐位核对", "Compare the number with the card"),
    "remedy.choose_bank": M("请选择归集银行的 I 类账户", "Choose a class-I account at one of these banks"),
    "remedy.another_card": M(
        "该卡已关联，请换一张本人银行卡", "This card is linked: take another of the member's"
    ),
    # Reversals.
    "remedy.cancel_case": M("尚未办结：请经办人撤销申请", "Not completed yet: its maker cancels it"),
    "remedy.cancel_closure_instead": M(
        "销户尚未结算，不用冲正：请撤回销户", "Not settled yet: take the closure back instead"
    ),
    "remedy.do_anew": M("冲正不能再冲：请重新办理原业务", "A reversal stays: do the case anew"),
    "remedy.reverse_later_first": M("请先冲正该职工之后办理的业务", "Reverse the member's later cases first"),
    "remedy.wait_for_bank": M("款项已发银行：请待回盘后再冲", "Sent to the bank: wait for its answer"),
    "remedy.name_returned_money": M(
        "款项已付：退回后录入银行退款编号", "Paid: once it came back, enter the bank's reference"
    ),
    "remedy.state_reversal": M("请选择原因并写明经过", "Choose a reason and say what happened"),
    # Closures.
    "remedy.employer_seals": M("请单位先办理封存", "The employer seals the account first"),
    "remedy.settle_accepted": M(
        "销户已受理：到期后申请结算，或撤回销户",
        "Accepted already: have it settled when due, or take it back",
    ),
    "remedy.cancel_closure": M("销户已受理：请先撤回销户", "A closure is accepted: take it back first"),
    "remedy.cancel_closure_and_unseal": M(
        "销户已受理：请先撤回销户，再由单位启封", "Take the accepted closure back; then the employer unseals"
    ),
    "remedy.finish_open_cases": M("请先办结或撤销在途业务", "Finish or cancel the open cases first"),
    "remedy.closing_with_loan": M(
        "有在还贷款：销户后不能再用公积金还贷，请告知职工",
        "Loan running: tell the member that a closed account repays nothing",
    ),
    "remedy.show_certificate": M(
        "请出示退休证原件并登记；或 {day} 到龄后办理",
        "Show the retirement certificate, original; or come from {day} on",
    ),
    "remedy.other_channel": M("可在{channels}办理", "use {channels}"),
    "remedy.at_the_counter": M("只能到柜台办理", "at the counter only"),
    "remedy.certificate_at_counter": M(
        "请持退休证到柜台办理；或 {day} 到龄后自助办理",
        "Come to the counter with the retirement certificate; or from {day} on",
    ),
    "remedy.complete_certificate": M(
        "请按原件补填退休证编号和日期，日期不晚于今天",
        "Fill in the certificate's number and date, not later than today",
    ),
    "remedy.other_closure": M(
        "深圳户籍不适用：退休可办退休销户", "Not for Shenzhen residents; closing on retirement is another way"
    ),
    "remedy.ask_about_insurance": M(
        "请按社保证明登记本市社保缴纳情况", "Enter what the proof of social insurance says"
    ),
    "remedy.correct_insurance": M(
        "请按社保证明核对：缴费月、转移日不晚于今天，不早于在册月份",
        "Compare with the proof: nothing in the future, no month before the one on file",
    ),
    "remedy.no_such_closure": M("没有待结算的销户，无需办理", "No closure waits here: nothing to do"),
    "remedy.settled_from": M("{day} 起可结算", "Can be settled from {day}"),
    "remedy.insured_again": M("受理后已重新参保：请撤回销户", "Insured again since: take the closure back"),
    "remedy.record_insurance": M(
        "请登记社保停缴或转移情况", "Record that the insurance stopped or was transferred"
    ),
}
