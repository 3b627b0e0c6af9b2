"""What counts as a citation, and the clock of the law: for any text and any day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.rules.numbering import canonical_code
from qms.errors import Invalid
from qms.references.rules.citations import Kind, citations, plain, rules_in_use
from qms.references.rules.codes import meanings, short_of
from qms.references.rules.laws import is_of
from qms.references.rules.naming import naming
from qms.references.rules.standing import (
    ExternalKind,
    Stands,
    Status,
    check_replacement,
    external_stands,
    months_after,
    reminder_step,
    review_due,
)
from qms.word import read_text

PREFIXES = ("CSCL", "MTCL", "STCL", "QC", "QyĐ", "QT", "HD", "BM", "PL", "TLBN")
MODEL_SET = Path(__file__).resolve().parents[2] / "controlled_docs"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"

NUMBERS = [
    "30/2020/NĐ-CP",
    "63/2010/NĐ-CP",
    "26/2014/TT-BKHCN",
    "19/2014/QĐ-TTg",
    "33/2024/QH15",
    "351/2017/UBTVQH14",
    "55/2015/TTLT-BTC-BKHCN",
    "47/TT-BCA",
    "101/QĐ-BKHCN",
    "76/NQ-CP",
    "19-NQ/TW",
    "08/2025/TT-BNN&PTNT",
]
DESIGNATIONS = [
    "TCVN ISO 9001:2015",
    "ISO 9001:2015",
    "TCVN 1234:2010",
    "TCVN 7010-1:2007",
    "TCVN ISO/IEC 17025:2017",
    "ISO/IEC 27001:2022",
    "QCVN 12:2026/BCA",
    "QCVN 01-1:2018/BYT",
]
CODES = ["QT-05", "BM-01-QT-05", "QT-ĐĐ-01", "QT.05", "QT05", "BM.01.03", "QT-03/BM-01", "QyĐ-02"]
NEITHER = [
    "tháng 05/2020",
    "ngày 05/3/2020",
    "03/25 hồ sơ",
    "mã 1.001234",
    "Mẫu số 06/VPCP/KSTT",
    "Biểu số II.06a/VPCP/KSTT",
    "mẫu 01/2020/TT-VPCP",
    "công văn 123/STNMT-VP",
    "số 12/2026",
    "24/7",
    "QT-05-X1",
    "AQT-05",
    "A/QT-05",
    "QT-05/2020",
    "giấy A4",
    "Thư ký ISO",
    "QT",
]


def found(text: str, own: str = "") -> list[tuple[Kind, str]]:
    """Kind and words of everything cited for sure."""
    return [(one.kind, one.written) for one in citations(text, (), PREFIXES, own) if one.sure]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_legal_number_is_found(number):
    assert found(f"Căn cứ Quyết định số {number}; thực hiện.") == [(Kind.LAW, number)]


@pytest.mark.parametrize("designation", DESIGNATIONS)
def test_a_standard_is_found(designation):
    assert found(f"({designation}), điều 7.5") == [(Kind.STANDARD, designation)]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_found(code):
    assert found(f"theo {code}.") == [(Kind.INTERNAL, code)]


@pytest.mark.parametrize("words", NEITHER)
def test_what_only_looks_like_one_is_none(words):
    assert found(f"Xem {words}, rồi làm.") == []


CITED = st.sampled_from(NUMBERS + DESIGNATIONS + CODES)
WORDS = st.text("abc đêôư ,;\n()“”–…", max_size=12)


@given(st.lists(st.tuples(WORDS, CITED), max_size=8), WORDS)
def test_every_citation_in_any_text_stands_where_it_is_said_to_stand(pieces, last):
    text = "".join(f"; {words} ; {cited} " for words, cited in pieces) + f"; {last}"
    assert [words for _, words in found(text)] == [cited for _, cited in pieces]
    for one in citations(text, (), PREFIXES):
        assert text[one.position : one.end] == one.written


@given(st.text(max_size=300))
def test_no_text_makes_a_fault_and_places_lie_in_it(text):
    for one in citations(text, text.split("\n"), PREFIXES, "QT-05"):
        assert text[one.position : one.end] == one.written
        assert one.key
        assert len(one.snippet) <= 300


@given(st.text("QTBM0123-./ ISOTCVNĐ:đ\nqt", max_size=60))
def test_places_never_overlap(text):
    ends = 0
    for one in citations(text, (), PREFIXES):
        assert one.position >= ends
        ends = one.end


@given(st.sampled_from(NUMBERS), st.sampled_from("‐‑–−"))
def test_every_spelling_of_a_number_has_one_key(number, hyphen):
    spelled = number.replace("-", hyphen)
    flat = spelled.replace("NĐ", "ND").replace("QĐ", "QD")
    keys = {one.key for text in (number, spelled, flat) for one in citations(text)}
    assert len(keys) == 1
    assert {naming(one).base for one in (number, spelled, flat, f"số {number}")} == {
        citations(number)[0].base
    }


@pytest.mark.parametrize("spelled", ["QT-05", "qt05", "QT.5", "qt 05", "QT 5", "qt–05"])
def test_every_spelling_of_a_code_has_one_key(spelled):
    (one,) = citations(f"theo {spelled} nhé", (), PREFIXES)
    assert one.key == canonical_code("QT-05")


def test_the_document_does_not_cite_itself_nor_a_law_its_own_number():
    assert found("Mã hiệu: QT-05. Biểu mẫu BM-01-QT-05.", "QT.5") == [
        (Kind.INTERNAL, "BM-01-QT-05")
    ]
    decree = "CHÍNH PHỦ\nSố: 30/2020/NĐ-CP\nNghị định 30/2020/NĐ-CP thay 110/2004/NĐ-CP."
    assert found(decree) == [(Kind.LAW, "110/2004/NĐ-CP")]


def test_the_day_behind_a_number_tells_two_yearless_numbers_apart():
    text = "101/QĐ-BKHCN ngày 21/01/2019; 101/QĐ-BKHCN ngày 3 tháng 4 năm 2023; 101/QĐ-BKHCN"
    one, two, bare = citations(text)
    assert (one.dated, two.dated, bare.dated) == (date(2019, 1, 21), date(2023, 4, 3), None)
    assert len({one.key, two.key, bare.key}) == 3
    assert one.base == two.base == bare.base
    assert citations("30/2020/NĐ-CP ngày 31/02/2020")[0].dated is None


def test_papers_of_the_agency_itself_are_known_by_its_symbol():
    own, other = citations("401/QĐ-STNMT và 19/2014/QĐ-TTg")
    assert is_of(own.base, "STNMT")
    assert not is_of(other.base, "STNMT")
    assert not is_of(own.base, "")


def test_a_decree_is_also_found_by_number_and_year_alone():
    assert [one.key for one in citations("theo Nghị định 63/2010 và NĐ số 92/2017")] == [
        "63/2010/nd-cp",
        "92/2017/nd-cp",
    ]


def test_the_heading_above_and_the_words_around_are_told():
    text = "1. Mục đích\nTheo QT-05.\n2. Phạm vi\n" + "chữ " * 40 + "QT-06" + " chữ" * 40
    first, second = citations(text, ["1. Mục đích", "2. Phạm vi"], PREFIXES)
    assert (first.heading, first.snippet) == ("1. Mục đích", "Theo QT-05.")
    assert second.heading == "2. Phạm vi"
    assert second.snippet.startswith("… ")
    assert second.snippet.endswith(" …")
    assert "QT-06" in second.snippet


def test_a_form_cut_short_belongs_to_its_family():
    assert meanings("bm.1", "qt.9") == ("bm.1", "bm.1.qt.9")
    assert meanings("bm.1", "bm.3.qt.9") == ("bm.1", "bm.1.bm.3.qt.9", "bm.1.qt.9")
    assert meanings("qt.đđ.1", "qt.9") == ("qt.đđ.1",)
    assert (short_of("bm.1.qt.9"), short_of("qt.9")) == ("bm.1", "")


def test_other_types_of_document_are_other_rules():
    assert rules_in_use(["QT", "BM"]) == rules_in_use(("BM", "QT"))
    assert rules_in_use(["QT"]) != rules_in_use(["QT", "BM"])
    assert found("theo XY-01") == []
    assert [one.written for one in citations("theo XY-01", (), ("XY",))] == ["XY-01"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("Luật số 33/2024/QH15", ExternalKind.LAW),
        ("TCVN ISO 9001:2015", ExternalKind.STANDARD),
        ("Sổ tay nghiệp vụ", ExternalKind.OTHER),
    ],
)
def test_a_number_says_what_it_names(number, kind):
    assert naming(number).kind is kind


# The model set and the sample decree


@pytest.mark.parametrize(
    "path", sorted((MODEL_SET / "documents").glob("*.docx")), ids=lambda p: p.stem
)
def test_everything_the_model_set_cites_is_there(path):
    rows = json.loads((MODEL_SET / "manifest.json").read_text(encoding="utf-8"))
    rows = rows if isinstance(rows, list) else rows["documents"]
    known = {canonical_code(row["code"]) for row in rows}
    content = read_text(path.read_bytes())
    own = content.code or ""
    cited = citations(content.text, [name for _, name in content.headings], PREFIXES, own)
    inside = [one for one in cited if one.kind is Kind.INTERNAL and one.sure]
    dead = [
        one.written for one in inside if not known & set(meanings(one.key, canonical_code(own)))
    ]
    assert dead == []
    assert all(content.text[one.position : one.end] == one.written for one in cited)


@pytest.mark.samples
def test_the_sample_decree_cites_what_it_replaced_and_not_itself():
    content = read_text((SAMPLES / "30_2020_ND_CP.docx").read_bytes())
    assert {words for _, words in found(content.text)} == {"110/2004/NĐ-CP", "09/2010/NĐ-CP"}


@pytest.mark.samples
def test_the_sample_annexes_cite_their_decree():
    for name in ("Phuluc2.docx", "Phuluc4.docx"):
        content = read_text((SAMPLES / name).read_bytes())
        assert (Kind.LAW, "30/2020/NĐ-CP") in found(content.text)


# Days

DAYS = st.dates(date(1950, 1, 1), date(2900, 1, 1))


@given(DAYS, st.integers(0, 60))
def test_months_end_on_the_same_day_or_the_last_one(day, months):
    then = months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_the_three_months_count_from_the_new_law():
    ended = date(2026, 1, 31)
    assert review_due(ended, None) == date(2026, 4, 30)
    assert review_due(ended, date(2026, 3, 1)) == date(2026, 6, 1)
    assert review_due(date(2026, 11, 30), None) == date(2027, 2, 28)


@given(DAYS, st.integers(-400, 400))
def test_the_step_of_a_reminder_is_the_latest_one_reached(due, left):
    step = reminder_step(due, due - timedelta(days=left))
    steps = {"overdue": left < 0, "7": 0 <= left <= 7, "30": 7 < left <= 30, "60": 30 < left <= 60}
    assert step == next((name for name, reached in steps.items() if reached), None)


@given(st.sampled_from(Status), st.none() | DAYS, st.none() | DAYS, DAYS)
def test_how_a_law_stands_depends_on_the_day_only(status, effective, ended, day):
    stands = external_stands(status, effective, ended, day)
    if status in {Status.REPLACED, Status.EXPIRED}:
        assert (stands is Stands.ENDING) == (ended is not None and ended > day)
    else:
        assert (stands is Stands.NOT_YET) == (effective is not None and effective > day)


@given(st.lists(st.integers(0, 6), min_size=7, max_size=7), st.integers(0, 6), st.integers(0, 6))
def test_chains_of_replacement_never_close(links, replaced, by):
    nodes = [f"{one}" for one in range(7)]
    chain = {nodes[i]: nodes[one] if one != i else None for i, one in enumerate(links)}
    reached, here = set(), nodes[by]
    while here is not None and here not in reached:
        reached.add(here)
        here = chain[here]
    if nodes[replaced] in reached:
        with pytest.raises(Invalid, match="EXTERNAL-REPLACES-ITSELF"):
            check_replacement(nodes[replaced], nodes[by], chain)
    else:
        check_replacement(nodes[replaced], nodes[by], chain)


def test_hyphens_and_blanks_are_made_one_character_for_character():
    text = "QT‑05\u00a0–\u202fBM"
    assert plain(text) == "QT-05 - BM"
    assert len(plain(text)) == len(text)
