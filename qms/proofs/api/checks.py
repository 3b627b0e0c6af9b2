"""Checking files, and the log's checkpoints, for programs."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime
from werkzeug.datastructures import FileStorage

from qms.people.current import actor, service
from qms.proofs.acts.check import ON_PAGES, check_here
from qms.proofs.api.blueprint import api
from qms.proofs.queries.checkpoints import checkpoints
from qms.proofs.told import Told, tell
from qms.schemas import Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class Judging(Schema):
    """The moment to judge at, with its zone; now where it is absent."""

    at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class CheckpointLine:
    """A signed note about the log at one size."""

    epoch: int
    size: int
    root: str
    note: str
    made_at: datetime
    stamped_at: datetime | None


@api.post("/checks")
@signed_in
@operation(Told, form=Judging)
def post_check(file: FileStorage, form: Judging) -> Told:
    """Judge a bundle, a signed PDF or any file; nothing of it is kept, nothing is fetched.

    `ok` says whether it holds; `faults` has a code, the entry and the reasons of all that does not.
    `at` judges as of another moment, as `qms verify --at` does.
    """
    answer = check_here(service(), file.stream, actor(), at=form.at, limits=ON_PAGES)
    return tell(answer, file.filename or "")


@api.get("/checkpoints")
@signed_in
@operation(Items[CheckpointLine])
def list_checkpoints() -> Items[CheckpointLine]:
    """The newest fifty checkpoints of the log.

    `note` is the signed note (C2SP) as it was sent outside: kept there, it is what
    `qms verify --since` holds the log against. The keys that sign it are at `/ca/log.pub`.
    """
    with service().db.read() as session:
        rows = checkpoints(session)
    return Items(
        [
            CheckpointLine(one.epoch, one.size, one.root, one.note, one.made_at, one.stamped_at)
            for one in rows
        ]
    )
