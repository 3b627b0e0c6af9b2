"""Signing an act: ask (what exactly will be signed), sign (slow), then one transaction.

The statement is made when the page is shown and made again inside the transaction; where the two
differ in anything the signer saw, nothing is done.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, signing
from qms.documents import wording
from qms.documents.acts.case import Case, load_case
from qms.documents.acts.paper import Paper, paper_of, record_paper, sign_paper
from qms.documents.acts.prepare import NotPrepared, prepare, present_form
from qms.documents.acts.submission import check_submission
from qms.documents.model import ReviewTask, Revision, Round
from qms.documents.queries.controlled import Form
from qms.documents.rules import permissions
from qms.documents.rules.period import Standing
from qms.documents.rules.states import SIGNED, Act, Verdict, WrongState
from qms.documents.schemas import Proof
from qms.errors import Conflict, Invalid, NotFound
from qms.installation import installation
from qms.people.queries import SignerRole, signer_role, signer_roles
from qms.service import Service
from qms.signing.model import Statement
from qms.signing.outside import own_token_certificates
from qms.signing.own import Holder
from qms.word import DOCX, PDF

Effect = Callable[[Case, Statement], None]
MOST_TRIES = 5  # as many others may sign the same PDF while one signature is being made


@dataclass(frozen=True, slots=True)
class Intent:
    """What a person wants to sign about a revision; `words` is a comment or a reason."""

    act: Act
    revision_id: uuid.UUID
    words: str = ""


def ask_to_sign(
    service: Service, actor_id: uuid.UUID, intent: Intent, *, own_token: bool = False
) -> signing.SignRequest:
    """The exact statement that will be signed, with a challenge that is good once.

    `own_token`: by the certificate of another CA that was registered for this person.
    """
    if intent.act not in SIGNED:
        raise Invalid("ACT-IS-NOT-SIGNED", act=intent.act.value)
    if intent.act is Act.SUBMIT:
        _prepare_what_is_ready(service, actor_id, intent)
    with service.db.write() as session:
        case = load_case(session, service, actor_id, intent.revision_id)
        return request_one(case, intent, _on_token(case) if own_token else None)


def _on_token(case: Case) -> signing.Certificate:
    """The newest registered certificate on this person's own token."""
    found = own_token_certificates(case.session, case.actor.id, case.now)
    if not found:
        raise Conflict("OUTSIDE-NOT-REGISTERED")
    return found[0]


def _prepare_what_is_ready(service: Service, actor_id: uuid.UUID, intent: Intent) -> None:
    """Slow, and therefore only for a draft that could be submitted, and before the transaction."""
    with service.db.read() as session:
        _guard(load_case(session, service, actor_id, intent.revision_id), intent)
    prepare(service, actor_id, intent.revision_id)


def request_signature(
    session: Session,
    service: Service,
    spec: signing.StatementSpec,
    subject_id: uuid.UUID,
    certificate: signing.Certificate | None = None,
) -> signing.SignRequest:
    """Bring the log up to date, so that the statement can carry its head, and make the request."""
    here = installation(session)
    signing.refresh_crls(session, service.authority, service.now())
    head = audit.sequence(session)
    return signing.request(
        session,
        service.authority,
        spec,
        subject_id=subject_id,
        system=str(here.system_id),
        demo=here.demo,
        now=service.now(),
        head=signing.LogHead(head.epoch, head.size, head.hash),
        certificate=certificate,
    )


def unlock(service: Service, actor_id: uuid.UUID, proof: Proof) -> signing.Signed:
    """The slow part of an act without a PDF: derive the key, sign, verify our own output."""
    opened, requests = open_key(service, actor_id, [proof.challenge], proof.passphrase)
    return sign_request(service, opened, requests[0])


def open_key(
    service: Service, actor_id: uuid.UUID, challenges: Sequence[str], passphrase: str
) -> tuple[signing.OpenKey, list[signing.SignRequest]]:
    """Derive the key once for these requests; a failure is audited. No transaction is open."""

    def failed(session: Session) -> None:
        audit.record(
            session,
            act_id=audit.new_act(),
            at=service.now(),
            actor_id=actor_id,
            action="signing.key.unlock_failed",
            object_kind="person",
            object_id=actor_id,
            data={},
        )

    return signing.open_key(
        service.db,
        service.authority,
        challenges=challenges,
        holder_id=actor_id,
        passphrase=passphrase,
        now=service.now(),
        on_failure=failed,
    )


