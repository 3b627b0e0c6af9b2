"""Tables as people really have them are read; hostile ones are refused, each for its own reason."""

import codecs
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from qms.errors import QmsError
from qms.sheets import BundleLimits, SheetLimits, read_table, unpack

TEXT = "Mã hiệu,Tên tài liệu\nQT-05,Quy trình thu hồi đất\n"


def refused(data: bytes, name: str = "a.xlsx", limits: SheetLimits | None = None) -> str:
    with pytest.raises(QmsError) as told:
        read_table(data, name, limits)
    return told.value.code


def a_book(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """The same archive with parts added or replaced (`__` is a slash, `_` a dot at the end)."""
    stream = BytesIO()
    named = {name.replace("__", "/").replace("_xml", ".xml"): one for name, one in parts.items()}
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for info in old.infolist():
            if info.filename not in named:
                new.writestr(info.filename, old.read(info))
        for name, one in named.items():
            new.writestr(name, one)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
    ],
)
def test_the_encoding_of_csv_is_found_out_and_told(data: bytes, encoding: str):
    table = read_table(data, "a.csv")
    assert table.rows == (("Mã hiệu", "Tên tài liệu"), ("QT-05", "Quy trình thu hồi đất"))
    assert table.how["encoding"] == encoding


def test_windows_1258_is_read_into_whole_letters():
    data = "Ma\u0303 hiê\u0323u;Tên\nQT-05;Đâ\u0301t đai".encode("cp1258")
    table = read_table(data, "a.csv")
    assert table.rows[0] == ("Mã hiệu", "Tên")
    assert table.how["encoding"] == "Windows-1258"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_a_table(sign: str):
    text = sign.join(["Mã", "Tên, gọi; là"]) + "\n" + sign.join(["QT-05", '"a\nb"']) + "\n"
    text = text.replace("Tên, gọi; là", '"Tên, gọi; là"')
    table = read_table(text.encode(), "a.csv")
    assert table.rows == (("Mã", "Tên, gọi; là"), ("QT-05", "a\nb"))


def test_days_numbers_and_leading_zeros_come_as_they_are():
    data = a_book(["a", "b", "c"], [date(2026, 2, 5), "0012", 12], [None, " ", 1.5])
    table = read_table(data, "a.xlsx")
    assert table.rows == (("a", "b", "c"), (date(2026, 2, 5), "0012", 12), (None, None, 1.5))


def test_formulas_are_noticed_not_calculated():
    table = read_table(a_book(["a", "b"], ["=1+1", "x"]), "a.xlsx")
    assert table.formulas == {(2, 1)}


def test_a_sheet_that_claims_a_million_rows_is_read_by_what_it_has():
    data = a_book(["Mã", "Tên"], ["QT-1", "Một"])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert lying != sheet
    assert len(read_table(changed(data, xl__worksheets__sheet1_xml=lying), "a.xlsx").rows) == 2
    far = sheet.replace(b'r="2"', b'r="1048576"').replace(b'"A2"', b'"A1048576"')
    far = far.replace(b'"B2"', b'"B1048576"')
    assert len(read_table(changed(data, xl__worksheets__sheet1_xml=far), "a.xlsx").rows) == 1


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "SHEET-EMPTY"),
        (b" \n ", "a.csv", "SHEET-EMPTY"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "a.xls", "SHEET-OLD-EXCEL"),
        (b"%PDF-1.7 ...", "a.pdf", "SHEET-NOT-A-TABLE"),
        (b"no zip", "a.xlsx", "SHEET-NOT-A-TABLE"),
        (b"PK\x03\x04 broken", "a.xlsx", "SHEET-DAMAGED"),
        (b"a,b\n\x81\x8d\x00\x01\xff", "a.csv", "SHEET-ENCODING"),
        (b'a,b\r\n"' + b"x" * 300_000, "a.csv", "SHEET-CSV-BROKEN"),
    ],
)
def test_what_is_no_table_is_refused_for_its_own_reason(data: bytes, name: str, code: str):
    assert refused(data, name) == code


def test_too_much_is_refused_by_name():
    small = SheetLimits(rows=3, columns=2, cell=10, file=10_000)
    assert refused(a_book(*([["x"]] * 60)), limits=small) == "SHEET-TOO-LONG"
    assert refused(b"x\n" * 60, "a.csv", small) == "SHEET-TOO-LONG"
    assert refused(a_book(["a", "b", "c"]), limits=small) == "SHEET-TOO-WIDE"
    assert refused(b"a,b,c\n", "a.csv", small) == "SHEET-TOO-WIDE"
    assert refused(a_book(["a" * 11]), limits=small) == "SHEET-CELL-TOO-LONG"
    assert refused(b"x" * 10_001, "a.csv", small) == "SHEET-FILE-TOO-LARGE"


