"""File names are labels: safe to show, never a path."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms import word


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Đơn đề nghị.docx", "Đơn đề nghị.docx"),
        (unicodedata.normalize("NFD", "Đường Nguyễn Huệ.docx"), "Đường Nguyễn Huệ.docx"),
        ("C:\\Users\\an\\QT-01.docx", "QT-01.docx"),
        ("../../etc/passwd", "passwd"),
        ("báo\u202excod.exe", "báoxcod.exe"),
        ("QT\u200b-01\u200d.docx", "QT-01.docx"),
        ("a\r\nSet-Cookie: x.docx", "a Set-Cookie- x.docx"),
        ("-rf.docx", "rf.docx"),
        (".htaccess", "htaccess"),
        ("CON.docx", "_CON.docx"),
        ("  QT  01 .docx ", "QT 01.docx"),
        ('a<b>|"c"?.docx', "a-b---c--.docx"),
        ("", "tep-khong-ten"),
        ("...", "tep-khong-ten"),
        ("\ud800x.docx", "x.docx"),
    ],
)
def test_a_name_that_was_sent_is_made_safe(sent: str, shown: str) -> None:
    assert word.clean_file_name(sent) == shown


def test_a_long_name_keeps_its_extension() -> None:
    name = word.clean_file_name("ă" * 300 + ".docx")
    assert (len(name), name[-6:]) == (150, "ă.docx")


@given(st.text(max_size=400))
def test_any_name_becomes_a_short_visible_one(name: str) -> None:
    shown = word.clean_file_name(name)
    assert 0 < len(shown) <= 150
    assert "/" not in shown
    assert "\\" not in shown
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in shown)
    assert word.clean_file_name(shown) == shown


def test_a_copy_to_edit_names_its_code_and_version() -> None:
    assert word.download_name("QT-05", 2, 1) == "QT-05_lan02-sua01_du-thao.docx"
    assert word.download_name("QT-ĐĐ-01", 1, 0, "Đo đạc, chỉnh lý", state="") == (
        "QT-DD-01_lan01-sua00_do-dac-chinh-ly.docx"
    )
    assert word.slug("45/TB-STNMT") == "45-TB-STNMT"


@given(st.text(max_size=100), st.integers(0, 999), st.integers(0, 999), st.text(max_size=300))
def test_a_download_name_is_short_ascii(code: str, edition: int, revision: int, title: str) -> None:
    name = word.download_name(code, edition, revision, title)
    assert name.isascii()
    assert name.endswith(".docx")
    assert len(name) < 220
