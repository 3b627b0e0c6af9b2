"""Bundles of papers that were signed on several days, or handed in twice."""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest

from qms.documents import acts as documents
from qms.documents.queries.document import document_by_code
from qms.documents.rules.states import Act
from qms.people.rules import today
from qms.proofs.acts.check import check_elsewhere
from qms.proofs.acts.export import document_bundle, period_bundle
from qms.signing.bundle import BundleVerdict
from tests.sealing.papers import chain, require_seal, seal
from tests.sealing.stage import make_seal, take_in
from tests.support import databases, installations
from tests.support.cast import Cast, approve, assemble, ready, register, review, submit
from tests.support.clock import Clock

WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """Sent back and handed in again as it was, approved that day; sealed a week later."""
    folder, clock = tmp_path_factory.mktemp("twice"), Clock()
    with (
        databases.fresh_sqlite(folder) as db,
        installations.opened(db, folder / "i", clock) as it,
    ):
        cast = assemble(it)
        take_in(cast)
        require_seal(cast)
        make_seal(cast)
        paper = ready(cast, register(cast), "Nội dung.")
        submit(cast, paper)
        words = "Xem lại mục 5.3"
        proof = cast.ask("binh", Act.REQUEST_CHANGES, paper, words)
        documents.request_changes(it, cast["binh"], paper, words, proof)
        submit(cast, paper)
        review(cast, paper)
        approve(cast, paper)
        clock.advance(days=WEEK.days)
        seal(cast, paper)
        yield cast


def judged(cast: Cast, stream: io.BytesIO) -> BundleVerdict:
    roots = cast.service.authority.roots()
    found = check_elsewhere(stream, cast.service.now(), roots).bundle
    assert found is not None
    return found


@pytest.mark.parametrize("ago", [WEEK, timedelta()], ids=["days of signing", "day of the seal"])
def test_a_period_takes_its_papers_whole(twice: Cast, ago: timedelta) -> None:
    day = today(twice.service.now() - ago)
    stream = io.BytesIO()
    period_bundle(twice.service, None, day, day, stream)
    found = judged(twice, stream)
    assert found.faults == ()
    actions = [one.stem.partition("-")[2] for one in found.statements]
    assert actions[-4:] == ["submit", "agree", "approve", "seal"]


def test_each_round_of_an_unchanged_paper_has_its_signed_pdf(twice: Cast) -> None:
    begun = [one for one in chain(twice) if one.number == 1]
    assert len(begun) == 2
    assert len({one.base_sha256 for one in begun}) == 1
    stream = io.BytesIO()
    with twice.service.db.read() as session:
        document_id = document_by_code(session, "QT-05")
    document_bundle(twice.service, document_id, stream)
    found = judged(twice, stream)
    assert found.faults == ()
    assert sorted(one.signatures for one in found.pdfs) == [1, 4]