def test_an_xlsx_made_to_fill_the_memory_is_refused():
    data = a_book(["a"])
    bomb = changed(data, xl__media__a_xml=b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert refused(bomb) == "SHEET-BOMB"
    assert refused(data, limits=SheetLimits(unpacked=100)) == "SHEET-BOMB"
    assert refused(data, limits=SheetLimits(parts=2)) == "SHEET-BOMB"


def test_a_size_told_too_small_does_not_get_through():
    data = bytearray(changed(a_book(["a"]), xl__a_xml=b"<a>" + b"x" * 9000 + b"</a>"))
    place = data.rindex(b"xl/a.xml")
    data[place - 46 + 24 : place - 46 + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) in {"SHEET-BOMB", "SHEET-DAMAGED"}


def test_entities_and_macros_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">]><a>&a;</a>'
    assert refused(changed(a_book(["a"]), xl__a_xml=laughs)) == "SHEET-DTD"
    wide = "\ufeff".encode("utf-16-le") + '<!DOCTYPE a [<!ENTITY a "ha">]>'.encode("utf-16-le")
    assert refused(changed(a_book(["a"]), xl__a_xml=wide)) == "SHEET-DTD"
    macro = changed(a_book(["a"]), **{"xl__vbaProject.bin": b"x"})
    assert refused(macro) == "SHEET-MACRO"


def test_a_broken_sheet_is_a_refusal_not_a_fault():
    for part in (b"<worksheet", b"", b"<a/>", b"<worksheet><sheetData><row r='x'/></sheetData>"):
        data = changed(a_book(["a"]), xl__worksheets__sheet1_xml=part)
        assert refused(data) in {"SHEET-DAMAGED", "SHEET-EMPTY"}
    for part in (b"<workbook/>", b"x"):
        data = changed(a_book(["a"]), xl__workbook_xml=part)
        assert refused(data) in {"SHEET-DAMAGED", "SHEET-EMPTY"}


def patched(data: bytes) -> bytes:
    """Every entry says that it only patches another (flag 5), which no program unpacks."""
    made = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := made.find(mark, start + 1)) >= 0:
            made[start + flags] |= 0x20
    return bytes(made)


def displaced(data: bytes) -> bytes:
    """The end says that the directory begins later than it does: entries lie before the start."""
    made = bytearray(data)
    end = made.rindex(b"PK\x05\x06")
    told = int.from_bytes(made[end + 16 : end + 20], "little")
    made[end + 16 : end + 20] = (told + 139).to_bytes(4, "little")
    return bytes(made)


@pytest.mark.parametrize("wrong", [patched, displaced])
def test_a_file_that_misleads_the_unpacker_is_a_refusal_not_a_fault(
    wrong: Callable[[bytes], bytes],
):
    assert refused(wrong(a_book(["a"]))) == "SHEET-DAMAGED"
    assert bundle_refused(wrong(a_zip("a.docx"))) == "BUNDLE-DAMAGED"


def a_zip(*names: str, **others: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x")
        for name, data in others.items():
            archive.writestr(name, data)
    return stream.getvalue()


def bundle_refused(data: bytes, **limits: int) -> str:
    with pytest.raises(QmsError) as told:
        list(unpack(data, BundleLimits(**limits)))
    return told.value.code


def test_files_of_a_zip_come_with_their_folders_and_without_dross():
    data = a_zip("Sở/QT-05.docx", "__MACOSX/x", "Sở/.DS_Store", "a/")
    assert [one.name for one in unpack(data)] == ["Sở/QT-05.docx"]


@pytest.mark.parametrize(
    "name", ["../a.docx", "/etc/passwd", "a/../../b", "C:\\x.docx", "..\\a.docx", "a\x01b"]
)
def test_names_that_lead_out_of_the_folder_are_refused(name: str):
    assert bundle_refused(a_zip(name)) == "BUNDLE-LEADS-OUT"


def test_hostile_zips_are_refused_each_for_its_reason():
    assert bundle_refused(b"PK no") == "BUNDLE-NOT-ZIP"
    assert bundle_refused(a_zip("a", "b", "c"), entries=2) == "BUNDLE-TOO-MANY-FILES"
    assert bundle_refused(a_zip("a", "b"), total=1) == "BUNDLE-TOO-LARGE"
    assert bundle_refused(a_zip(a=b"xy"), file=1) == "BUNDLE-FILE-TOO-LARGE"
    assert bundle_refused(a_zip(a=b" " * 3_000_000)) == "BUNDLE-RATIO"
    assert bundle_refused(a_zip("A.docx", "a.docx")) == "BUNDLE-NAME-TWICE"
    link = zipfile.ZipInfo("a.docx")
    link.external_attr = 0o120777 << 16
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert bundle_refused(stream.getvalue()) == "BUNDLE-LINK"
    locked = bytearray(a_zip("a.docx"))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert bundle_refused(bytes(locked)) == "BUNDLE-ENCRYPTED"
    broken = bytearray(a_zip(**{"a.docx": bytes(range(256))}))
    broken[60] ^= 0xFF
    assert bundle_refused(bytes(broken)) == "BUNDLE-DAMAGED"
