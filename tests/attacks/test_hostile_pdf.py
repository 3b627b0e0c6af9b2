"""Word files that would make LibreOffice fetch or tell, and PDFs that would harm their reader."""

import http.server
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from qms import word
from qms.errors import Invalid, QmsError
from qms.word.rendition.converter import convert
from qms.word.rendition.pdf import TO_PDF
from tests.word.build import field, link, paragraph, parts, zipped
from tests.word.office import needs_office, saved_again
from tests.word.papers import pdf_file, with_writer, word_file, written

TEXT = "Quy trình kiểm soát tài liệu"
DOCX, PDF = word_file(TEXT), pdf_file(TEXT)


class _Listener(http.server.BaseHTTPRequestHandler):
    hits: list[str]

    def answer(self) -> None:
        self.hits.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()

    do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815 - http.server's names

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine and what was asked there."""
    hits: list[str] = []
    handler = type("Listener", (_Listener,), {"hits": hits})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[True, False], ids=["bubblewrap", "bare"])
def converter(request: pytest.FixtureRequest) -> word.Converter:
    found = word.find_converter(seconds=60)
    assert found is not None
    if request.param and not found.isolated:
        pytest.skip("bubblewrap does not work here")
    return replace(found, isolated=request.param)


def picture(target: str) -> bytes:
    """A document whose picture lies elsewhere."""
    a = "http://schemas.openxmlformats.org/drawingml/2006"
    body = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{a}/wordprocessingDrawing">'
        '<wp:extent cx="2000000" cy="2000000"/><wp:docPr id="1" name="p"/>'
        f'<a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/picture">'
        f'<pic:pic xmlns:pic="{a}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="2000000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>" + paragraph(TEXT)
    )
    return zipped(parts(body, link("image", target, external=True)))


def old_picture(target: str) -> bytes:
    shape = '<v:shape style="width:99pt;height:99pt"><v:imagedata r:id="rId1"/></v:shape>'
    body = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>" + paragraph(TEXT)
    return zipped(parts(body, link("image", target, external=True)))


def included(target: str) -> bytes:
    text = field(f' INCLUDETEXT "{target}" ') + field(f' INCLUDEPICTURE "{target}" \\d ')
    return zipped(parts(text + paragraph(TEXT)))


def template(target: str) -> bytes:
    files = parts(paragraph(TEXT), link("attachedTemplate", target, external=True))
    return zipped(files)


FETCHING = [picture, old_picture, included, template]


@pytest.mark.parametrize("make", FETCHING)
def test_a_file_that_fetches_never_reaches_libreoffice(make) -> None:
    with pytest.raises(QmsError) as caught:
        word.to_pdf(make("http://127.0.0.1:9/x.png"), word.Converter("/bin/false"))
    assert caught.value.code.startswith(("INTAKE-", "PDF-EMPTY"))
    if make is not template:
        assert caught.value.code.startswith("INTAKE-")


@needs_office
@pytest.mark.parametrize("make", FETCHING)
def test_nothing_is_fetched_even_if_one_got_through(make, converter, listener) -> None:
    """The guard is left out here: the profile alone, then the empty network, must hold."""
    address, hits = listener
    made = convert(make(f"{address}/x.png"), TO_PDF, converter)
    assert TEXT in word.pdf_text(made)
    time.sleep(0.3)
    assert hits == []


@needs_office
def test_libreoffice_as_it_comes_does_fetch(tmp_path: Path, listener) -> None:
    """Were this to end, the test above would prove nothing any more."""
    address, hits = listener
    saved_again(picture(f"{address}/x.png"), tmp_path)
    assert hits


@needs_office
@pytest.mark.parametrize("make", [picture, old_picture, included])
def test_no_file_of_the_server_is_told(make, converter, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (80, 80), (200, 30, 30)).save(secret)
    made = convert(make(secret.as_uri()), TO_PDF, converter)
    pages = PdfReader(BytesIO(made)).pages
    colours = {
        image.image.convert("RGB").getpixel((5, 5)) for page in pages for image in page.images
    }
    assert not any(red > 150 > green for red, green, _ in colours)


@needs_office
@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><img src='{address}/x.png'>Trang web</body></html>",
        b'{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/x.png"}}}} RTF}}',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "{address}/x.png">]><x>&y;</x>',
        b"plain words",
    ],
    ids=["html", "rtf", "xml", "text"],
)
def test_another_kind_of_file_is_not_loaded(data: bytes, converter, listener) -> None:
    address, hits = listener
    with pytest.raises(Invalid) as caught:
        convert(data.replace(b"{address}", address.encode()), TO_PDF, converter)
    assert caught.value.code == "PDF-EMPTY"
    assert hits == []


def refusal(pdf: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        word.check_author_pdf(pdf, DOCX)
    return caught.value.code


def scripted() -> bytes:
    """A PDF that runs a script when it is opened."""
    writer = with_writer(PDF)
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    made = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(made)
    return written(writer)


def test_a_script_under_a_disguised_name_is_found() -> None:
    """The table of places no longer fits either: a reader then looks for the objects itself."""
    plain = scripted()
    hidden = plain.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/J#53")
    assert refusal(plain) == refusal(hidden) == "PDF-JAVASCRIPT"


def test_a_script_whose_name_lies_elsewhere_is_found() -> None:
    writer = with_writer(PDF)
    kind = writer._add_object(NameObject("/Launch"))
    made = DictionaryObject({NameObject("/S"): kind, NameObject("/F"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = made
    assert refusal(written(writer)) == "PDF-ACTION"


def test_a_script_inside_packed_objects_is_found() -> None:
    packed = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
    ]
    places, body = b"", b""
    for number, one in enumerate(packed, start=1):
        places += b"%d %d " % (number, len(body))
        body += one + b" "
    stream = zlib.compress(places + body)
    head = b"<</Type/ObjStm/N 4/First %d/Length %d/Filter/FlateDecode>>" % (
        len(places),
        len(stream),
    )
    pdf = b"%PDF-1.5\n"
    at = len(pdf)
    pdf += b"5 0 obj\n" + head + b"stream\n" + stream + b"\nendstream\nendobj\n"
    start = len(pdf)
    rows = [(0, 0, 255), *((2, 5, number) for number in range(4)), (1, at, 0), (1, start, 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    head = b"<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>" % len(table)
    pdf += b"6 0 obj\n" + head + b"stream\n" + table + b"\nendstream\nendobj\n"
    assert refusal(pdf + b"startxref\n%d\n%%%%EOF" % start) == "PDF-JAVASCRIPT"


def test_an_annotation_deep_in_a_chain_of_actions_is_found() -> None:
    last = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")}
    )
    for _ in range(60):
        chain = DictionaryObject(
            {
                NameObject("/S"): NameObject("/URI"),
                NameObject("/URI"): TextStringObject("https://a"),
            }
        )
        chain[NameObject("/Next")] = last
        last = chain
    writer = with_writer(PDF)
    writer.root_object[NameObject("/OpenAction")] = last
    assert refusal(written(writer)) == "PDF-ACTION"


def test_a_page_tree_that_bites_its_tail_is_refused() -> None:
    writer = with_writer(PDF)
    pages = writer.root_object.raw_get("/Pages")
    kids = writer.root_object["/Pages"]["/Kids"]
    kids.append(pages)
    pdf = written(writer)
    assert _refused_or_harmless(pdf)


def test_a_bomb_of_compressed_pages_is_refused() -> None:
    writer = with_writer(PDF)
    bomb = StreamObject()
    bomb._data = zlib.compress(zlib.compress(b"0" * 300_000_000, 9), 9)
    filters = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])
    bomb[NameObject("/Filter")] = filters
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb)
    assert refusal(written(writer)) in {"PDF-DAMAGED", "PDF-TEXT-MISSING"}


def test_a_page_count_that_lies_makes_no_pages() -> None:
    writer = with_writer(PDF)
    writer.root_object["/Pages"][NameObject("/Count")] = NumberObject(2_000_000_000)
    assert _refused_or_harmless(written(writer))


def test_random_damage_never_crashes_the_check() -> None:
    chance = Random(30)
    for _ in range(12):
        wounded = bytearray(PDF)
        for _ in range(20):
            wounded[chance.randrange(9, len(PDF) - 8)] = chance.randrange(256)
        assert _refused_or_harmless(bytes(wounded))


def _refused_or_harmless(pdf: bytes) -> bool:
    try:
        return word.check_author_pdf(pdf, DOCX).pages == 1
    except Invalid as refused:
        return refused.code.startswith("PDF-")