def sign_request(
    service: Service, opened: signing.OpenKey, asked: signing.SignRequest
) -> signing.Signed:
    """Sign one statement with the open key and have it time-stamped."""
    return signing.sign_opened(service.authority, service.stamper, opened, asked, service.now())


def perform(
    service: Service,
    actor_id: uuid.UUID,
    intent: Intent,
    proof: Proof,
    effect: Effect,
) -> None:
    """Sign statement and PDF, which is slow, then do the act in one transaction.

    Two reviewers may sign the same PDF at once: the second is appended again to what is there.
    """
    opened, requests = open_key(service, actor_id, [proof.challenge], proof.passphrase)
    signed = sign_request(service, opened, requests[0])
    for _ in range(MOST_TRIES):
        appended = on_paper(service, actor_id, intent, opened, signed)
        try:
            record_signed(service, actor_id, intent, signed, appended, effect)
        except signing.PdfMoved:
            continue
        return
    raise Conflict("SIGNED-STATE-CHANGED")


def on_paper(
    service: Service,
    actor_id: uuid.UUID,
    intent: Intent,
    opened: signing.OpenKey,
    signed: signing.Signed,
) -> signing.AppendedPdf | None:
    """The signature on the PDF as it stands now; None for an act that signs no PDF."""
    with service.db.read() as session:
        case = load_case(session, service, actor_id, intent.revision_id)
        paper = next_paper(case, intent, opened)
    return None if paper is None else sign_paper(service, opened, signed, paper)


def next_paper(case: Case, intent: Intent, opened: Holder) -> Paper | None:
    """Where this act signs a PDF, if it may be done at all; None for an act that signs none."""
    _guard(case, intent)
    try:
        return paper_of(case, intent.act, opened)
    except NotPrepared as error:
        raise Conflict("SIGNED-STATE-CHANGED") from error


def record_signed(
    service: Service,
    actor_id: uuid.UUID,
    intent: Intent,
    signed: signing.Signed,
    appended: signing.AppendedPdf | None,
    effect: Effect,
) -> None:
    """Load and lock, guard again, compare with what was signed, change and audit."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, intent.revision_id)
        record_one(case, intent, signed, appended, effect)


def record_one(
    case: Case,
    intent: Intent,
    signed: signing.Signed,
    appended: signing.AppendedPdf | None,
    effect: Effect,
) -> None:
    """Guard, compare and change inside a transaction that may hold several such acts."""
    role = _guard(case, intent)
    try:
        same_as_signed(signed, _spec(case, intent, role))
    except NotPrepared as error:  # the draft is not what was prepared and shown
        raise Conflict("SIGNED-STATE-CHANGED") from error
    statement = signing.record(case.session, signed, now=case.now)
    if appended is not None:
        record_paper(case, intent.act, statement, appended)
    effect(case, statement)


def request_one(
    case: Case, intent: Intent, certificate: signing.Certificate | None = None
) -> signing.SignRequest:
    """The statement of one act inside a transaction that may hold several such requests."""
    spec = _spec(case, intent, _guard(case, intent))
    return request_signature(case.session, case.service, spec, case.document.id, certificate)


def same_as_signed(signed: signing.Signed, spec: signing.StatementSpec) -> None:
    """What would be signed now is what was signed; the chain of verdicts may have grown."""
    if signed.content.spec != spec:
        raise Conflict("SIGNED-STATE-CHANGED")


def _guard(case: Case, intent: Intent) -> SignerRole:
    """Permission, state and separation of duties; returns in which role the person signs."""
    case.allow(intent.act)
    role = signing_as(case, intent.act)
    doers = frozenset({case.actor.id, *role.acted_for})
    authors = case.revision_facts.authors
    match intent.act:
        case Act.SUBMIT:
            check_submission(case)
        case Act.AGREE | Act.REQUEST_CHANGES:
            own_task(case)
            permissions.require_apart(doers, authors, "REVIEWER-IS-AUTHOR")
        case Act.APPROVE:
            permissions.require_apart(doers, authors, "APPROVER-IS-AUTHOR")
        case Act.WITHDRAW:
            _check_withdrawal(case)
    if intent.act in {Act.REQUEST_CHANGES, Act.WITHDRAW} and not intent.words.strip():
        raise Invalid("REASON-NEEDED", fields={"words": "REASON-NEEDED"})
    return role


def signing_as(case: Case, act: Act) -> SignerRole:
    """Approvals and withdrawals are signed for the highest position held or delegated."""
    kind = case.document.type_code
    if act not in {Act.APPROVE, Act.WITHDRAW}:
        return signer_role(case.session, case.actor.id, case.now)
    approver = case.revision.approver_id
    if act is Act.WITHDRAW or approver == case.actor.id:
        return signer_role(case.session, case.actor.id, case.now, document_type=kind, highest=True)
    roles = signer_roles(case.session, case.actor.id, case.now, document_type=kind)
    return next(role for role in roles if approver in role.acted_for)


def own_task(case: Case) -> ReviewTask:
    """The actor's undecided task in the running round."""
    for task in case.tasks:
        if task.reviewer_id == case.actor.id:
            if task.verdict is not None:
                raise Conflict("VERDICT-ALREADY-GIVEN")
            return task
    raise NotFound("REVIEW-TASK-NOT-FOUND")


