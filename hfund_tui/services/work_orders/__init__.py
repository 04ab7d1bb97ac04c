"""Work orders of the hotline."""

from hfund_tui.services.work_orders.drafts import OrderDraft as OrderDraft
from hfund_tui.services.work_orders.drafts import OrderDraftService as OrderDraftService
from hfund_tui.services.work_orders.drafts import place_of as place_of
from hfund_tui.services.work_orders.records import NextStep as NextStep
from hfund_tui.services.work_orders.records import open_for_a_lock as open_for_a_lock
from hfund_tui.services.work_orders.service import NewOrder as NewOrder
from hfund_tui.services.work_orders.service import WorkOrderService as WorkOrderService
from hfund_tui.services.work_orders.views import Caller as Caller
from hfund_tui.services.work_orders.views import OrderLine as OrderLine
from hfund_tui.services.work_orders.views import OrderList as OrderList
from hfund_tui.services.work_orders.views import OrdersWaiting as OrdersWaiting
from hfund_tui.services.work_orders.views import OrderView as OrderView
from hfund_tui.services.work_orders.views import StepView as StepView
