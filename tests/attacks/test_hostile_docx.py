"""Every hostile or broken Word file is refused with its own code, before any parser sees it."""

import io
import struct
import zipfile
import zlib

import pytest

from qms import word
from qms.errors import QmsError, TooLarge, WrongMedia
from tests.word.build import (
    HEAD,
    OLE2,
    WORD,
    document,
    field,
    link,
    links,
    ole2,
    paragraph,
    parts,
    procedure,
    small,
    types,
    zipped,
)

BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
DTDS = {
    "general entity": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "external dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    "billion laughs": BILLION_LAUGHS,
    "bare doctype": "<!DOCTYPE x>",
}


def code_of(data: bytes) -> str:
    with pytest.raises(QmsError) as caught:
        word.guard(data)
    return caught.value.code


def codes_of(data: bytes) -> set[str]:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(data)
    return {one.code for one in caught.value.problems}


def changed(**replaced: bytes | None) -> dict[str, bytes]:
    names = {"document": "word/document.xml", "types": "[Content_Types].xml", "rels": "_rels/.rels"}
    files = parts()
    for key, data in replaced.items():
        if data is not None:
            files[names[key]] = data
    return files


# DTDs and XML


@pytest.mark.parametrize("dtd", DTDS.values(), ids=DTDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_dtd_is_refused_in_every_encoding(dtd: str, encoding: str) -> None:
    text = (
        document()
        .decode()
        .replace(HEAD, f'<?xml version="1.0" encoding="{encoding[:6].rstrip("-")}"?>{dtd}')
    )
    assert code_of(zipped(changed(document=text.encode(encoding)))) == "INTAKE-DTD"


def test_a_dtd_in_the_content_types_is_refused() -> None:
    text = types().decode().replace(HEAD, HEAD + BILLION_LAUGHS)
    assert code_of(zipped(changed(types=text.encode()))) == "INTAKE-DTD"


def test_a_dtd_in_a_part_nobody_links_to_is_refused() -> None:
    files = parts() | {"customXml/item1.xml": b"<!DOCTYPE a><a/>"}
    assert code_of(zipped(files)) == "INTAKE-DTD"


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "iso-8859-1", "utf-16", "gb18030"])
def test_a_declared_encoding_other_than_utf_is_refused(encoding: str) -> None:
    text = document().replace(b'"UTF-8"', f'"{encoding}"'.encode())
    assert code_of(zipped(changed(document=text))) == "INTAKE-ENCODING"


def test_utf_16_without_a_mark_and_a_broken_one_are_refused() -> None:
    assert code_of(zipped(changed(document=document().decode().encode("utf-16-le")))) == (
        "INTAKE-ENCODING"
    )
    assert code_of(zipped(changed(document=b"\xff\xfe<\x00a"[:-2] + b"\x00\xd8"))) == (
        "INTAKE-ENCODING"
    )


def test_utf_16_with_a_mark_is_read() -> None:
    text = document(paragraph("Đất đai")).decode().replace("UTF-8", "UTF-16")
    data = zipped(changed(document=text.encode("utf-16")))
    word.guard(data)
    assert word.read(data).text == "Đất đai"


def test_broken_xml_is_refused() -> None:
    assert code_of(zipped(changed(document=b"<w:document>"))) == "INTAKE-XML"


def test_deep_nesting_is_refused_without_a_crash() -> None:
    for levels in (300, 20_000):
        deep = "<w:sdt>" * levels + "</w:sdt>" * levels
        assert code_of(small(deep)) == "INTAKE-DEPTH"


def test_tables_nested_sixty_deep_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60
    assert code_of(small(deep)) == "INTAKE-TABLE-DEPTH"


def test_more_markup_than_memory_should_follow_is_refused() -> None:
    limits = word.Limits(markup=1000)
    with pytest.raises(TooLarge) as caught:
        word.guard(small("<w:p/>" * 2000), limits)
    assert caught.value.code == "INTAKE-MARKUP"


# Sizes


def test_a_zip_bomb_is_refused_from_the_directory() -> None:
    files = parts() | {"word/media/image1.png": bytes(64 * 1024 * 1024)}
    assert code_of(zipped(files)) == "INTAKE-RATIO"


def test_a_part_and_a_whole_over_the_limit_are_refused() -> None:
    files = parts() | {"word/media/image1.png": bytes(3000), "word/media/image2.png": bytes(3000)}
    data = zipped(files, zipfile.ZIP_STORED)
    for limits, code in (
        (word.Limits(part=2000), "INTAKE-PART-TOO-LARGE"),
        (word.Limits(xml_part=100), "INTAKE-PART-TOO-LARGE"),
        (word.Limits(total=5000), "INTAKE-TOTAL-TOO-LARGE"),
        (word.Limits(file=5000), "INTAKE-FILE-TOO-LARGE"),
        (word.Limits(entries=5), "INTAKE-TOO-MANY-PARTS"),
    ):
        with pytest.raises(TooLarge) as caught:
            word.guard(data, limits)
        assert caught.value.code == code


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    data = small(paragraph("A" * 100_000))
    size = struct.pack("<I", len(document(paragraph("A" * 100_000))))
    assert data.count(size) == 2
    assert code_of(data.replace(size, struct.pack("<I", 50_000))) == "INTAKE-DAMAGED"


