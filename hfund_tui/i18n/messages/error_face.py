"""Errors of opening, signing in and set-up: what is wrong, and what to do."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "error.sign_in_failed.what": M("员工代码或密码不对", "Staff code or password is wrong"),
    "error.sign_in_failed.do": M("核对后重新输入", "Check both and try again"),
    "error.sign_in_failed_left.what": M("员工代码或密码不对", "Staff code or password is wrong"),
    "error.sign_in_failed_left.do": M("还可再试 {n} 次", "{n} tries left", one="{n} try left"),
    "error.own_password.what": M("密码不对", "The password is wrong"),
    "error.own_password.do": M("核对后重新输入", "Check it and try again"),
    "error.staff_locked.what": M("账号已锁定", "The account is locked"),
    "error.staff_locked.do": M(
        "{until} 后再试，或请系统管理员解锁", "Try again after {until}, or ask the administrator"
    ),
    "error.staff_inactive.what": M("账号已停用", "The account is not active"),
    "error.staff_inactive.do": M("请联系系统管理员", "Ask the administrator"),
    "error.session_ended.what": M("签到已失效", "Your sign-in has ended"),
    "error.session_ended.do": M("请重新签到", "Sign in again"),
    "error.must_change_password.what": M("须先修改密码", "Change your password first"),
    "error.must_change_password.do": M("请重新签到并设置新密码", "Sign in again and choose a new one"),
    "error.password_too_short.what": M("密码太短", "The password is too short"),
    "error.password_too_short.do": M("至少 {least} 位", "At least {least} characters"),
    "error.storage_missing.what": M("找不到数据库 {path}", "There is no database at {path}"),
    "error.storage_missing.do": M(
        "用 hfund init 建立，或用 hfund restore 恢复",
        "Make one with hfund init, or restore a backup with hfund restore",
    ),
    "error.storage_exists.what": M("文件已存在", "The file is there already"),
    "error.storage_exists.do": M(
        "换一个位置，或先移走旧文件", "Choose another place, or move the old one away"
    ),
    "error.storage_wrong_key.what": M("密钥与数据库不符", "The key does not open this database"),
    "error.storage_wrong_key.do": M(
        "换回原来的密钥再试；不要删除数据库",
        "Put the original key back and try again; do not delete the database",
    ),
    "error.storage_wrong_passphrase.what": M(
        "密钥口令不对，或密钥文件已损坏", "The passphrase is wrong, or the key file is damaged"
    ),
    "error.storage_wrong_passphrase.do": M(
        "核对大小写和输入法后重试；数据未改动",
        "Try again, mind capitals and input method; no data was touched",
    ),
    "error.storage_unknown_word.what": M(
        "数据库中有本程序不认识的「{word}」", "The database holds a word unknown here: {word}"
    ),
    "error.storage_unknown_word.do": M(
        "运行 hfund verify 查出该行，并告知管理员",
        "hfund verify names the row; tell the administrator",
    ),
    "error.storage_locked.what": M("数据库正被占用", "The database is busy"),
    "error.storage_locked.do": M(
        "稍等再试；若一直如此，查看是否正在备份", "Wait a moment and try again; a backup may be running"
    ),
    "error.storage_disk_full.what": M("磁盘已满，没有保存", "The disk is full; nothing was saved"),
    "error.storage_disk_full.do": M(
        "请系统管理员清出空间后再试", "Ask the administrator to free space, then try again"
    ),
    "error.storage_read_only.what": M("没有写入权限，没有保存", "No permission to write; nothing was saved"),
    "error.storage_read_only.do": M(
        "请系统管理员检查文件夹权限", "Ask the administrator to check the folder's permissions"
    ),
    "error.storage_corrupt.what": M("数据库已损坏", "The database is damaged"),
    "error.storage_corrupt.do": M(
        "停止办理，请系统管理员用 hfund restore 恢复",
        "Stop working; the administrator restores it with hfund restore",
    ),
    "error.storage_settings.what": M("数据库设置不符", "The database settings are not as they must be"),
    "error.storage_settings.do": M(
        "请系统管理员运行 hfund verify", "Ask the administrator to run hfund verify"
    ),
    "error.storage_outdated.what": M("数据库版本过旧", "The database is of an older version"),
    "error.storage_outdated.do": M("请系统管理员升级数据库", "Ask the administrator to upgrade it"),
    "error.storage_newer.what": M("数据库版本比程序新", "The database is newer than this program"),
    "error.storage_newer.do": M("请升级程序", "Upgrade the program"),
    "error.storage_no_key.what": M("没有找到数据库密钥", "No key for the database was found"),
    "error.storage_no_key.do": M(
        "打开系统钥匙串，或用 HFUND_KEY_FILE 指定密钥文件",
        "Unlock the system keyring, or name a key file with HFUND_KEY_FILE",
    ),
    "error.storage_key_file_open.what": M(
        "密钥文件 {path} 别人也能读", "Others can read the key file {path}"
    ),
    "error.storage_key_file_open.do": M(
        "改为仅本人可读 (chmod 600)，并更换密钥", "Make it yours alone (chmod 600) and change the key"
    ),
    "error.storage_folder_open.what": M("文件夹 {path} 别人也能进", "Others can enter the folder {path}"),
    "error.storage_folder_open.do": M("改为仅本人可进 (chmod 700)", "Make it yours alone (chmod 700)"),
    "error.storage_network_folder.what": M("{path} 在网络盘上", "{path} is on a network share"),
    "error.storage_network_folder.do": M("数据库只能放在本机磁盘", "The database must be on a local disk"),
    "error.storage_io.what": M("读写数据库出错", "Reading or writing the database failed"),
    "error.storage_io.do": M(
        "再试一次；若仍不行，请系统管理员检查磁盘", "Try again; if it stays so, have the disk checked"
    ),
    "error.storage_constraint.what": M(
        "数据库拒绝了这笔写入 ({name})", "The database refused this write ({name})"
    ),
    "error.storage_constraint.do": M(
        "没有入账；请联系系统管理员", "Nothing was posted; tell the administrator"
    ),
    "error.keymap_bad_file.what": M("读不懂按键设置 {path}", "Can't read the keymap {path}"),
    "error.keymap_bad_file.do": M("已使用默认按键", "The default keys are used"),
    "error.keymap_unknown_command.what": M(
        "按键设置里没有「{name}」这个命令", "The keymap names an unknown command: {name}"
    ),
    "error.keymap_unknown_command.do": M("已使用默认按键", "The default keys are used"),
    "error.keymap_unknown_key.what": M(
        "命令「{name}」的按键「{key}」不能用", "The keymap's key {key} for {name} can't be used"
    ),
    "error.keymap_unknown_key.do": M("已使用默认按键", "The default keys are used"),
    "error.keymap_key_taken.what": M(
        "按键「{key}」同时给了「{name}」和「{other}」", "The keymap gives {key} to both {name} and {other}"
    ),
    "error.keymap_key_taken.do": M("已使用默认按键", "The default keys are used"),
    "error.bad_terminal.what": M(
        "HFUND_TERMINAL 的值不能用: {value}", "HFUND_TERMINAL can't be used: {value}"
    ),
    "error.bad_terminal.do": M("用字母和数字，例如 03", "Use letters and digits, such as 03"),
    "error.bad_idle_lock.what": M(
        "HFUND_IDLE_LOCK 的值不能用: {value}", "HFUND_IDLE_LOCK can't be used: {value}"
    ),
    "error.bad_idle_lock.do": M("用秒数，例如 600", "Use seconds, such as 600"),
}
