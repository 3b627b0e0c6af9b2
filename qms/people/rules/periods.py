"""Periods are half-open instants `[valid_from, valid_to)`; people speak of whole days (+07:00)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from qms.errors import Invalid

VIETNAM = timezone(timedelta(hours=7), "+07:00")  # Asia/Ho_Chi_Minh has had no other since 1975


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant on, up to but not including another; None means until further notice."""

    valid_from: datetime
    valid_to: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Whether the instant lies inside."""
        return self.valid_from <= now and (self.valid_to is None or now < self.valid_to)

    def covers(self, other: "Period") -> bool:
        """Whether the other period lies wholly inside this one."""
        if other.valid_from < self.valid_from:
            return False
        if self.valid_to is None:
            return True
        return other.valid_to is not None and other.valid_to <= self.valid_to

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share an instant."""
        return (other.valid_to is None or self.valid_from < other.valid_to) and (
            self.valid_to is None or other.valid_from < self.valid_to
        )


def check_period(period: Period) -> Period:
    """A period has an end after its beginning, or none (raises Invalid)."""
    if period.valid_to is not None and period.valid_to <= period.valid_from:
        raise Invalid("PERIOD-ENDS-BEFORE-START", fields={"valid_to": "PERIOD-ENDS-BEFORE-START"})
    return period


def day_start(day: date) -> datetime:
    """00:00 +07:00 of the day."""
    return datetime.combine(day, time(), VIETNAM)


def day_end(day: date) -> datetime:
    """The instant after the day's last: 00:00 +07:00 of the next."""
    return day_start(day) + timedelta(days=1)


def today(now: datetime) -> date:
    """The calendar day in Viet Nam at this instant."""
    return now.astimezone(VIETNAM).date()
