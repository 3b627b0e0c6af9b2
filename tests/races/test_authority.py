"""Lists and checkpoints made by several at once: numbers without gaps, nobody turned away."""

from functools import partial

from sqlalchemy import select

from qms.audit.model import Checkpoint, CheckpointToken
from qms.documents.rules.states import Act
from qms.jobs import anchoring, certificates
from qms.people.acts import revoke_certificate
from qms.proofs.acts.checkpoints import make_checkpoint
from qms.signing.model import Certificate, Crl, RevocationReason
from tests.races.moments import DONE, Moment, at_once
from tests.races.stage import check_log
from tests.support.cast import Cast, ready, register, submit

ROUNDS = 4
OLDEST_FIRST = select(Crl).order_by(Crl.this_update, Crl.number)


def numbers(cast: Cast) -> list[int]:
    """Of every list of the newest issuer."""
    with cast.service.db.read() as session:
        rows = [(one.issuer_sha256, int(one.number)) for one in session.scalars(OLDEST_FIRST)]
    return [number for issuer, number in rows if issuer == rows[-1][0]]


def test_the_first_list_of_the_day_is_asked_for_by_many_at_once(
    cast: Cast, clock, moment: Moment
) -> None:
    """The clock's job, a page of signing and another: each goes on, with one new list."""
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    clock.advance(days=2)
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        asking = partial(cast.ask, "binh", Act.AGREE, revision_id)
        refreshing = partial(certificates.refresh, cast.service)
        assert at_once(asking, refreshing, asking, refreshing) == [DONE] * 4
        found = numbers(cast)
        assert found == list(range(found[0], found[0] + len(found)))


def test_two_revocations_at_once_are_both_on_the_newest_list(cast: Cast, moment: Moment) -> None:
    from cryptography import x509

    with cast.service.db.read() as session:
        rows = session.execute(select(Certificate.holder_id, Certificate.id, Certificate.serial))
        live = {row.holder_id: (row.id, row.serial) for row in rows}
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        ending = [
            partial(
                revoke_certificate,
                cast.service,
                cast[login],
                live[cast[login]][0],
                RevocationReason.SUPERSEDED,
            )
            for login in ("binh", "chau", "giang")
        ]
        assert at_once(*ending) == [DONE] * 3
        with cast.service.db.read() as session:
            newest = session.scalars(select(Crl).order_by(Crl.number.desc())).first()
        assert newest is not None
        listed = {f"{one.serial_number:x}" for one in x509.load_der_x509_crl(newest.der)}
        ended = {live[cast[login]][1] for login in ("binh", "chau", "giang")}
        assert ended <= listed


def test_a_checkpoint_asked_for_by_two_at_once_is_one(cast: Cast, moment: Moment) -> None:
    """The command beside the clock: both are told of the same note and its time-stamp."""
    moment.keep()
    for _ in range(ROUNDS):
        moment.again()
        making = partial(make_checkpoint, cast.service)
        daily = partial(anchoring.daily, cast.service)
        assert at_once(making, daily, making) == [DONE] * 3
        with cast.service.db.read() as session:
            made = session.scalars(select(Checkpoint.size)).all()
            stamped = session.scalars(select(CheckpointToken.size)).all()
        assert sorted(stamped) == sorted(made)
        assert len(made) <= 3  # each is an event of the log, after which there is more to sign
    check_log(cast)