# The container


def entry(name: str, payload: bytes, offset: int, **told: int) -> tuple[bytes, bytes]:
    """A local part and its line in the directory, with whatever they should claim."""
    packed = payload
    common = (
        told.get("flags", 0),
        told.get("method", 0),
        0,
        0x21,
        zlib.crc32(payload),
        len(packed),
        told.get("size", len(payload)),
    )
    raw = name.encode()
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, *common, len(raw), 0) + raw + packed
    central = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, *common, len(raw), 0, 0, 0, 0, 0, offset
    )
    return local, central + raw


def handmade(entries: list[tuple[str, bytes]], *, overlap: bool = False, **told: int) -> bytes:
    body, directory = b"", b""
    for name, payload in entries:
        offset = 0 if overlap else len(body)
        local, central = entry(name, payload, offset, **told)
        body += b"" if overlap and body else local
        directory += central
    end = struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(body), 0
    )
    return body + directory + end


def test_the_handmade_container_itself_is_good() -> None:
    word.guard(handmade(list(parts().items())))


def test_overlapping_entries_are_refused() -> None:
    assert code_of(handmade([("a.xml", b"<a/>"), ("b.xml", b"<a/>")], overlap=True)) in {
        "INTAKE-OVERLAP",
        "INTAKE-DIRECTORIES-DIFFER",
    }
    data = zipped({"a.bin": bytes(1000), "b.bin": b"x"}, zipfile.ZIP_STORED)
    second = data.index(b"PK\3\4", 4)
    place = data.rindex(struct.pack("<I", second) + b"b.bin")
    moved = data[:place] + struct.pack("<I", 20) + data[place + 4 :]
    assert code_of(moved) == "INTAKE-OVERLAP"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("word/document.xml", "word/document.xml"),
        ("word/document.xml", "word/Document.XML"),
        ("word/document.xml", "word/d%6Fcument.xml"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_twin_parts_are_refused(first: str, second: str) -> None:
    files = [*parts().items(), (second, document(paragraph("khác")))]
    assert first in dict(files)
    assert codes_of(zipped(files)) == {"INTAKE-TWIN-PARTS"}


@pytest.mark.parametrize(
    "name",
    [
        "../outside.xml",
        "/absolute.xml",
        "word/../../x.xml",
        "word\\x.xml",
        "C:x.xml",
        "a//b.xml",
        "word/%2e%2e/x.xml",
        "word/x\u202e.xml",
        "word/ /x.xml",
    ],
)
def test_a_name_that_leaves_the_container_or_hides_is_refused(name: str) -> None:
    data = handmade([*parts().items(), (name, b"x")], flags=0x800)
    assert "INTAKE-PART-NAME" in codes_of(data)


def test_a_second_name_in_an_extra_field_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts().items():
            info = zipfile.ZipInfo(name)
            if name == "word/document.xml":
                info.extra = struct.pack("<HHBI", 0x7075, 6, 1, 0) + b"x"
            archive.writestr(info, data)
    assert codes_of(stream.getvalue()) == {"INTAKE-PART-NAME"}


def test_encrypted_parts_and_odd_compression_are_refused() -> None:
    assert codes_of(handmade(list(parts().items()), flags=1)) == {"INTAKE-ENCRYPTED-PART"}
    assert codes_of(zipped(parts(), zipfile.ZIP_BZIP2)) == {"INTAKE-METHOD"}
    assert codes_of(zipped(parts(), zipfile.ZIP_LZMA)) == {"INTAKE-METHOD"}


def test_bytes_before_after_and_between_the_parts_are_refused() -> None:
    good = small()
    directory = good.index(b"PK\1\2")
    assert code_of(b"junk" + good) == "INTAKE-LEADING-BYTES"
    assert code_of(b"%PDF-1.7\n" + good) == "INTAKE-LEADING-BYTES"
    assert code_of(good + b"%PDF-1.7 trailer") == "INTAKE-TRAILING-BYTES"
    shifted = good[:directory] + b"hidden" + good[directory:-6]
    shifted += struct.pack("<I", directory + 6) + good[-2:]
    assert code_of(shifted) == "INTAKE-HIDDEN-BYTES"


def test_an_archive_comment_is_refused() -> None:
    stream = io.BytesIO(small())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"anything can hide here"
    assert code_of(stream.getvalue()) == "INTAKE-TRAILING-BYTES"


def test_zip64_tricks_are_refused() -> None:
    good = small()
    counted = good[:-14] + b"\xff\xff\xff\xff" + good[-10:]
    assert code_of(counted) == "INTAKE-ZIP64"
    assert "INTAKE-ZIP64" in codes_of(handmade(list(parts().items()), size=0xFFFFFFFF))


def test_a_local_header_that_says_something_else_is_refused() -> None:
    good = small()
    renamed = good.replace(b"word/document.xml", b"word/d0cument.xml", 1)
    assert code_of(renamed) == "INTAKE-DIRECTORIES-DIFFER"


def test_a_flipped_bit_in_a_picture_is_found() -> None:
    files = parts() | {"word/media/image1.png": b"picture" * 50}
    data = zipped(files, zipfile.ZIP_STORED).replace(b"picturepic", b"pictureqic", 1)
    assert code_of(data) == "INTAKE-DAMAGED"


# Other kinds of file


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n...", "INTAKE-PDF"),
        (b"{\\rtf1 Xin", "INTAKE-RTF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><img src=http://x>", "INTAKE-HTML"),
        (b"<?xml version='1.0'?><pkg:package/>", "INTAKE-FLAT-XML"),
        ("Kính gửi các đồng chí".encode(), "INTAKE-PLAIN-TEXT"),
        (b"\x89PNG\r\n\x1a\n", "INTAKE-IMAGE"),
        (bytes(range(256)), "INTAKE-NOT-DOCX"),
        (OLE2, "INTAKE-NOT-DOCX"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "INTAKE-LEGACY-DOC"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "INTAKE-ENCRYPTED"),
        (ole2("WordDocument", "1Table"), "INTAKE-LEGACY-DOC"),
        (ole2("EncryptionInfo", "EncryptedPackage"), "INTAKE-ENCRYPTED"),
        (ole2("Workbook"), "INTAKE-SPREADSHEET"),
        (ole2("Contents"), "INTAKE-NOT-DOCX"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "INTAKE-SPREADSHEET"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "INTAKE-PRESENTATION"),
        (zipped({"mimetype": b"application/vnd.oasis"}), "INTAKE-OPENDOCUMENT"),
        (zipped({"anh.png": b"x"}), "INTAKE-OTHER-ZIP"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, code: str) -> None:
    with pytest.raises(WrongMedia) as caught:
        word.guard(data)
    assert caught.value.code == code


@pytest.mark.parametrize("data", [b"", b"\0" * 4096])
def test_an_empty_file_is_named(data: bytes) -> None:
    assert code_of(data) == "INTAKE-EMPTY"


def test_a_truncated_file_is_named() -> None:
    assert code_of(procedure()[:-100]) == "INTAKE-TRUNCATED"
    assert code_of(b"PK\x03\x04") == "INTAKE-TRUNCATED"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "INTAKE-DOCM"),
        (WORD + "template.main+xml", "INTAKE-DOTX"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "INTAKE-DOCM"),
        ("application/xml", "INTAKE-MAIN-PART"),
    ],
)
def test_a_renamed_docm_or_template_is_named(kind: str, code: str) -> None:
    assert code_of(zipped(changed(types=types({"/word/document.xml": kind})))) == code


