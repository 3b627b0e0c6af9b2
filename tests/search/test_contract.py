"""What every index must keep: the suite a new backend has to pass."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread
from unicodedata import normalize

import pytest

from qms.errors import NotFound
from qms.search import Filters, open_index, parse
from tests.search.samples import BEFORE, CASES, NOW, TEXTS, doc, number, procedures, prose

NAMES = {number(name): name for name in TEXTS}


def find(index, text, filters, limit=10, offset=0):
    return [hit.id for hit in index.search(parse(text), filters, limit, offset)]


def fill(index, *docs):
    index.rebuild(docs)
    return index


@pytest.fixture
def texts(index):
    """The five texts of the acceptance cases, as bodies."""
    return fill(index, *(doc(name, "tên", body, code=f"X-{name}") for name, body in TEXTS.items()))


@pytest.fixture
def register(index):
    """The register of real procedure names."""
    return fill(index, *procedures())


def test_the_acceptance_cases_hold_through_the_index(texts, now):
    for query, expected in CASES:
        found = sorted(NAMES[hit] for hit in find(texts, query, now))
        assert "".join(found) == expected, query


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("thu hoi dat", "QT-ĐĐ-01"),
        ("giay chung nhan quyen su dung dat lan dau", "QT-ĐĐ-02"),
        ("cap doi giay chung nhan", "QT-ĐĐ-03"),
        ("chuyen muc dich su dung dat", "QT-ĐĐ-04"),
        ("cho thue dat", "QT-ĐĐ-05"),
        ("tai dinh cu", "QT-ĐĐ-06"),
        ("danh gia tac dong moi truong", "QT-MT-01"),
        ("giay phep moi truong", "QT-MT-02"),
        ("kiem soat tai lieu", "QT-01"),
        ("kiem soat ho so", "QT-02"),
        ("danh gia noi bo", "QT-03"),
        ("khac phuc", "QT-04"),
        ("xem xet lanh dao", "QT-05"),
        ("rui ro", "QT-06"),
        ("tham do khoang san", "QT-KS-01"),
        ("khai thac khoang san", "QT-KS-02"),
        ("tai nguyen nuoc", "QT-TN-01"),
        ("nuoc duoi dat", "QT-TN-02"),
        ("khieu nai", "QT-KN-01"),
        ("van ban den", "QT-VT-01"),
        ("ke hoach danh gia", "BM-01-QT-03"),
        ("THU HỒI ĐẤT", "QT-ĐĐ-01"),
        ("Xử lí văn bản", "QT-VT-01"),
        ("dat thu hoi", "QT-ĐĐ-01"),
    ],
)
def test_a_query_typed_without_tones_puts_the_right_procedure_first(register, now, query, code):
    assert find(register, query, now)[0] == number(code)
    assert find(register, normalize("NFD", query), now)[0] == number(code)


@pytest.mark.parametrize("query", ["QT-03", "qt03", "qt 3", "QT.003", "qt\u201103", "qt/3"])
def test_a_code_however_written_finds_its_document_first(register, now, query):
    assert find(register, query, now)[0] == number("QT-03")


def test_the_code_of_a_form_and_a_code_with_letters_are_found(register, now):
    assert find(register, "bm01qt01", now)[0] == number("BM-01-QT-01")
    assert find(register, "qt dd 01", now)[0] == number("QT-ĐĐ-01")


def test_words_typed_with_marks_prefer_what_is_written_so(index, now):
    fill(
        index,
        doc("A-1", "Thư hỏi đạt"),
        doc("A-2", "Thu hồi đất"),
        doc("A-3", "Khác", "thư hỏi đạt"),
        doc("A-4", "Khác", "thu hồi đất"),
    )
    wanted = [number(f"A-{n}") for n in (2, 1, 4, 3)]
    assert find(index, "thu hồi đất", now) == wanted
    assert find(index, "thư hỏi đạt", now) == [wanted[n] for n in (1, 0, 3, 2)]
    assert set(find(index, "thu hoi dat", now)) == set(wanted)


def test_the_ladder_is_phrase_in_title_words_in_title_phrase_in_body_words_in_body(index, now):
    fill(
        index,
        doc("A-1", "Khác", "nước của tài xế, nguyên đơn"),
        doc("A-2", "Khác", "về tài nguyên nước"),
        doc("A-3", "Nước và tài nguyên"),
        doc("A-4", "Tài nguyên nước dưới đất"),
        doc("A-5", "Tài nguyên nước"),
    )
    found = find(index, "tai nguyen nuoc", now)
    assert found == [number(f"A-{n}") for n in (5, 4, 3, 2, 1)]


def test_a_phrase_in_quotes_does_not_reach_from_the_title_into_the_body(index, now):
    fill(index, doc("A-1", "Thu hồi", "đất đai"), doc("A-2", "Thu", "hồi đất"))
    assert find(index, '"thu hồi"', now) == [number("A-1")]
    assert find(index, '"hồi đất"', now) == [number("A-2")]
    assert len(find(index, "hồi đất", now)) == 2


def test_excluded_words_and_phrases_are_not_found(register, now):
    everything = find(register, "giay phep", now, limit=50)
    without = find(register, 'giay phep -"khai thac"', now, limit=50)
    assert number("QT-KS-02") in everything
    assert number("QT-KS-02") not in without
    assert number("QT-MT-02") in without


def test_only_excluded_words_ask_nothing(register, now):
    assert find(register, "-dat", now) == []
    assert find(register, "", now) == []


def test_no_document_is_listed_twice_and_scores_fall(register, now):
    hits = register.search(parse("giấy phép"), now, limit=50)
    assert len({hit.id for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_the_body_is_found_whatever_its_unicode_form(index, now):
    fill(index, doc("A-1", "x", normalize("NFD", "Đường Nguyễn Huệ")))
    for query in ("duong nguyen hue", "Đường Nguyễn Huệ", normalize("NFD", "đường Huệ")):
        assert find(index, query, now) == [number("A-1")]


def test_pages_follow_each_other_without_gap_or_overlap(index, now):
    fill(index, *(doc(f"QT-{n}", "Thu hồi đất " + "x " * (n % 9), "hồi") for n in range(130)))
    everything = find(index, "thu hồi đất", now, limit=200)
    pages = [find(index, "thu hồi đất", now, limit=10, offset=start) for start in range(0, 140, 10)]
    assert [hit for page in pages for hit in page] == everything
    assert len(everything) == 130


def test_the_obsolete_revision_is_never_found_after_an_update(index, now):
    for round_ in range(30):
        index.upsert([doc("QT-01", f"Quy trình lần{round_}", f"nội dung bản{round_}")])
        assert find(index, "quy trinh", now) == [number("QT-01")]
        assert find(index, f"ban{round_}", now) == [number("QT-01")]
        assert find(index, f"ban{round_ - 1}", now) == []
    assert index.info().count == 1


def test_a_deleted_revision_is_not_found_and_deleting_again_is_no_error(register, now):
    register.delete([number("QT-01"), number("unknown")])
    register.delete([number("QT-01")])
    assert number("QT-01") not in find(register, "kiem soat tai lieu", now)
    assert register.info().count == len(procedures()) - 1


def test_the_last_of_two_versions_in_one_batch_is_kept(index, now):
    index.upsert([doc("QT-01", "một"), doc("QT-01", "hai")])
    assert find(index, "mot", now) == []
    assert find(index, "hai", now) == [number("QT-01")]
    assert index.info().count == 1


def test_replacing_a_document_leaves_exactly_the_given_revisions(index, now):
    old = doc("r1", "Quy trình", document_id=number("d"))
    new = doc("r2", "Quy trình", document_id=number("d"))
    index.upsert([old, doc("other", "Quy trình")])
    index.replace([number("d")], [new])
    assert set(find(index, "quy trinh", now)) == {new.id, number("other")}
    index.replace([number("d")], [])
    assert find(index, "quy trinh", now) == [number("other")]


def test_a_scheduled_revision_appears_and_the_old_one_goes_in_the_same_instant(index):
    at = NOW + timedelta(days=1, microseconds=7)
    old = doc("r1", "Quy trình", document_id=number("d"), ends_at=at)
    new = doc("r2", "Quy trình", document_id=number("d"), effective_at=at)
    index.upsert([old, new])
    just_before = at - timedelta(microseconds=1)
    assert find(index, "quy trinh", Filters(NOW)) == [old.id]
    assert find(index, "quy trinh", Filters(just_before)) == [old.id]
    assert find(index, "quy trinh", Filters(at)) == [new.id]
    assert find(index, "quy trinh", Filters(BEFORE - timedelta(days=1))) == []


def test_history_finds_dead_scheduled_and_withdrawn_revisions(index, now):
    dead = doc("r1", "Quy trình", ends_at=NOW - timedelta(days=1))
    later = doc("r2", "Quy trình", effective_at=NOW + timedelta(days=1))
    withdrawn = doc("r3", "Quy trình", live=False)
    index.upsert([dead, later, withdrawn])
    assert find(index, "quy trinh", now) == []
    found = find(index, "quy trinh", Filters(NOW, history=True))
    assert set(found) == {dead.id, later.id, withdrawn.id}


def test_filters_by_unit_type_and_field_apply_together(index):
    index.upsert(
        doc(f"{unit}{kind}{field}", "Quy trình", unit=unit, type=kind, field=field)
        for unit in "AB"
        for kind in ("QT", "HD")
        for field in ("đất đai", "")
    )
    index.upsert([doc("bare", "Quy trình", unit="C", type="QT")])

    def count(**filters):
        return len(find(index, "quy trinh", Filters(NOW, **filters), limit=50))

    assert count() == 9
    assert count(unit={"A"}) == 4
    assert count(unit={"A", "B", "Z"}) == 8
    assert count(unit={"A"}, type="QT") == 2
    assert count(unit={"A"}, type="QT", field="đất đai") == 1
    assert count(unit={"Z"}) == 0
    assert count(type="qt") == 0


@pytest.mark.parametrize("history", [False, True])
def test_an_empty_set_of_units_finds_nothing(register, history):
    assert find(register, "dat", Filters(NOW, unit=frozenset(), history=history)) == []


def test_a_rebuild_answers_from_the_new_documents_only(register, now):
    assert register.rebuild(iter([doc("N-1", "Thu hồi đất")]), applied_id="41") == 1
    assert find(register, "thu hoi dat", now) == [number("N-1")]
    assert find(register, "kiem soat", now) == []
    assert (register.info().count, register.info().applied_id) == (1, "41")


def test_a_rebuild_that_fails_leaves_the_old_index_answering(register, now):
    def broken_source():
        yield doc("N-1", "mới")
        raise NotFound

    before = register.info()
    with pytest.raises(NotFound):
        register.rebuild(broken_source())
    assert register.info() == before
    assert find(register, "kiem soat tai lieu", now)[0] == number("QT-01")


def test_the_applied_outbox_id_is_remembered_across_openings(tmp_path):
    index = open_index(tmp_path / "index")
    index.rebuild([])
    assert index.info().applied_id is None
    index.upsert([doc("QT-01", "x")])
    index.mark_applied("17")
    assert open_index(tmp_path / "index").info().applied_id == "17"


def test_another_opening_sees_each_commit(tmp_path, now):
    writer, reader = open_index(tmp_path / "index"), open_index(tmp_path / "index")
    writer.rebuild([])
    for serial in range(12):
        writer.upsert([doc(f"QT-{serial}", "Quy trình")])
        assert len(find(reader, "quy trinh", now, limit=50)) == serial + 1
    writer.rebuild([doc("QT-99", "Quy trình")])
    assert find(reader, "quy trinh", now) == [number("QT-99")]


def test_many_threads_search_while_one_writes(register, now):
    problems = []

    def look():
        for _ in range(15):
            found = find(register, "kiem soat tai lieu", now)
            if found[:1] != [number("QT-01")]:
                problems.append(found)

    threads = [Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for serial in range(8):
        register.upsert([doc(f"N-{serial}", "Bản đồ")])
    for thread in threads:
        thread.join()
    assert not problems


def test_every_query_of_the_register_has_its_top_ten_from_the_exhaustive_order(index, now):
    import random

    chance = random.Random(3)
    docs = [doc(f"QT-{n}", prose(chance, 5), prose(chance, 120)) for n in range(400)]
    index.rebuild(docs[:300])
    for start in range(300, 400, 10):
        index.upsert(docs[start : start + 10])
    index.upsert(replace(one, body=prose(chance, 120)) for one in docs[::9])
    for _ in range(40):
        query = " ".join(prose(chance, 2).split()[: chance.randint(1, 4)])
        everything = find(index, query, now, limit=1000)
        assert find(index, query, now, limit=10) == everything[:10], query
