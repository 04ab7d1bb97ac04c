"""Training: the lessons, the coach and the score. What the steps say stands in `data/lessons`."""

from hfund_tui.i18n.message import M

MESSAGES = {
    "key.begin_lesson": M("开始", "Begin"),
    "key.begin_lesson.help": M("开始这一课", "begin this lesson"),
    "lesson.title": M("培训课程", "Lessons"),
    "lesson.about": M(
        "在单独的练习库上做真事，怎么做都不要紧", "Real work on a database of its own: nothing can be broken"
    ),
    "lesson.head.title": M("课程", "Lesson"),
    "lesson.head.staff": M("由谁办", "Done by"),
    "lesson.head.keys": M("按键", "Keys"),
    "lesson.head.best": M("最好成绩", "Your best"),
    "lesson.not_yet": M("还没做", "not done yet"),
    "lesson.best": M("按键 {keys}，差错 {slips}", "keys {keys}, errors {slips}"),
    "lesson.help.rule": M(
        "每课都从原样的练习库开始，可以反复做。",
        "Each lesson begins on an untouched database, as often as you like.",
    ),
    "lesson.help.next": M(
        "上下选课，回车开始；Esc 到签到画面自由练习。",
        "Choose one, Enter begins; Esc leads to the sign-in, to try freely.",
    ),
    "lesson.at": M("第 {step}/{of} 步", "step {step}/{of}"),
    "lesson.score": M("键 {keys} 错 {slips}", "keys {keys} err {slips}"),
    "lesson.stray.member": M(
        "本课办的不是这位。F2 查找 {id_no}", "This lesson is about somebody else. F2, then look up {id_no}"
    ),
    "lesson.stray.staff": M(
        "本课由 {staff} 来办。/ 输入 qt 签退，再以 {staff} 签到",
        "This lesson is done by {staff}. / then qt signs out; sign in as {staff}",
    ),
    "lesson.result.title": M("{title}：做完了", "{title}: done"),
    "lesson.result.grade": M("成绩", "Grade"),
    "lesson.result.keys": M("按键", "Keys"),
    "lesson.result.of": M("{keys}（最短 {shortest}）", "{keys} (the shortest way: {shortest})"),
    "lesson.result.slips": M("差错", "Errors"),
    "lesson.result.best": M("最好", "Best"),
    "lesson.result.best_of": M(
        "按键 {keys}，差错 {slips}；共做 {n} 次",
        "keys {keys}, errors {slips}; done {n} times",
        one="keys {keys}, errors {slips}; done once",
    ),
    "lesson.result.keys_hint": M("回车回到课程", "Enter: back to the lessons"),
    "lesson.result.help.rule": M(
        "按键数包括签到。差错是程序报错的次数。",
        "Keys include signing in. Errors are what the program had to say.",
    ),
    "lesson.result.help.next": M(
        "回车回到课程，再做一次或做下一课。", "Enter leads back: once more, or the next lesson."
    ),
    "lesson.grade.good": M("优秀", "excellent"),
    "lesson.grade.sound": M("合格", "sound"),
    "lesson.grade.again": M("再练一次", "once more"),
    "command_line.lessons": M("回到培训课程", "Back to the lessons"),
    "sign_in.training.title": M("练习账号", "Practice accounts"),
}
