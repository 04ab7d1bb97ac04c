"""The hotline: taking a call, and who is calling."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "vocabulary.operation_group.call": M("热线", "Hotline"),
    "operation.take_call.title": M("接听来电", "Take a call"),
    "operation.take_call.help": M("核验来电人，答复、记录、结束", "Verify the caller, answer, note, wrap up"),
    "operation.caller_status.title": M("来电人概况", "How things stand"),
    "operation.caller_status.help": M(
        "基本核验后可告知，不含金额", "From the basic level on, without amounts"
    ),
    "call.hidden": M("完整核验后可告知", "told at the full level"),
    "vocabulary.caller_question.id_no": M("证件号码", "ID number"),
    "vocabulary.caller_question.name": M("姓名", "Name"),
    "vocabulary.caller_question.account_no": M("账号末四位", "Account, last four"),
    "vocabulary.caller_question.mobile": M("手机末四位", "Mobile, last four"),
    "vocabulary.caller_question.card": M("联名卡末四位", "Card, last four"),
    "vocabulary.caller_question.one_time_code": M("短信验证码", "Code by text message"),
    "call.ask.id_no": M("请问您的身份证号码是多少？", "What is your identity number, please?"),
    "call.ask.name": M("请问您的姓名？", "What is your full name, please?"),
    "call.ask.account_no": M(
        "请报公积金账号的末四位。", "The last four digits of your fund account, please?"
    ),
    "call.ask.mobile": M(
        "请报登记手机号的末四位。", "The last four digits of your registered mobile, please?"
    ),
    "call.ask.card": M("请报联名卡的末四位。", "The last four digits of your co-branded card, please?"),
    "call.ask.one_time_code": M(
        "请报刚收到的六位验证码。", "The six digits that have just been sent to you, please?"
    ),
    "call.waiting": M("等待来电", "Waiting for a call"),
    "call.tries": M("还可答错 {n} 次", "{n} wrong answers left"),
    "call.wants.call": M("回车接听", "Enter takes the call"),
    "call.wants.amount": M(
        "提前还多少？录入金额，回车试算；留空为全部结清。",
        "How much would you repay? Type it and press Enter; empty settles all of it.",
    ),
    "call.wants.code": M(
        "可告知办理情况。要谈金额，回车发送验证码到 {mobile}。",
        "How things stand may be told. For amounts, Enter sends a code to {mobile}.",
    ),
    "call.wants.done": M("已完整核验，可谈金额。", "Verified: amounts may be told."),
    "call.wants.locked": M("电话核验已锁定，请本人到柜台。", "Locked: the member comes to a counter."),
    "call.wants.nothing_left": M("没有可问的了，请到柜台。", "Nothing is left to ask: at a counter."),
    "call.label.call": M("来电", "Call"),
    "call.label.number": M("证件号码", "ID number"),
    "call.label.amount": M("提前还款金额", "Amount"),
    "call.label.code": M("验证码", "Code"),
    "call.label.done": M("已核验", "Verified"),
    "call.label.locked": M("已锁定", "Locked"),
    "call.label.nothing_left": M("核验", "Verification"),
    "call.label.notes": M("记录", "Notes"),
    "call.status.member": M("账户", "Account"),
    "call.card.linked": M("已关联", "linked"),
    "call.code.press_enter": M("清空后回车发送验证码", "Clear the field, then Enter sends a code"),
    "call.wrong": M("与登记不符，还可答错 {n} 次", "That is not what is on file; {n} left"),
    "call.locked_now": M("答错次数已满，电话核验已锁定", "Too many wrong answers: locked now"),
    "call.noted": M("已记录", "Noted"),
    "call.ended": M("通话 {call_no} 已结束", "Call {call_no} has ended"),
    "call.none": M("没有正在进行的通话", "No call is going on"),
    "call.here": M("就在本屏办理", "It is done on this screen"),
    "call.full_first": M("先完整核验来电人", "Verify the caller fully first"),
    "call.help.rule": M("先核验，再谈；答案从不显示。", "Verify, then speak; answers are never shown."),
    "call.help.next": M(
        "照上方的话问，录入回答，回车。F9 结束通话。",
        "Read out the line on top, type the answer, Enter. F9 wraps up.",
    ),
    "call.wrap_up.title": M("通话结果", "How it ended"),
    "call.wrap_up.help.rule": M("每通电话有一个结果。", "Every call ends with one word."),
    "call.wrap_up.help.next": M("上下选择，回车结束通话。", "Choose with the arrows; Enter ends the call."),
    "call.key.member": M("换人", "Caller"),
    "call.key.withdrawal": M("额度", "Quota"),
    "call.key.loan": M("还贷", "Repay"),
    "call.key.park": M("记录", "Notes"),
    "call.key.queue": M("工单", "Orders"),
    "call.key.commit": M("结束", "End"),
    "key.instalment": M("月供", "Instalment"),
    "key.instalment.help": M("下期月供", "the next instalment"),
    "key.closing": M("销户", "Closing"),
    "key.closing.help": M("今天销户的本息", "the sum if closed today"),
    "vocabulary.wrap_up.answered": M("已答复", "answered"),
    "vocabulary.wrap_up.guided": M("已指引签约", "guided through signing"),
    "vocabulary.wrap_up.request_lodged": M("已受理申请", "request lodged"),
    "vocabulary.wrap_up.work_order": M("已转工单", "work order opened"),
    "vocabulary.wrap_up.sent_to_counter": M("请到柜台办理", "sent to a counter"),
    "vocabulary.wrap_up.not_verified": M("未通过核验", "not verified"),
    "vocabulary.wrap_up.cut_off": M("通话中断", "cut off"),
    "error.no_call.what": M("没有正在进行的通话", "No call is going on"),
    "error.no_call.do": M("按回车接听下一通", "Press Enter to take the next one"),
    "error.caller_number_wrong.what": M("证件号码不完整或有误", "The number is not whole, or wrong"),
    "error.caller_number_wrong.do": M("请来电人再报一遍全部 18 位", "Ask the caller to say all of it again"),
    "error.caller_unknown.what": M("没有此证件号码的职工", "Nobody has this number"),
    "error.caller_unknown.do": M("核对号码；或只答复政策", "Check it; or speak about policy only"),
    "error.caller_numbers_tried.what": M(
        "本次通话证件号试错过多", "Too many numbers were tried in this call"
    ),
    "error.caller_numbers_tried.do": M(
        "只答复政策，或请到柜台", "Policy only, or send the caller to a counter"
    ),
    "error.caller_locked.what": M("电话核验已锁定", "Verification by telephone is locked"),
    "error.caller_locked.do": M("请本人持证件到柜台", "The member comes to a counter with the ID"),
    "error.caller_nothing_asked.what": M("现在没有要回答的问题", "Nothing is being asked now"),
    "error.caller_nothing_asked.do": M("先录入证件号码", "Type the identity number first"),
    "error.caller_answer_empty.what": M("还没有录入回答", "No answer was typed"),
    "error.caller_answer_empty.do": M("录入来电人所说", "Type what the caller says"),
    "error.caller_not_verified.what": M("来电人未通过所需核验", "The caller is not verified far enough"),
    "error.caller_not_verified.do": M("按脚本先核验本人", "Verify the caller first, by the script"),
}
