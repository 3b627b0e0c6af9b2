"""Approval and withdrawal checked from what was signed, not from what the rows say. Pure."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import Act
from qms.signing import FileRef, StatementSpec
from qms.verification.report import Found

APPROVALS = {Act.APPROVE.value, Act.ADOPT.value}


@dataclass(frozen=True, slots=True)
class Approved:
    """One revision that was approved or adopted, as its rows say."""

    id: uuid.UUID
    document_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    sequence: int
    docx_sha256: str | None
    docx_size: int | None
    pdf_sha256: str | None
    pdf_size: int | None
    approved_by: uuid.UUID | None
    authors: frozenset[uuid.UUID]  # uploaders and whoever prepared the list of an adoption
    approval: StatementSpec | None  # None: the statement is gone or cannot be read
    withdrawal: StatementSpec | None
    withdrawn: bool

    @property
    def facts(self) -> dict[str, object]:
        """How a problem names it."""
        return {"document": self.code, "number": number_text(self.edition, self.revision)}


def check_approval(one: Approved, basis: Mapping[str, StatementSpec]) -> Iterator[Found]:
    """Everything that does not fit; `basis` are the statements the approval rests on, by hash."""
    approval = one.approval
    if approval is None or approval.action not in APPROVALS:
        yield Found("VERIFY-NOT-APPROVED", one.facts)
        return
    file = _file(approval, one)
    if file is None or _named(approval, file) != (one.code, one.title):
        yield Found("VERIFY-OTHER-DOCUMENT", one.facts)
    elif (file.sha256, file.size) != (one.docx_sha256, one.docx_size):
        yield Found("VERIFY-OTHER-BYTES", {**one.facts, "signed": file.sha256})
    elif _pdf(approval) != (one.pdf_sha256, one.pdf_size):
        yield Found("VERIFY-OTHER-BYTES", {**one.facts, "signed": _pdf(approval)[0] or "–"})
    if approval.signer.user_id != one.approved_by:
        yield Found("VERIFY-OTHER-APPROVER", {**one.facts, "signer": approval.signer.full_name})
    yield from _separation(one, approval, basis)
    if one.withdrawn:
        yield from _withdrawal(one)


def _separation(
    one: Approved, approval: StatementSpec, basis: Mapping[str, StatementSpec]
) -> Iterator[Found]:
    under = [basis.get(sha256) for sha256 in approval.basis]
    known = [spec for spec in under if spec is not None]
    submitted = [spec for spec in known if spec.action == Act.SUBMIT.value]
    agreed = [spec for spec in known if spec.action == Act.AGREE.value]
    adopted = approval.action == Act.ADOPT.value
    if not adopted and (len(known) < len(under) or len(submitted) != 1 or not agreed):
        yield Found("VERIFY-BASIS-MISSING", one.facts)
    if any(spec.files != approval.files or spec.document != approval.document for spec in known):
        yield Found("VERIFY-BASIS-OTHER", one.facts)
    authors = one.authors | {spec.signer.user_id for spec in submitted}
    if approval.signer.user_id in authors:
        yield Found("VERIFY-APPROVED-BY-AUTHOR", {**one.facts, "who": approval.signer.full_name})
    for spec in agreed:
        if spec.signer.user_id in authors:
            yield Found("VERIFY-REVIEWED-BY-AUTHOR", {**one.facts, "who": spec.signer.full_name})


def _withdrawal(one: Approved) -> Iterator[Found]:
    signed = one.withdrawal
    file = _file(signed, one) if signed and signed.action == Act.WITHDRAW.value else None
    if file is None or file.sha256 != one.docx_sha256:
        yield Found("VERIFY-NOT-WITHDRAWN", one.facts)


def _named(spec: StatementSpec, file: FileRef) -> tuple[str, str]:
    """Code and title as they were signed."""
    about = file.document or spec.document
    return about.code, about.title


def _pdf(spec: StatementSpec) -> tuple[str | None, int | None]:
    """Hash and size of the PDF the statement names; nothing for a revision without one."""
    return next(((one.sha256, one.size) for one in spec.files if one.role == "pdf"), (None, None))


def _file(spec: StatementSpec, one: Approved) -> FileRef | None:
    """The file this statement names for this very revision."""
    about = spec.document
    named = (about.id, about.edition, about.revision, about.sequence)
    if named == (one.document_id, one.edition, one.revision, one.sequence) and spec.files:
        return spec.files[0]
    for file in spec.files:
        listed = file.document
        if listed and (listed.id, listed.edition, listed.revision) == (
            one.document_id,
            one.edition,
            one.revision,
        ):
            return file
    return None
