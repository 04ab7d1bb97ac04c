"""Calls of the hotline."""

from hfund_tui.services.calls.answers import AnswerService as AnswerService
from hfund_tui.services.calls.answers import Asked as Asked
from hfund_tui.services.calls.service import CallService as CallService
from hfund_tui.services.calls.views import CallerStatus as CallerStatus
from hfund_tui.services.calls.views import CallView as CallView
