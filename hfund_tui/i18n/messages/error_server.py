"""Errors of a database on a server."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "error.bad_database.what": M("不认识的数据库设置", "This database setting is not understood"),
    "error.bad_database.do": M(
        "写成 postgresql://用户@主机/库名，或删去该设置",
        "Write postgresql://user@host/name, or leave it out",
    ),
    "error.password_in_database.what": M("数据库设置里不能有密码", "A password is not for the setting"),
    "error.password_in_database.do": M(
        "删去密码，改放 ~/.pgpass 或 PGPASSFILE (chmod 600)",
        "Take it out; put it into ~/.pgpass or PGPASSFILE (chmod 600)",
    ),
    "error.server_keeps_copies.what": M(
        "数据库在服务器 {place}，备份由服务器做", "The database is at {place}, which makes its own backups"
    ),
    "error.server_keeps_copies.do": M(
        "用 pg_basebackup 或 pg_dump，见部署文档", "Use pg_basebackup or pg_dump: see the deployment page"
    ),
    "error.storage_conflict.what": M(
        "与另一台终端同时办理同一事项，没有保存",
        "Another terminal was at the same at this moment; nothing was saved",
    ),
    "error.storage_conflict.do": M("再试一次", "Try again"),
    "error.storage_unreachable.what": M("连不上数据库服务器", "The database server can't be reached"),
    "error.storage_unreachable.do": M(
        "再试一次，同一笔不会重复入账；若仍不行，请系统管理员检查网络",
        "Try again: nothing is posted twice. If it stays so, have the network checked",
    ),
    "error.storage_not_let_in.what": M("数据库服务器拒绝登录", "The database server does not let you in"),
    "error.storage_not_let_in.do": M(
        "请系统管理员检查 pgpass 或证书", "Ask the administrator to check pgpass or the certificate"
    ),
    "error.storage_not_granted.what": M(
        "数据库角色没有这项权限，没有保存", "The database role may not do this; nothing was saved"
    ),
    "error.storage_not_granted.do": M(
        "请系统管理员按部署文档授权", "Ask the administrator to grant what the deployment page says"
    ),
    "error.storage_no_driver.what": M(
        "没有安装 PostgreSQL 驱动程序", "The driver for PostgreSQL is not installed"
    ),
    "error.storage_no_driver.do": M("安装 hfund-tui[postgresql]", "Install hfund-tui[postgresql]"),
}
