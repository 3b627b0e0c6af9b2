"""Two at once: one signature per challenge, five guesses in all, one live certificate."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from sqlalchemy import func, select

from qms.errors import QmsError
from qms.signing import Statement, certificates_of
from tests.signing.conftest import Office


def at_once(count: int, act: Callable[[], object]) -> list[str]:
    """Start `count` threads together; returns each one's code, or "done"."""
    barrier = Barrier(count)

    def run(_number: int) -> str:
        barrier.wait()
        try:
            act()
        except QmsError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(run, range(count)))


def test_one_challenge_recorded_twice_at_once_counts_once(office: Office) -> None:
    holder = office.enrol()
    for _round in range(5):
        signed = office.sign(office.ask(holder), holder)
        outcome = at_once(2, lambda signed=signed: office.record(signed))  # type: ignore[misc]
        assert outcome == ["SIGN-REQUEST-USED", "done"]
    with office.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Statement)) == 5


def test_many_guesses_at_once_are_no_more_than_five(office: Office) -> None:
    holder = office.enrol()
    challenge = office.ask(holder)
    outcome = at_once(8, lambda: office.sign(challenge, holder, passphrase="sai mật khẩu"))
    assert outcome.count("SIGNING-WRONG-PASSPHRASE") == 4
    assert outcome.count("SIGNING-LOCKED") == 4


def test_enrolling_twice_at_once_leaves_one_certificate(office: Office) -> None:
    for _round in range(5):
        holder = uuid4()
        failed, done = at_once(2, lambda holder=holder: office.enrol(holder))  # type: ignore[misc]
        assert done == "done"
        assert failed in {"SIGNING-ALREADY-ENROLLED", "CONFLICT-AT-WRITE"}
        with office.db.read() as session:
            assert len(certificates_of(session, holder)) == 1
