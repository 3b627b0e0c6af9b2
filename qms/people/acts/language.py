"""Everybody chooses the language of their own screen and mail."""

import uuid

from qms.errors import Invalid
from qms.people.acts.step import acting, lock_person
from qms.service import Service

LANGUAGES = frozenset({"vi", "en"})


def choose_language(service: Service, person_id: uuid.UUID, locale: str) -> None:
    """Speak Vietnamese or English to this person from now on."""
    if locale not in LANGUAGES:
        raise Invalid("FIELDS-INVALID", fields={"locale": "FIELD-CHOICE"})
    with acting(service, person_id) as act:
        person = lock_person(act.session, person_id)
        if person.locale != locale:
            person.locale = locale
            act.record("person.language-chosen", person_id, locale=locale)
