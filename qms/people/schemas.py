"""What may come into the room of people; days are whole days at +07:00, `valid_to` the last one."""

import uuid
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qms.people.rules import DelegationKind, Role, StaffKind, UnitKind, day_start
from qms.schemas import (
    Day,
    Line40,
    Line80,
    Line120,
    Line200,
    Line300,
    Name120,
    Name200,
    Name300,
    Schema,
)
from qms.signing.model import Asks, RevocationReason

Secret = Annotated[
    str, StringConstraints(strip_whitespace=False, max_length=1024), Field(repr=False)
]
Code40 = Annotated[str, StringConstraints(pattern=r"^[\w][\w.&-]*$", max_length=40)]
Email = Annotated[
    str,
    StringConstraints(pattern=r"^([^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+)?$", max_length=254),
]


class NewUnit(Schema):
    """A unit set up by a decision."""

    code: Code40
    name: Name200
    name_en: Line200 = ""
    kind: UnitKind
    parent_id: uuid.UUID | None = None
    valid_from: Day | None = None
    basis: Line300 = ""


class UnitChange(Schema):
    """What a unit is called and where it belongs from a day on."""

    name: Name200
    name_en: Line200 = ""
    kind: UnitKind
    parent_id: uuid.UUID | None = None
    valid_from: Day | None = None
    basis: Line300 = ""


class NewPerson(Schema):
    """Somebody who will sign in."""

    login: Line40
    full_name: Name120
    email: Email = ""
    staff_kind: StaffKind = StaffKind.CIVIL_SERVANT
    locale: Literal["vi", "en"] = "vi"


class PersonChange(Schema):
    """What may be corrected about a person; `row_version` is the one the page showed."""

    full_name: Name120
    email: Email = ""
    staff_kind: StaffKind
    locale: Literal["vi", "en"] = "vi"
    row_version: int


class NewRole(Schema):
    """A role for a unit and all below it; without a unit for the whole agency."""

    role: Role
    unit_id: uuid.UUID | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    basis: Line300 = ""


class NewHolding(Schema):
    """A position in a unit; `title` where it is called otherwise there."""

    position_code: Code40
    unit_id: uuid.UUID
    title: Line120 = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    basis: Line300 = ""


class NewPosition(Schema):
    """A position for the catalogue."""

    code: Code40
    name: Name120
    name_en: Line120 = ""
    rank: Annotated[int, Field(ge=1, le=999)] = 100
    deputy_of: Code40 | None = None


class NewDelegation(Schema):
    """Signing for the holder of a position; `source_id` where a TL. delegation is passed on."""

    kind: DelegationKind
    holding_id: uuid.UUID
    delegate_id: uuid.UUID
    source_id: uuid.UUID | None = None
    document_types: Annotated[list[Code40], Field(max_length=50)] = []
    scope: Annotated[Line300, Field(max_length=300)] = ""
    valid_from: Day | None = None
    valid_to: Day
    basis: Name300


class LastDay(Schema):
    """The last day something holds; without it, it ends at once."""

    last_day: Day | None = None


class Revocation(Schema):
    """Why a certificate ends; `invalid_since`: the first day its signatures cannot be trusted."""

    reason: RevocationReason
    invalid_since: Day | None = None

    @property
    def invalidity_at(self) -> datetime | None:
        """The beginning of that day here."""
        return None if self.invalid_since is None else day_start(self.invalid_since)


class RevocationOf(Revocation):
    """The same of a certificate named in a form."""

    certificate_id: uuid.UUID


class CloseUnit(Schema):
    """The last day of a unit and the decision that dissolves it."""

    last_day: Day | None = None
    basis: Line300 = ""


class SignIn(Schema):
    """What the sign-in page sends."""

    login: Annotated[str, StringConstraints(max_length=200)]
    password: Secret


class Redeem(Schema):
    """A one-time code and the password wanted."""

    code: Annotated[str, StringConstraints(max_length=100), Field(repr=False)]
    password: Secret


class PasswordChange(Schema):
    """The present password and the one wanted."""

    present: Secret
    password: Secret


class Confirm(Schema):
    """The password once more, before something that matters."""

    password: Secret


class NewToken(Schema):
    """A bearer token of a person; `may_act` lets it do what its person may do."""

    name: Annotated[Line80, Field(min_length=1)]
    may_act: bool = False
    days: Annotated[int, Field(ge=1, le=366)] = 90


class Enrol(Schema):
    """The signing passphrase wanted, and the login password to prove who asks."""

    passphrase: Secret
    password: Secret


class NewPassphrase(Schema):
    """The signing passphrase that opens the key now, and the one that shall."""

    present: Secret
    passphrase: Secret


class Refusal(Schema):
    """Why an administrator does not vouch for a certificate."""

    reason: Name300


Oid = Annotated[str, StringConstraints(pattern=r"^[0-2](\.(0|[1-9]\d*)){1,20}$", max_length=100)]


class NewAnchor(Schema):
    """What a certificate below an outside root must be for; of each list any one is enough."""

    name: Name200
    usages: Annotated[list[Literal["non_repudiation", "digital_signature"]], Field(min_length=1)]
    extended_usages: Annotated[list[Oid], Field(max_length=20)] = []
    policies: Annotated[list[Oid], Field(max_length=20)] = []
    revocation: Asks = Asks.REQUIRED


class AnchorFiles(NewAnchor):
    """The same for a program: root and intermediate CAs as PEM, in any order."""

    certificates: Annotated[str, StringConstraints(max_length=200_000, min_length=1)]
