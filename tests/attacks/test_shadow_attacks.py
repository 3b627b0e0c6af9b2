"""PDFs prepared before anybody signs, to show another thing after (pdf-insecurity.org)."""

from functools import cache
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from qms.signing import pdf as signed_pdf
from tests.attacks.signed import (
    PLACES,
    TEXT,
    frozen,
    frozen_of,
    page_of,
    stream,
    update,
    world,
)
from tests.attacks.wronging import Change, dictionary, numbers, refused
from tests.word.papers import pdf_file, with_writer, written

# shadow attacks: prepared before anybody signs


@cache
def prepared(kind: str) -> bytes:
    """A PDF an attacker brings to be signed, with more in it than is seen."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = with_writer(pdf_file(TEXT, pages=2))
    page = writer.pages[0]
    if kind == "hide":
        cover = DecodedStreamObject()
        cover.set_data(b"1 1 1 rg 0 0 600 850 re f")
        cover.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
            }
        )
        page["/Resources"][NameObject("/XObject")] = DictionaryObject(
            {NameObject("/Cover"): writer._add_object(cover)}
        )
    if kind == "replace":
        writer._root_object[NameObject("/Hidden")] = writer._add_object(
            DictionaryObject({NameObject("/Kids"): page["/Parent"]})
        )
    return signed_pdf.with_fields(written(writer), PLACES)


def reveal(writer: IncrementalPdfFileWriter) -> None:
    """Hide: the form that covers the page is emptied after signing."""
    cover = page_of(writer)["/Resources"]["/XObject"].raw_get("/Cover")
    held = cover.get_object()
    held._data, held._encoded_data = b"", None
    writer.mark_update(cover)


def other_font(writer: IncrementalPdfFileWriter) -> None:
    """Replace: the same codes, other letters."""
    fonts = page_of(writer)["/Resources"]["/Font"]
    name = next(iter(fonts))
    fonts[name] = writer.add_object(
        dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Symbol"))
    )
    writer.mark_update(fonts.container_ref or page_of(writer).container_ref)


def other_pages(writer: IncrementalPdfFileWriter) -> None:
    """Hide and replace: the catalog turns to a second tree of pages."""
    page = dictionary(Type=pdf_name("/Page"), MediaBox=numbers(0, 0, 595, 842))
    pages = dictionary(Type=pdf_name("/Pages"), Count=generic.NumberObject(1))
    reference = writer.add_object(pages)
    page[pdf_name("/Parent")] = reference
    pages[pdf_name("/Kids")] = generic.ArrayObject([writer.add_object(page)])
    writer.root["/Pages"] = reference
    writer.update_root()


@pytest.mark.parametrize(
    ("kind", "change"), [("hide", reveal), ("replace", other_font), ("replace", other_pages)]
)
@pytest.mark.parametrize("then", ["unsigned", "signed again"])
def test_what_was_hidden_before_signing_cannot_be_shown_after(
    kind: str, change: Change, then: str
) -> None:
    data = update(world().sign_field(prepared(kind), "author", certify=True), change)
    if then == "signed again":
        data = world().sign_field(data, "reviewer-1")
    refused(data, "SIGNED-PDF-CHANGED", expected=[frozen_of(prepared(kind))])
    refused(data, "SIGNED-PDF-CHANGED", expected=None)


def put_in_root(key: str, value: Any) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[key] = value(writer) if callable(value) else value
        writer.update_root()

    return change


def text_field(writer: IncrementalPdfFileWriter) -> None:
    field = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=generic.TextStringObject("gia"),
        V=generic.TextStringObject("1.000"),
        Rect=numbers(60, 500, 200, 520),
    )
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], writer.add_object(field)])
    writer.update_container(form)


def indirect_type(writer: IncrementalPdfFileWriter) -> None:
    """The same, with the kind of the field written as an object of its own."""
    field = dictionary(FT=writer.add_object(pdf_name("/Tx")), T=generic.TextStringObject("gia"))
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], writer.add_object(field)])
    writer.update_container(form)


def elsewhere(writer: IncrementalPdfFileWriter) -> None:
    held = stream(b"")
    held[pdf_name("/F")] = generic.TextStringObject("http://example.org/page")
    page = page_of(writer)
    page["/Contents"] = writer.add_object(held)
    writer.mark_update(page.container_ref)


SCRIPT = dictionary(S=pdf_name("/JavaScript"), JS=generic.TextStringObject("app.alert(1)"))
LAYERS = dictionary(OCGs=generic.ArrayObject())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put_in_root("/OpenAction", SCRIPT), "SIGNED-PDF-ACTIVE"),
        (put_in_root("/OpenAction", dictionary(S=pdf_name("/Launch"))), "SIGNED-PDF-ACTIVE"),
        (put_in_root("/AA", dictionary()), "SIGNED-PDF-ACTIVE"),
        (put_in_root("/OCProperties", LAYERS), "SIGNED-PDF-LAYERS"),
        (put_in_root("/Collection", dictionary()), "SIGNED-PDF-FILES"),
        (
            put_in_root("/Names", lambda w: w.add_object(dictionary(EmbeddedFiles=dictionary()))),
            "SIGNED-PDF-FILES",
        ),
        (put_in_root("/X", dictionary(XFA=generic.ArrayObject())), "SIGNED-PDF-ACTIVE"),
        (text_field, "SIGNED-PDF-OTHER-FIELDS"),
        (indirect_type, "SIGNED-PDF-OTHER-FIELDS"),
        (elsewhere, "SIGNED-PDF-ELSEWHERE"),
    ],
)
def test_what_shows_one_thing_now_and_another_later_is_refused_at_once(
    change: Change, code: str
) -> None:
    wronged = update(frozen(), change)
    data = world().sign_field(wronged, "author")
    refused(data, code, expected=[frozen_of(wronged)])
    refused(data, code, expected=None)


def test_a_script_replaced_by_a_later_update_is_still_found() -> None:
    wronged = update(frozen(), put_in_root("/OpenAction", SCRIPT))
    cleaned = update(wronged, put_in_root("/OpenAction", generic.NullObject()))
    refused(world().sign_field(cleaned, "author"), "SIGNED-PDF-ACTIVE", expected=None)
