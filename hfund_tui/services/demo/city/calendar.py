"""Days and months as they are stored, looked up instead of formatted millions of times."""

from __future__ import annotations

from datetime import date, timedelta

from hfund_tui.domain.months import Month, months_between
from hfund_tui.domain.policy import PolicyBook
from hfund_tui.services.demo.city.books import TAKEN_OVER
from hfund_tui.services.demo.office import Office
from hfund_tui.services.demo.rows import WITHDRAWAL_DAY, working_day_from

_DAYS_AHEAD = 1000


class StoredDays:
    """Days are ordinals, months are indices (`Month.index`); the tables say how each is written."""

    def __init__(self, office: Office, policies: PolicyBook) -> None:
        self.today = office.business_date.toordinal()
        self.first_month = (
            policies.on(office.business_date).month("withdrawal.earliest_claimable_month").index
        )
        self.last_month = Month.of(office.business_date).index
        self.taken_over_month = Month.of(TAKEN_OVER).index
        first = Month.from_index(self.first_month).first_day.toordinal()
        days = range(first, self.today + _DAYS_AHEAD)
        self.text = {day: date.fromordinal(day).isoformat() for day in days}
        self.month_text = {
            index: str(Month.from_index(index)) for index in range(self.first_month, self.last_month + 1)
        }
        self.month_of = {day: Month.of(date.fromordinal(day)).index for day in days}
        self.first_day = {index: Month.from_index(index).first_day.toordinal() for index in self.month_text}
        calendar = policies.calendar
        self.working_day = {
            day: working_day_from(date.fromordinal(day), calendar).toordinal()
            for day in range(first, self.today + 1)
        }
        self.booked = {
            month.index: (
                working_day_from(month.first_day.replace(day=WITHDRAWAL_DAY), calendar).isoformat(),
                *(
                    working_day_from(month.first_day + timedelta(days=day), calendar).isoformat()
                    for day in range(28)
                ),
            )
            for month in months_between(Month.of(TAKEN_OVER) + 1, Month.of(office.business_date))
        }
        """The days of a month's postings, as `Books.months` wants them: the pay days are counted from 0."""
