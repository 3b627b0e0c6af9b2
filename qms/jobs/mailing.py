"""Writes mails in the reader's language from the facts of a notice, and sends what waits."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask

from qms import messages, outbox
from qms.home.views.desk import SUBJECTS
from qms.installation import installation
from qms.outbox import Drained, Mail
from qms.people.model import Person
from qms.service import Service


@dataclass(frozen=True)
class Writer:
    """Turns the payload of an errand into a mail; None where the person has no address."""

    service: Service
    app: Flask

    def __call__(self, payload: Mapping[str, Any]) -> Mail | None:
        if "person_id" not in payload:
            return self._to_address(payload)
        with self.service.db.read() as session:
            person = session.get(Person, uuid.UUID(payload["person_id"]))
            agency = installation(session).agency
        if person is None or not person.email or person.disabled_at is not None:
            return None
        with self.app.app_context():
            what = messages.notice(payload["kind"], payload["facts"], person.locale)
            body = messages.sentence(
                "MAIL-BODY",
                {
                    "name": person.full_name,
                    "what": what,
                    "link": self._link(payload),
                    "agency": agency,
                },
                locale=person.locale,
            )
        return Mail(person.email, what, body)

    def _to_address(self, payload: Mapping[str, Any]) -> Mail:
        """To a mailbox of the settings instead of a person, in the language of the service."""
        facts = dict(payload["facts"])
        facts["at"] = datetime.fromisoformat(facts["at"])
        kind, locale = payload["kind"].upper(), self.service.settings.language
        with self.app.app_context():
            subject = messages.sentence(f"{kind}-MAIL-SUBJECT", facts, locale=locale)
            body = messages.sentence(f"{kind}-MAIL-BODY", facts, locale=locale)
        return Mail(payload["to"], subject, body)

    def _link(self, payload: Mapping[str, Any]) -> str:
        base = self.service.settings.public_url
        place = SUBJECTS.get(payload["subject_kind"])
        if place is None:
            return base + "/"
        with self.app.test_request_context(base_url=base):
            return base + place.address(uuid.UUID(payload["subject_id"]))


def send_mail(service: Service, app: Flask) -> Drained:
    """Send what is due; without a mail server the notices in the service suffice."""
    return outbox.drain_mail(
        service.db, service.settings, service.now(), write=Writer(service, app)
    )