def _check_withdrawal(case: Case) -> None:
    """Only what is in force, and has no successor waiting for its day, can be withdrawn."""
    if case.standing is not Standing.IN_FORCE:
        raise WrongState(state=case.standing.value, act=Act.WITHDRAW.value)
    if case.revision.superseded_at is not None:
        raise Conflict("WITHDRAW-HAS-SUCCESSOR", at=case.revision.superseded_at)


def _spec(case: Case, intent: Intent, role: SignerRole) -> signing.StatementSpec:
    revision = case.revision
    return signing.StatementSpec(
        action=intent.act.value,
        meaning=wording.meaning(
            intent.act,
            code=case.document.code,
            number=(revision.edition, revision.revision),
            decision=(revision.decision_number, revision.decision_on),
            effective_on=revision.effective_on,
            words=intent.words,
        ),
        document=signing.DocumentRef(
            id=case.document.id,
            code=case.document.code,
            title=revision.title,
            edition=revision.edition,
            revision=revision.revision,
            sequence=revision.sequence,
            organisation=installation(case.session).symbol,
        ),
        files=_files(case, intent.act),
        signer=signing.SignerRef(case.actor.id, case.actor.full_name, role.text),
        basis=_basis(case, intent.act),
    )


def _files(case: Case, act: Act) -> tuple[signing.FileRef, ...]:
    if act is Act.SUBMIT:
        form, present = present_form(case), case.latest_file()
        name = present.name if present is not None else case.document.code
        return file_refs(name, form)
    if act is Act.WITHDRAW:
        return approved_files(case.revision)
    running = case.running_round()
    return file_refs(running.docx_name, running)


def approved_files(revision: Revision) -> tuple[signing.FileRef, ...]:
    """The files of an approved revision, as a statement names them."""
    if revision.docx_sha256 is None or revision.docx_size is None or revision.docx_name is None:
        raise Conflict("REVISION-WITHOUT-FILE")
    return file_refs(revision.docx_name, revision)


def file_refs(name: str, kept: Form | Round | Revision) -> tuple[signing.FileRef, ...]:
    """The Word file and, where there is one, the PDF of it, as a statement names them."""
    found = [docx_ref(name, kept.docx_size or 0, kept.docx_sha256 or "")]
    if kept.pdf_sha256 is not None and kept.pdf_size is not None:
        pdf = signing.FileRef(
            role="pdf",
            name=f"{name.removesuffix('.docx')}.pdf",
            media_type=PDF,
            size=kept.pdf_size,
            sha256=kept.pdf_sha256,
        )
        found.append(pdf)
    return tuple(found)


def docx_ref(
    name: str, size: int, sha256: str, listed: signing.ListedDocument | None = None
) -> signing.FileRef:
    """A Word file as a statement names it; on a prepared list with the document it belongs to."""
    return signing.FileRef(
        role="docx", name=name, media_type=DOCX, size=size, sha256=sha256, document=listed
    )


def _basis(case: Case, act: Act) -> tuple[str, ...]:
    """The fingerprints of the statements this one rests on."""
    if act is Act.SUBMIT:
        return ()
    if act is Act.WITHDRAW:
        return _fingerprints(case.session, [case.revision.approval_statement_id])
    verdicts = [
        task.statement_id
        for task in case.tasks
        if act is Act.APPROVE and task.verdict is Verdict.AGREE
    ]
    return _fingerprints(case.session, [case.running_round().statement_id, *verdicts])


def _fingerprints(session: Session, ids: list[uuid.UUID | None]) -> tuple[str, ...]:
    query = select(Statement.id, Statement.sha256).where(Statement.id.in_([i for i in ids if i]))
    by_id = {row.id: row.sha256 for row in session.execute(query)}
    return tuple(by_id[i] for i in ids if i is not None)
