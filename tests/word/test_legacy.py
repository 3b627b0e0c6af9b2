"""Text in the old fonts is read as it is drawn; the file stays as it was."""

import subprocess

import pytest

from qms.word import read, read_text
from qms.word.compare import mismatches
from qms.word.legacy import Encoding, converted, encoding_of
from qms.word.legacy.fonts import draws_capitals
from qms.word.legacy.letters import TCVN3
from tests.word.build import HEAD, NAMESPACES, WORD, link, parts, small, zipped


def run(text: str, font: str = "") -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{text}</w:t></w:r>'


def with_styles(style: str, body: str) -> bytes:
    styles = f"{HEAD}<w:styles {NAMESPACES}>{style}</w:styles>".encode()
    files = parts(body, link("styles", "styles.xml"), **{"/word/styles.xml": WORD + "styles+xml"})
    return zipped({**files, "word/styles.xml": styles})


def para(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".VnTimeH", Encoding.TCVN3),
        (".vnarial", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("Vni Helve", Encoding.VNI),
        ("Times New Roman", None),
        ("VNtimes new roman", None),
        ("", None),
    ],
)
def test_the_name_of_the_font_tells_the_encoding(font: str, encoding: Encoding | None) -> None:
    assert encoding_of(font) is encoding


def test_only_the_h_family_draws_capitals() -> None:
    assert draws_capitals(".VnTimeH")
    assert not draws_capitals(".VnTime")
    assert not draws_capitals("VNI-BachH")


def test_every_letter_of_tcvn3_is_what_the_standard_says() -> None:
    stored = bytes(ord(letter) for letter in TCVN3)
    known = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=stored, capture_output=True, check=True
    ).stdout.decode()
    assert known == "".join(TCVN3.values())
    assert len(TCVN3) == 74


@pytest.mark.parametrize(
    ("stored", "drawn"),
    [
        ("Ñöôøng Nguyeãn Hueä", "Đường Nguyễn Huệ"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("thò xaõ, kyõ thuaät, kyø hoïp", "thị xã, kỹ thuật, kỳ họp"),
        ("ñòa chính, nghæ leã", "địa chính, nghỉ lễ"),
        ("baèng chöùng, naëng, maét, quaúng, ngaãm", "bằng chứng, nặng, mắt, quẳng, ngẫm"),
        ("Lyù lòch, hyõ, Myõ, tî", "Lý lịch, hỹ, Mỹ, tỵ"),
        ("plain text 2020", "plain text 2020"),
    ],
)  # fmt: skip
def test_vni_is_read_as_it_is_drawn(stored: str, drawn: str) -> None:
    assert converted(stored, Encoding.VNI) == drawn


def test_tcvn3_is_read_as_it_is_drawn_and_symbol_codes_too() -> None:
    assert converted("§­êng", Encoding.TCVN3) == "Đường"
    assert converted("céng hßa", Encoding.TCVN3, capitals=True) == "CỘNG HÒA"
    assert converted("".join(chr(0xF000 + ord(one)) for one in "§­êng"), Encoding.TCVN3) == "Đường"


def test_unicode_text_in_an_old_font_is_left_as_it_is() -> None:
    assert converted("Đường", Encoding.TCVN3) == "Đường"
    assert converted("quyết định", Encoding.VNI, capitals=True) == "quyết định"


def test_runs_are_converted_by_their_own_font_and_the_bytes_stay() -> None:
    data = small(para(run("§­êng ", ".VnTime"), run("à la carte", "Arial")))
    before = bytes(data)
    content = read_text(data)
    assert content.text == "Đường à la carte"
    assert content.old_fonts == (".VnTime",)
    assert data == before


def test_a_letter_and_its_mark_in_two_runs_are_one_letter() -> None:
    content = read_text(small(para(run("Hue", "VNI-Times"), run("ä", "VNI-Times"))))
    assert content.text == "Huệ"


def test_the_soft_hyphen_of_word_is_a_letter_in_tcvn3() -> None:
    face = '<w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr>'
    soft = f"<w:r>{face}<w:softHyphen/></w:r>"
    assert read_text(small(para(run("l", ".VnTime"), soft, run("u", ".VnTime")))).text == "lưu"


def test_a_font_comes_from_the_style_and_the_theme_wins_over_nothing_else() -> None:
    style = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
    )
    body = para(run("§­êng")) + para(run("café", "Arial"))
    content = read_text(with_styles(style, body))
    assert content.text == "Đường\ncafé"


def test_tables_are_converted_and_the_problem_is_told() -> None:
    cell = para(run("§­êng", ".VnTime"))
    content = read(small(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"))
    assert content.tables == ((("Đường",),),)
    problems = mismatches(content, code="QT-01", title="", edition=1, revision=0)
    assert [one for one in problems if one.code == "WORD-OLD-FONTS"]


def test_plain_ascii_in_an_old_font_is_no_problem() -> None:
    assert read_text(small(para(run("ISO 9001:2015", ".VnTime")))).old_fonts == ()
