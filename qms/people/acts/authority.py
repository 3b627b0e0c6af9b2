"""What the operator does with the authority itself: ceremonies, the root's key, lists, issuing."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from qms.errors import NotFound
from qms.installation import installation
from qms.people.acts.signing_keys import issue, key_for
from qms.people.acts.step import Act, acting
from qms.people.model import Person
from qms.people.rules import Operator
from qms.service import Service, instance_secret
from qms.signing import KdfCost
from qms.signing.crl import issue_crl, refresh_crls
from qms.signing.founding import renew_issuing, root_ceremony, take_root_offline

LOST = "lost"  # no file of this name is ever there: the root is made anew


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What is done with the root's key at hand; without `root_key` a lost root is replaced."""

    passphrase: str
    root_key: Path | None = None
    new_issuing: bool = False


def hold_ceremony(
    service: Service, by: Operator, wish: Ceremony, *, cost: KdfCost | None = None
) -> None:
    """Renew the keys of the service and the root's list, and the issuing CA where asked.

    Without a root key a new root is made, for when the old one's is lost: the old stays trusted
    for what was signed below it.
    """
    _renew(service, wish, cost)
    with acting(service, by) as act:
        refresh_crls(act.session, service.authority, act.now)
        issue_crl(act.session, service.authority, act.now)
        _record(act, "ceremony_held", new_root=wish.root_key is None, new_issuing=wish.new_issuing)


def take_offline(service: Service, by: Operator, target: Path, passphrase: str) -> Path:
    """Move the root's key to `target`; the copy is opened before the original goes. The copy."""
    copy = take_root_offline(service.settings.keys_path, target, passphrase)
    with acting(service, by) as act:
        _record(act, "root_taken_offline")
    return copy


def publish_list(service: Service, by: Operator) -> bytes:
    """Issue a new revocation list now; returns its DER."""
    with acting(service, by) as act:
        refresh_crls(act.session, service.authority, act.now)
        made = issue_crl(act.session, service.authority, act.now)
        _record(act, "list_issued", number=made.number)
        return made.der


def issue_at_console(
    service: Service,
    by: Operator,
    person_id: uuid.UUID,
    passphrase: str,
    *,
    replace: bool = False,
    cost: KdfCost | None = None,
) -> uuid.UUID:
    """A signing key for a person who types the passphrase at the server's console."""
    with service.db.read() as session:
        person = session.get(Person, person_id)
    if person is None:
        raise NotFound("PERSON-UNKNOWN")
    enrolment = key_for(service, person, passphrase, cost)
    with acting(service, by) as act:
        return issue(service, act, enrolment, replace=replace)


def _renew(service: Service, wish: Ceremony, cost: KdfCost | None) -> None:
    keys_path, secret = service.settings.keys_path, instance_secret(service.settings)
    if wish.root_key is not None and not wish.new_issuing:
        root_ceremony(
            keys_path,
            root_passphrase=wish.passphrase,
            instance_secret=secret,
            now=service.now(),
            root_key=wish.root_key,
        )
        return
    renew_issuing(
        keys_path,
        root_passphrase=wish.passphrase,
        instance_secret=secret,
        now=service.now(),
        root_key=wish.root_key or keys_path / LOST,
        cost=cost,
    )


def _record(act: Act, what: str, **data: str | bool) -> None:
    act.record(f"authority.{what}", installation(act.session).system_id, **data)
