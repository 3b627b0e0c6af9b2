"""What may come in for documents: the one validation of page, API and command line."""

import uuid
from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qms.documents.rules.numbering import Step
from qms.documents.rules.permissions import Visibility
from qms.schemas import Day, Line, Paragraphs, Schema

Title = Annotated[Line, Field(min_length=3, max_length=300)]
Clause = Annotated[Line, Field(min_length=1, max_length=12, pattern=r"^\d{1,2}(\.\d{1,2}){0,3}$")]
Months = Annotated[int, Field(ge=1, le=120)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Reason = Annotated[Paragraphs, Field(min_length=3, max_length=4000)]
Remark = Annotated[Paragraphs, Field(max_length=8000)]


class _Register(Schema):
    title: Title
    title_en: Annotated[Line, Field(max_length=300)] = ""
    field_code: Annotated[Line, Field(max_length=40)]
    owner_unit_id: uuid.UUID
    clauses: Annotated[list[Clause], Field(max_length=20)] = []
    visibility: Visibility = Visibility.AGENCY
    readers: Annotated[list[uuid.UUID], Field(max_length=500)] = []


class NewDocument(_Register):
    """A new line of the register."""

    code: Annotated[Line, Field(min_length=1, max_length=40)]
    type_code: Annotated[Line, Field(max_length=20)]
    parent_id: uuid.UUID | None = None
    review_months: Months | None = None


class DocumentChange(_Register):
    """Changed facts of a line; `row_version` is the one the person saw."""

    review_months: Months
    row_version: int


class OpenRevision(Schema):
    """How the next revision counts on."""

    step: Step = Step.AMENDMENT


class ReviewerPlan(Schema):
    """One reviewer and the day by which a verdict is expected."""

    person_id: uuid.UUID
    due_on: Day


class RevisionPlan(Schema):
    """What changes and why, from when, by which decision, who reviews and who approves."""

    title: Title
    change_summary: Remark = ""
    change_reason: Remark = ""
    change_place: Annotated[Line, Field(max_length=200)] = ""
    effective_on: Day | None = None
    decision_number: Annotated[Line, Field(max_length=60)] = ""
    decision_on: Annotated[Day | None, Field(validate_default=True)] = None
    reviewers: Annotated[list[ReviewerPlan], Field(max_length=20)] = []
    approver_id: uuid.UUID | None = None
    row_version: int

    @field_validator("decision_on", mode="after")
    @classmethod
    def _decision_has_number_and_day(cls, day: date | None, info: ValidationInfo) -> date | None:
        if bool(info.data.get("decision_number")) != (day is not None):
            raise PydanticCustomError("DECISION-NUMBER-AND-DAY", "number and day go together")
        return day

    @field_validator("reviewers", mode="after")
    @classmethod
    def _reviewers_named_once(cls, reviewers: list[ReviewerPlan]) -> list[ReviewerPlan]:
        if len({one.person_id for one in reviewers}) < len(reviewers):
            raise PydanticCustomError("REVIEWER-TWICE", "a reviewer is named once")
        return reviewers


class TypeChange(Schema):
    """What is decided about a kind of document; months between two periodic reviews."""

    review_months: Annotated[int, Field(ge=1, le=120)]
    requires_pdf: bool
    requires_seal: bool = False


class Proof(Schema):
    """The shown request and the passphrase that signs it."""

    challenge: Annotated[str, Field(min_length=16, max_length=100)]
    passphrase: Annotated[str, Field(min_length=1, max_length=200)]


class OneSign(Schema):
    """One statement of many: the revision it approves and the challenge it was shown with."""

    revision_id: uuid.UUID
    challenge: Annotated[str, Field(min_length=16, max_length=100)]


class BulkProof(Schema):
    """The shown requests and the one passphrase that signs them all."""

    signs: Annotated[list[OneSign], Field(min_length=1, max_length=200)]
    passphrase: Annotated[str, Field(min_length=1, max_length=200)]


class AskToSign(Schema):
    """What a person wants to sign; `words` is the comment or the reason that goes with it."""

    act: Annotated[str, Field(max_length=20)]
    words: Remark = ""


class SignedAct(Proof):
    """A signed act with the comment or reason that was shown."""

    words: Remark = ""


class OwnToken(Schema):
    """What was signed with one's own token: the request it answers, and its comment or reason."""

    challenge: Annotated[str, Field(min_length=16, max_length=100)]
    words: Remark = ""


class ReasonGiven(Schema):
    """Why something is returned, cancelled or abandoned."""

    reason: Reason


class Reassignment(Schema):
    """Who reviews instead, by when, and why."""

    task_id: uuid.UUID
    person_id: uuid.UUID
    due_on: Day
    reason: Reason


class NewApprover(Schema):
    """Who approves instead, and why."""

    person_id: uuid.UUID
    reason: Reason


class NewComment(Schema):
    """A remark on a place of the text."""

    place: Annotated[Line, Field(max_length=200)] = ""
    text: Annotated[Paragraphs, Field(min_length=1, max_length=8000)]


class HandOver(Schema):
    """Whose open work goes to whom."""

    from_id: uuid.UUID
    to_id: uuid.UUID


class ImportRow(NewDocument):
    """One row of a manifest: the register's facts and the number of the file's revision."""

    file: Annotated[Line, Field(min_length=1, max_length=200)]
    edition: Annotated[int, Field(ge=1, le=999)] = 1
    revision: Annotated[int, Field(ge=0, le=999)] = 0
    effective_on: Day | None = None
    summary: Remark = ""