def test_a_workbook_with_the_name_of_a_document_is_named() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert code_of(zipped(changed(types=types({"/word/document.xml": kind})))) == (
        "INTAKE-SPREADSHEET"
    )


def test_no_main_part_and_two_main_parts_are_refused() -> None:
    assert codes_of(zipped(changed(rels=links()))) == {"INTAKE-MAIN-PART"}
    two = links(
        link("officeDocument", "word/document.xml"),
        link("officeDocument", "word/other.xml", id="rId2"),
    )
    files = changed(rels=two) | {"word/other.xml": document()}
    assert codes_of(zipped(files)) == {"INTAKE-MAIN-PART"}


def test_strict_open_xml_is_named() -> None:
    strict = document().replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert codes_of(zipped(changed(document=strict))) == {"INTAKE-STRICT"}


# What runs, fetches or hides


def test_macros_are_refused_even_with_a_docx_content_type() -> None:
    files = parts() | {"word/vbaProject.bin": OLE2}
    assert codes_of(zipped(files)) == {"INTAKE-MACRO"}


def test_a_macro_part_under_another_name_is_refused() -> None:
    kind = "application/vnd.ms-office.vbaProject"
    linked = link("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "data.dat")
    files = parts(paragraph("x"), linked, **{"/word/data.dat": kind}) | {"word/data.dat": b"x"}
    assert codes_of(zipped(files)) == {"INTAKE-MACRO"}


def test_an_ole_file_hidden_in_a_part_is_refused() -> None:
    files = parts() | {"word/media/image1.png": OLE2}
    assert codes_of(zipped(files)) == {"INTAKE-HIDDEN-OBJECT"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://127.0.0.1:9/x.png"),
        ("image", "file:///etc/hostname"),
        ("frame", "http://127.0.0.1/frame.html"),
        ("mailMergeSource", "file:///C:/data.csv"),
        ("hyperlink", "file:///C:/QT-01.docx"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "../QT-01.docx"),
        ("hyperlink", "\\\\server\\share\\QT-01.docx"),
        ("http://evil.example/hyperlink", "https://example.com"),
    ],
)
def test_what_leads_outside_is_refused_and_named(kind: str, target: str) -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(small(paragraph("x"), link(kind, target, external=True)))
    assert caught.value.code == "INTAKE-EXTERNAL-LINK"
    assert caught.value.parameters["target"] == target


