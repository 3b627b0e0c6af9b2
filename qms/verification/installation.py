"""The whole installation, or one document of it, in one answer.

The order is that of trust: the database's own guards, the files, the statements that name them, the
log whose head the statements carry, and last the rows, held against statements and log.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.exc import StatementError

from qms import audit, signing
from qms.documents.evidence import Checked, judge, load_evidence
from qms.documents.model import Revision
from qms.documents.queries.document import document_by_code
from qms.errors import Broken, Unavailable
from qms.service import Service
from qms.verification import statements
from qms.verification.beside import check_appended, check_register, check_stamps
from qms.verification.checkpoints import check_checkpoints
from qms.verification.database import check_database
from qms.verification.disposals import check_disposals
from qms.verification.papers import check_papers
from qms.verification.periodic import check_periodic
from qms.verification.progress import Progress, silent
from qms.verification.report import Found, Report, faults
from qms.verification.revisions import check_revisions, check_twice
from qms.verification.rooms import rooms
from qms.verification.store import check_store

UNTRUSTED = {"SIGNING-NO-AUTHORITY", "SIGNING-AUTHORITY-FILES", "NOT-INITIALISED"}


def verify_installation(
    service: Service, progress: Progress = silent, *, since: audit.Head | None = None
) -> Report:
    """Check everything, beside people at work; reads every stored file and every event.

    `since` is a checkpoint that was kept elsewhere: nothing before it may have been rewritten.
    """
    progress("database", 0, 0)
    problems = check_database(service.db)
    store, kept, found = check_store(service, progress)
    problems += found
    checked: list[Checked] = []
    problems += _readable(
        "statement", lambda: statements.judge_all(service, kept, progress, checked)
    )
    problems += _readable("statement", lambda: statements.check_presence(service))
    problems += _readable("timestamp", lambda: check_stamps(service, checked))
    problems += _readable("certificate", lambda: check_register(service))
    progress("log", 0, 0)
    promised = [since] if since else []

    def kept_promises() -> list[Found]:
        found = check_checkpoints(service)
        promised.extend(found.heads)
        return list(found.problems)

    problems += _readable("checkpoint", kept_promises)
    log = _check_log(service, promised)
    problems += faults(log.problems)
    counted = [0]

    def revisions() -> list[Found]:
        counted[0], found = check_revisions(service, progress)
        return found

    problems += _readable("revision", revisions)
    problems += _readable("signed_pdf", lambda: check_papers(service, progress))
    problems += _readable("signed_pdf", lambda: check_appended(service))
    problems += _readable("periodic_review", lambda: check_periodic(service))
    problems += _readable("disposal", lambda: check_disposals(service))
    for table, check in rooms(service, progress):
        problems += _readable(table, check)
    return Report(tuple(checked), counted[0], tuple(problems), log, store, since=since)


def verify_one_document(service: Service, code: str) -> Report:
    """One document by its code in any spelling: its statements, its files, its revisions.

    The log as a whole is not walked here. Raises NotFound.
    """
    with service.db.read() as session:
        document_id = document_by_code(session, code)
        loaded = load_evidence(session, document_id)
        unsigned = statements.unsigned_of(session, document_id)
        ids = list(session.scalars(select(Revision.id).where(Revision.document_id == document_id)))
    checked: list[Checked] = []

    def statements_of_it() -> list[Found]:
        checked.extend(judge(service, loaded, document_id))
        return statements.bad(checked)

    problems = _readable("statement", statements_of_it)
    problems += [Found("VERIFY-UNSIGNED", {"statement": sha256}) for sha256 in unsigned]
    problems += _readable("timestamp", lambda: check_stamps(service, checked))
    problems += _readable("revision", lambda: check_twice(service, ids))
    problems += _readable("signed_pdf", lambda: check_papers(service, document_id=document_id))
    problems += _readable("periodic_review", lambda: check_periodic(service, document_id))
    return Report(tuple(checked), len(ids), tuple(problems), document_id=document_id)


def _check_log(service: Service, promised: Sequence[audit.Head]) -> audit.LogVerdict:
    with service.db.read() as session:
        heads = signing.signed_heads(session)
    return audit.verify_running_log(
        service.db, [audit.Head(one.epoch, one.size, one.hash) for one in heads], promised
    )


def _readable(table: str, check: Callable[[], list[Found]]) -> list[Found]:
    """A cell that is not of its kind any more, or a lost authority, is a finding, not a crash."""
    try:
        return check()
    except (Broken, Unavailable) as error:
        if error.code not in UNTRUSTED:
            raise
        return [Found(error.code, error.parameters)]
    except (StatementError, LookupError, ValueError) as error:
        return [Found("VERIFY-UNREADABLE", {"table": table, "reason": type(error).__name__})]
