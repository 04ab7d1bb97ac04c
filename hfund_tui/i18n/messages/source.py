"""Short titles of what findings cite: `source.<id>`, one for each of the policy's sources."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "citation.article": M("{source} 第{article}条", "{source} Art. {article}"),
    "source.withdrawal_rules": M("提取管理规定", "Withdrawal Rules"),
    "source.ratio_notice_2017": M("2017 年提取额度通知", "Quota Notice 2017"),
    "source.ratio_before_2017": M("2017 年前提取问答", "Withdrawal Q&A before 2017"),
    "source.ratio_notice_2023": M("2023 年租房提取通知", "Rent Notice 2023"),
    "source.ratio_notice_2025": M("2025 年租房提取额度通知", "Rent Quota Notice 2025"),
    "source.withdrawal_rules_2025": M("2025 年提取管理规定", "Withdrawal Rules 2025"),
    "source.rent_service_guide": M("租房提取全流程服务", "Rent Withdrawal Guide"),
    "source.other_service_guide": M("其他住房消费提取指南", "Other Housing Guide"),
    "source.claim_period_reply": M("租房提取问答", "Rent Withdrawal Reply"),
    "source.earliest_month_guide": M("提取月份指南", "Claimable Months Guide"),
    "source.password_guide": M("退休提取指南", "Retirement Withdrawal Guide"),
    "source.agreement_guide": M("自助协议签订指南", "Agreement Guide"),
    "source.agreement_news": M("深圳新闻网 2020-02-27", "Shenzhen News 2020-02-27"),
    "source.account_guide": M("联名卡领卡须知", "Card Leaflet"),
    "source.card_guide": M("联名卡关联指南", "Card Linking Guide"),
    "source.regulations": M("公积金管理条例", "HPF Regulations"),
    "source.contribution_notice_2018": M("2018 年度缴存通知", "Contribution Notice 2018"),
    "source.contribution_notice_2019": M("2019 年度缴存通知", "Contribution Notice 2019"),
    "source.contribution_notice_2020": M("2020 年度缴存通知", "Contribution Notice 2020"),
    "source.contribution_notice_2021": M("2021 年度缴存通知", "Contribution Notice 2021"),
    "source.contribution_notice_2022": M("2022 年度缴存通知", "Contribution Notice 2022"),
    "source.contribution_notice_2026": M("2026 年度缴存通知", "Contribution Notice 2026"),
    "source.house_rule": M("本系统内控规定", "House Rule"),
    "source.holiday_notices": M("国务院放假通知", "State Council Holiday Notices"),
}
