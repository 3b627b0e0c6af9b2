"""The clock of the demonstration: told how many days ago it is, it never runs backwards."""

from datetime import UTC, datetime, timedelta

from qms.people.rules import day_start, today

SATURDAY = 5
MORNING = 8


class StoryClock:
    """Callable like the service's clock; begins over a weekend before the first day, ends now."""

    def __init__(self, end: datetime, days: int) -> None:
        self.end = end.astimezone(UTC)
        self.at = self.end - timedelta(days=days + 3)

    def __call__(self) -> datetime:
        return self.at

    def days_ago(self, days: int, hour: int = MORNING) -> None:
        """Go on to this hour (+07:00) of a day, on a weekend of the Friday before."""
        day = today(self.end) - timedelta(days=days)
        day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
        self._to(day_start(day) + timedelta(hours=hour))

    def later(self, *, minutes: int = 0, hours: int = 0) -> None:
        """Some time passes."""
        self._to(self.at + timedelta(hours=hours, minutes=minutes))

    def next_day(self) -> None:
        """The morning of the next working day, where the end leaves one."""
        day = today(self.at) + timedelta(days=1)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
        self._to(day_start(day) + timedelta(hours=MORNING, minutes=self.at.minute % 50))

    def finish(self) -> None:
        """It is now."""
        self.at = self.end

    def _to(self, wanted: datetime) -> None:
        least = self.at + timedelta(minutes=1)
        self.at = min(max(wanted.astimezone(UTC), least), self.end)
