"""hfund-tui: a terminal workstation for the staff of a housing provident fund (住房公积金).

This module prepares the environment and does nothing else, because Textual reads it once, when it is first
imported. The kitty keyboard protocol is switched off: with it, terminals deliver text committed by a Chinese
input method garbled or not at all. Variables that make Textual record the screen or the keys, feed it keys,
or open a port are cleared: a workstation shows personal data and takes passwords.

One driver is let through: the one `hfund serve` uses to show the program in a browser.
"""

import os

_SERVED_DRIVER = "textual.drivers.web_driver:WebDriver"

_RECORDERS = (
    "TEXTUAL",  # features: devtools, debug
    "TEXTUAL_DEBUG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_FILTERS",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_THEME",
)

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for _name in _RECORDERS:
    os.environ.pop(_name, None)
if os.environ.get("TEXTUAL_DRIVER") != _SERVED_DRIVER:
    os.environ.pop("TEXTUAL_DRIVER", None)
