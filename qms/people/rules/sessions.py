"""When a session ends by itself, and how long somebody waits after failed sign-ins."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CONFIRMED_FOR = timedelta(minutes=10)
TOUCH_EVERY = timedelta(minutes=1)
FORGIVEN_WITHIN = timedelta(hours=1)
DROP_AFTER = timedelta(days=1)
LONGEST_DELAY = 15 * 60


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """ASVS 5.0 7.3: an idle limit and an absolute one."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)


def session_ended(
    now: datetime, *, last_seen_at: datetime, expires_at: datetime, idle: timedelta
) -> bool:
    """Over after the absolute limit, or when nobody came by for longer than the idle limit."""
    return now >= expires_at or now - last_seen_at >= idle


def delay_seconds(failures: int, free: int) -> int:
    """None for the first `free` failures, then 2, 4, 8 … seconds, at most a quarter of an hour."""
    over = failures - free
    return 0 if over < 0 else int(min(2 ** min(over + 1, 20), LONGEST_DELAY))


def forgiven(failures: int, counted_at: datetime, now: datetime, free: int) -> tuple[int, datetime]:
    """Failures left, and since when: `free` of them are forgiven evenly over an hour.

    So an office behind one address, where somebody mistypes now and then, never has to wait.
    """
    each = FORGIVEN_WITHIN / free
    steps = max(0, (now - counted_at) // each)
    if steps >= failures:
        return 0, now
    return failures - steps, counted_at + steps * each
