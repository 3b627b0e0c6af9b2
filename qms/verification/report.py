"""What verification found, as frozen values: codes and facts, no sentences."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from qms.audit import Fault, Head, LogVerdict
from qms.documents.evidence import Checked


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoreVerdict:
    """Every file the database names, read through; orphans are no fault, but worth knowing."""

    checked: int
    missing: int
    damaged: int
    orphans: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer; `log` and `store` are None where one document was asked about."""

    statements: tuple[Checked, ...]
    revisions: int
    problems: tuple[Found, ...]
    log: LogVerdict | None = None
    store: StoreVerdict | None = None
    document_id: uuid.UUID | None = None
    since: Head | None = None  # the checkpoint, kept elsewhere, that the log was held against

    @property
    def ok(self) -> bool:
        """Whether nothing at all was found."""
        return not self.problems

    def as_json(self) -> dict[str, object]:
        """For programs; the command adds a sentence to each problem."""
        return {
            "ok": self.ok,
            "log": _log(self.log, self.since),
            "statements": [_statement(one) for one in self.statements],
            "revisions": self.revisions,
            "store": _store(self.store),
            "problems": [{"code": one.code, **one.parameters} for one in self.problems],
        }


def faults(found: Sequence[Fault]) -> list[Found]:
    """What the log's own verification found."""
    return [
        Found(one.what, {"idx": one.idx, "event_id": one.event_id, "upto": one.upto})
        for one in found
    ]


def _log(verdict: LogVerdict | None, since: Head | None) -> dict[str, object] | None:
    if verdict is None:
        return None
    first = verdict.first_bad
    return {
        "ok": verdict.ok,
        "checked": verdict.checked,
        "first_bad": None if first is None else first._asdict(),
        "after_last_signed_head": verdict.after_last_signed_head,
        "after_last_checkpoint": verdict.after_last_checkpoint,
        "pending": verdict.pending,
        "since": None if since is None else asdict(since),
        "tree": {"size": verdict.tree_size, "root": verdict.root},
        "head": {
            "epoch": verdict.head.epoch,
            "size": verdict.head.size,
            "hash": verdict.head.hash,
        },
    }


def _store(verdict: StoreVerdict | None) -> dict[str, int] | None:
    if verdict is None:
        return None
    return {
        "checked": verdict.checked,
        "missing": verdict.missing,
        "damaged": verdict.damaged,
        "orphans": verdict.orphans,
    }


def _statement(one: Checked) -> dict[str, object]:
    content = one.result.content
    spec = content.spec if content else None
    return {
        "id": str(one.statement.statement_id),
        "sha256": one.statement.sha256,
        "action": one.statement.action,
        "signed_at": one.statement.signed_at.isoformat(),
        "signer": spec.signer.full_name if spec else None,
        "role": spec.signer.role if spec else None,
        "code": spec.document.code if spec else None,
        "ok": one.ok,
        "intact": one.result.intact,
        "valid": one.result.valid,
        "trusted": one.result.trusted,
        "revoked": one.result.revoked.value,
        "reasons": list(one.result.reasons),
        "notes": list(one.result.notes),
        "files": [
            {
                "code": file.code,
                "edition": file.edition,
                "revision": file.revision,
                "name": file.name,
                "sha256": file.sha256,
                "kept": file.kept.value,
            }
            for file in one.files
        ],
    }
