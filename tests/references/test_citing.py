"""Who cites whom: read from approved texts, as the register names things at the moment."""

from qms.documents import acts as documents
from qms.documents.rules.permissions import Visibility
from qms.documents.rules.states import Act
from qms.documents.schemas import NewDocument
from qms.references import acts
from qms.references.queries.citing import citing
from qms.references.queries.derived import unread_count
from qms.references.queries.resting import document_references, revision_references
from qms.references.rules.standing import Stands
from tests.support.cast import Cast, issued, ready, register


def codes(cast: Cast, document_id, login: str = "giang") -> list[str]:
    """Codes of the documents that cite it, for this person."""
    with cast.service.db.read() as session:
        now = cast.service.now()
        return [one.code for one in citing(session, document_id, cast.actor(login), now)]


def standing(cast: Cast, document_id, login: str = "giang") -> dict[str, Stands]:
    """Code or number -> how it stands, of what a document rests on."""
    with cast.service.db.read() as session:
        found = document_references(session, cast.actor(login), document_id, cast.service.now())
    return {one.code: one.stands for one in found}


def withdraw(cast: Cast, revision_id) -> None:
    proof = cast.ask("chau", Act.WITHDRAW, revision_id, "Không còn áp dụng")
    documents.withdraw(cast.service, cast["chau"], revision_id, "Không còn áp dụng", proof)


def test_documents_in_force_that_cite_a_code_are_found_in_every_spelling(cast: Cast):
    cited = register(cast, "QT-05")
    issued(cast, cited)
    issued(cast, register(cast, "QT-01"), "Thực hiện theo QT.05 và QT-05.")
    issued(cast, register(cast, "QT-02"), "Xem qt 05 để biết thêm.")
    issued(cast, register(cast, "QT-03"), "Không liên quan: 05/2020, QT-50.")
    ready(cast, register(cast, "QT-04"), "Dự thảo viện dẫn QT-05.")
    assert codes(cast, cited) == []
    assert acts.read_citations(cast.service) == 4
    assert codes(cast, cited) == ["QT-01", "QT-02"]
    with cast.service.db.read() as session:
        first, _ = citing(session, cited, cast.actor("dung"), cast.service.now())
        assert unread_count(session) == 0
    assert (first.times, first.heading) == (2, "1. Mục đích")
    assert "QT.05" in first.snippet


def test_a_reader_is_not_told_of_documents_outside_the_own_circle(cast: Cast):
    cited = register(cast, "QT-05")
    issued(cast, cited)
    new = NewDocument(
        code="QT-09",
        title="Việc riêng của Văn phòng",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        visibility=Visibility.UNIT,
    )
    closed = documents.register_document(cast.service, cast["vanan"], new)
    issued(cast, closed, "Theo QT-05.")
    issued(cast, register(cast, "QT-10"), "Xem QT-09.")
    acts.read_citations(cast.service)
    assert codes(cast, cited, "dung") == []
    assert codes(cast, cited, "giang") == ["QT-09"]
    with cast.service.db.read() as session:
        from qms.documents.queries.document import document_by_code

        opened = document_by_code(session, "QT-10")
    assert standing(cast, opened, "dung") == {"QT-09": Stands.HIDDEN}


def test_a_form_cut_short_is_the_form_of_the_same_procedure(cast: Cast):
    form = register(cast, "BM-01-QT-09")
    issued(cast, form)
    procedure = register(cast, "QT-09")
    issued(cast, procedure, "Dùng các biểu mẫu BM-01 đến BM-02.")
    issued(cast, register(cast, "QT-10"), "Dùng BM-01.")
    acts.read_citations(cast.service)
    assert codes(cast, form) == ["QT-09"]
    found = standing(cast, procedure)
    assert found == {"BM-01-QT-09": Stands.IN_FORCE, "BM-02": Stands.UNKNOWN}


def test_what_is_cited_stands_as_the_register_says(cast: Cast):
    gone = register(cast, "QT-07")
    withdraw(cast, issued(cast, gone))
    register(cast, "QT-08")
    issued(cast, register(cast, "QT-05"))
    one = register(cast, "QT-01")
    issued(cast, one, "QT-05, QT-07, QT-08, QT-99, PL1, 30/2020/NĐ-CP, TCVN ISO 9001:2015.")
    acts.read_citations(cast.service)
    assert standing(cast, one) == {
        "QT-05": Stands.IN_FORCE,
        "QT-07": Stands.ENDED,
        "QT-08": Stands.NOT_ISSUED,
        "QT-99": Stands.UNKNOWN,
        "30/2020/NĐ-CP": Stands.UNREGISTERED,
        "TCVN ISO 9001:2015": Stands.UNREGISTERED,
    }


def test_a_draft_is_read_when_it_is_looked_at(cast: Cast):
    revision_id = ready(cast, register(cast, "QT-01"), "Theo QT-01 và QT-02.")
    with cast.service.db.read() as session:
        now = cast.service.now()
        found = revision_references(session, cast.actor("vanan"), revision_id, now)
    assert [(one.code, one.to_mend) for one in found] == [("QT-02", True)]


def test_what_was_read_can_be_thrown_away_and_read_again(cast: Cast):
    cited = register(cast, "QT-05")
    issued(cast, cited)
    issued(cast, register(cast, "QT-01"), "Theo QT-05.")
    assert acts.read_citations(cast.service, most=1) == 1
    assert acts.read_citations(cast.service) == 1
    assert acts.read_citations(cast.service) == 0
    acts.forget_citations(cast.service)
    assert codes(cast, cited) == []
    assert acts.read_citations(cast.service) == 2
    assert codes(cast, cited) == ["QT-01"]