@pytest.mark.parametrize(
    "target", ["https://chinhphu.vn/?a=1", "http://x.vn", "MAILTO:a@b.vn", "#Muc_1"]
)
def test_web_and_mail_links_stay(target: str) -> None:
    word.guard(small(paragraph("x"), link("hyperlink", target, external=True)))


def test_a_target_that_is_no_address_at_all_is_refused() -> None:
    data = small(paragraph("x"), link("hyperlink", "http://[::1", external=True))
    assert code_of(data) == "INTAKE-EXTERNAL-LINK"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("aFChunk", "INTAKE-ALT-CHUNK"),
        ("subDocument", "INTAKE-SUB-DOCUMENT"),
        ("control", "INTAKE-ACTIVE-CONTROL"),
    ],
)
def test_imported_and_active_content_is_refused(kind: str, code: str) -> None:
    data = zipped(parts(paragraph("x"), link(kind, "other.xml")) | {"word/other.xml": b"<a/>"})
    assert codes_of(data) == {code}


def test_the_elements_of_imported_content_are_refused_without_a_link() -> None:
    assert codes_of(small('<w:altChunk r:id="rId1"/>')) == {"INTAKE-ALT-CHUNK"}
    assert codes_of(small('<w:p><w:subDoc r:id="rId1"/></w:p>')) == {"INTAKE-SUB-DOCUMENT"}


@pytest.mark.parametrize(
    "body",
    [
        field(' INCLUDETEXT "C:\\\\x.docx" '),
        field(" INCLU", 'DEPICTURE "http://127.0.0.1/x.png" \\d'),
        field("ddeauto c:\\\\windows\\\\system32\\\\cmd.exe"),
        field('DDE "a" "b"'),
        '<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>',
        "<w:p><w:r><w:delInstrText>DDE a b</w:delInstrText></w:r></w:p>",
    ],
)
def test_fields_that_fetch_are_refused_however_they_are_split(body: str) -> None:
    assert codes_of(small(body)) == {"INTAKE-FIELD"}


def test_a_field_whose_keyword_is_computed_by_another_is_refused() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    inner = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    assert codes_of(small(f"<w:p>{begin}{inner}{end}</w:p>")) == {"INTAKE-FIELD"}


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Không dùng trường INCLUDETEXT hay DDEAUTO trong quy trình."),
        field(' TOC \\o "1-3" \\h '),
        field(" PAGE "),
        field(" REF includetext \\h "),
        field(" MACROBUTTON NoMacro [nhập tên] "),
    ],
)
def test_a_text_about_fields_and_harmless_fields_are_taken(body: str) -> None:
    word.guard(small(body))


def test_links_to_missing_parts_and_twin_links_are_refused() -> None:
    assert codes_of(small(paragraph("x"), link("image", "../NULL"))) == {"INTAKE-MISSING-PART"}
    web = link("hyperlink", "https://x.vn", external=True)
    assert codes_of(small(paragraph("x"), web, web)) == {"INTAKE-TWIN-LINKS"}


def test_a_linked_part_of_unknown_type_is_refused() -> None:
    data = zipped(parts(paragraph("x"), link("image", "a.xyz")) | {"word/a.xyz": b"1"})
    assert codes_of(data) == {"INTAKE-CONTENT-TYPE"}


def test_every_reason_is_told_at_once() -> None:
    data = zipped(
        parts(field("DDE a b"), link("image", "http://x/y.png", external=True))
        | {"word/vbaProject.bin": OLE2}
    )
    assert codes_of(data) == {"INTAKE-MACRO", "INTAKE-FIELD", "INTAKE-EXTERNAL-LINK"}


def test_a_name_from_the_file_cannot_turn_the_sentence_around() -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(small(paragraph("x"), link("image", "http://x/\u202egpj.exe", external=True)))
    assert "\u202e" not in str(caught.value.parameters["target"])
