"""``python -m hfund_tui.services.demo docs/demo.md docs/demo.zh-CN.md``: make the handbook's tables anew."""

import sys
from pathlib import Path

from hfund_tui.i18n import Language
from hfund_tui.services.demo.handbook import refreshed

for argument in sys.argv[1:]:
    path = Path(argument)
    language = Language.ZH if ".zh" in path.name else Language.EN
    path.write_text(refreshed(path.read_text(encoding="utf-8"), language), encoding="utf-8")
