"""The sheet of a business day."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "day_sheet.title": M("日终单", "Day sheet"),
    "day_sheet.title_open": M("营业日轧账单 (未日终)", "Day sheet, not closed yet"),
    "day_sheet.business_date": M("营业日", "Business day"),
    "day_sheet.made_at": M("制单时间", "Made at"),
    "day_sheet.closed_by": M("日终人", "Closed by"),
    "day_sheet.totals": M("本管理部业务", "The branch's work"),
    "day_sheet.nothing": M("今日无业务", "Nothing was posted"),
    "day_sheet.left_over": M("复核与未了事项", "Approvals, and what is open"),
    "day_sheet.approvals": M("第二人授权", "Approved by a second person"),
    "day_sheet.reversals": M("冲正与撤销", "Reversals"),
    "day_sheet.pending": M("待授权", "Awaiting approval"),
    "day_sheet.returned": M("退回待改", "Returned to the maker"),
    "day_sheet.holds": M("占用中", "On hold"),
    "day_sheet.payments": M("付款", "Payments"),
    "day_sheet.files": M("付款文件", "Payment files"),
    "day_sheet.files_of": M("{n} 个", "{n} files", one="{n} file"),
    "day_sheet.sent": M("已发送", "Sent"),
    "day_sheet.unsent": M("到期未发", "Due, not sent"),
    "day_sheet.books": M("总账 (全中心)", "Trial balance of the house"),
    "day_sheet.moved": M("本日", "today"),
    "day_sheet.balance": M("余额", "balance"),
    "day_sheet.agrees": M("借贷平衡", "agrees"),
    "day_sheet.differs": M("借贷不平", "does not agree"),
    "day_sheet.differences": M("差异", "Differences"),
    "day_sheet.no_differences": M("无差异", "none"),
    "day_sheet.refused": M("不予受理", "Refused"),
    "day_sheet.exceptions": M("例外放行", "Rules passed over"),
    "day_sheet.anchor": M("审计锚点", "Audit anchor"),
}
