"""Makes redlines beside the rounds: a large one takes seconds, and the index must not wait."""

import logging
import threading
from dataclasses import dataclass, field

from qms import outbox
from qms.documents.acts.comparison import KIND, make_redline
from qms.errors import QmsError
from qms.service import Service

log = logging.getLogger(__name__)


@dataclass
class Redlining:
    """One thread at a time, only while something waits."""

    service: Service
    _at_work: threading.Thread | None = field(default=None, repr=False)

    def keep_going(self) -> None:
        """Start working if something waits and nobody works."""
        if self._at_work is not None and self._at_work.is_alive():
            return
        if self._next() is None:
            return
        self._at_work = threading.Thread(target=self._work, name="redlines", daemon=True)
        self._at_work.start()

    def wait(self, seconds: float) -> None:
        """Until the work under way has ended, at most so long."""
        if self._at_work is not None:
            self._at_work.join(seconds)

    def drain(self) -> int:
        """Make everything that waits; returns how many were made or found impossible."""
        count = 0
        while (item := self._next()) is not None:
            make_redline(self.service, item.payload["old"], item.payload["new"])
            with self.service.db.write() as session:
                outbox.done(session, [item.id])
            count += 1
        return count

    def _next(self) -> outbox.Item | None:
        with self.service.db.read() as session:
            return next(iter(outbox.take(session, KIND, 1, self.service.now())), None)

    def _work(self) -> None:
        try:
            self.drain()
        except QmsError as error:
            log.warning("job redline: %s", error)
