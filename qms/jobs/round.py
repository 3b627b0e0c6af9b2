"""One round of the jobs process: what is due now, each kind at its own pace."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask

from qms.changes.acts import clock as changes
from qms.distribution.acts import clock as distribution
from qms.documents.acts.archive import archive_papers
from qms.errors import QmsError
from qms.jobs import anchoring, certificates, clockwork, disposing, indexing, mailing
from qms.jobs.redlining import Redlining
from qms.jobs.rendering import Rendering
from qms.periodic.acts import clock as periodic
from qms.references import acts as references
from qms.registers import acts as registers
from qms.retention.acts import clock as retention
from qms.search import Index
from qms.service import Service

log = logging.getLogger(__name__)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass
class Jobs:
    """Everything the background process does; a failed job is logged and tried again."""

    service: Service
    app: Flask
    index: Index
    last: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.redlining = Redlining(self.service)
        self.rendering = Rendering(self.service)
        self.stamping = certificates.Stamping(self.service)

    def round(self) -> None:
        """Do what is due: the index always, the rest by the clock."""
        self._do("index", timedelta(), lambda: indexing.bring_up_to_date(self.service, self.index))
        self._do("log", timedelta(seconds=1), lambda: clockwork.sequence_log(self.service))
        self._do("checkpoint", MINUTE * 10, lambda: anchoring.daily(self.service))
        self._do("publish", MINUTE, lambda: anchoring.publish(self.service))
        self._do("mail", timedelta(seconds=2), lambda: mailing.send_mail(self.service, self.app))
        self._do("redline", timedelta(seconds=1), self.redlining.keep_going)
        self._do("render", timedelta(seconds=5), self.rendering.keep_going)
        self._do("archive", timedelta(seconds=20), lambda: archive_papers(self.service))
        self._do("announce", timedelta(seconds=30), lambda: clockwork.announce(self.service))
        self._do("remind", MINUTE * 10, lambda: clockwork.remind(self.service))
        self._do("reading", MINUTE, lambda: distribution.announce(self.service))
        self._do("overdue", MINUTE * 10, lambda: distribution.remind(self.service))
        self._do("recall", MINUTE * 10, lambda: distribution.recall(self.service))
        self._do("answered", MINUTE * 10, lambda: changes.announce(self.service))
        self._do("undecided", MINUTE * 10, lambda: changes.remind(self.service))
        self._do("periodic", HOUR, lambda: periodic.remind(self.service))
        self._do("import", timedelta(), lambda: registers.run_imports(self.service))
        self._do("cited", timedelta(seconds=5), lambda: references.read_citations(self.service))
        self._do("law", MINUTE * 10, lambda: references.remind(self.service))
        self._do("disposed", MINUTE, lambda: disposing.remove_disposed(self.service))
        self._do("retention", HOUR, lambda: retention.remind(self.service))
        self._do("lists", HOUR, lambda: certificates.refresh(self.service))
        self._do("stamp", timedelta(seconds=30), self.stamping.keep_going)
        self._do("renew", HOUR, lambda: certificates.renew_tokens(self.service))
        self._do("ending", HOUR, lambda: certificates.warn(self.service))
        self._do("tidy", HOUR, lambda: clockwork.tidy(self.service))

    def _do(self, name: str, every: timedelta, job: Callable[[], object]) -> None:
        now = self.service.now()
        last = self.last.get(name)
        if last is not None and now - last < every:
            return
        self.last[name] = now
        try:
            job()
        except QmsError as error:
            log.warning("job %s: %s", name, error)
        except Exception:  # the process must go on: the job is tried again at its next turn
            log.exception("job %s failed", name)
