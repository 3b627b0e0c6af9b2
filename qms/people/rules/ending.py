"""When a certificate's end is near enough to say so."""

import enum
from datetime import datetime, timedelta

SOON = timedelta(days=60)  # the first of the notices; renewing takes a signature of nobody else
CLOSE = timedelta(days=7)


class Ending(enum.StrEnum):
    """How near the end is."""

    FAR = "far"
    SOON = "soon"
    CLOSE = "close"
    OVER = "over"


def ending(not_after: datetime, now: datetime) -> Ending:
    """Soon from 60 days before the end, close from 7; over once the certificate has expired."""
    left = not_after - now
    if left <= timedelta(0):
        return Ending.OVER
    if left <= CLOSE:
        return Ending.CLOSE
    return Ending.SOON if left <= SOON else Ending.FAR
