"""Every hostile or broken Word file is refused with its own code, before any parser sees it."""

import io
import struct
import zipfile
import zlib

import pytest

from qms import word
from qms.errors import TooLarge
from tests.word.build import (
    HEAD,
    document,
    paragraph,
    parts,
    small,
    types,
    zipped,
)
from tests.word.judge import changed, code_of, codes_of

BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
DTDS = {
    "general entity": '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "external dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    "billion laughs": BILLION_LAUGHS,
    "bare doctype": "<!DOCTYPE x>",
}


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
