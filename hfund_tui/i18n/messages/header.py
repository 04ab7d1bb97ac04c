"""What stands above every screen. By itself: the first frame needs nothing else of the frame."""

from hfund_tui.i18n.message import M, Message

MESSAGES: dict[str, Message] = {
    "header.product": M("公积金工作台", "HPF Workstation"),
    "header.nobody": M("未选择职工", "No member selected"),
    "header.agreement": M("协议生效", "agreement"),
    "header.no_agreement": M("协议未签", "no agreement"),
    "header.held": M("占用 {amount}", "held {amount}"),
    "header.pending": M("在途 {n}", "{n} pending"),
    "header.minutes": M("{n} 分钟", "{n} min"),
    "header.place": M("{branch} {terminal} 号窗口", "{branch} window {terminal}"),
    "header.day": M("营业日 {day}", "day {day}"),
    "header.demo": M("演示", "DEMO"),
    "header.training": M("训练", "TRAINING"),
    "header.verified.none": M("未核验", "not verified"),
    "header.verified.id_original": M("本人证件", "ID seen"),
    "header.verified.proxy_id_original": M("受托人证件", "proxy ID seen"),
    "header.verified.hotline_basic": M("热线基本", "phone basic"),
    "header.verified.hotline_full": M("热线完整", "phone full"),
    "header.rung.credential_file": M("密钥文件", "key file"),
    "header.rung.sealed_file": M("口令密钥", "sealed key"),
    "header.rung.memory": M("临时密钥", "temporary key"),
}
