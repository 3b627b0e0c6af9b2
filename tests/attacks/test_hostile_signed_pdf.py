"""Signed PDFs somebody wronged: each is refused, by the name of what was done to it.

The samples are made here, after the published attacks (incremental saving, signature wrapping,
universal forgery, shadow and certification attacks: pdf-insecurity.org) and signatures.md.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from qms.signing import pdf as signed_pdf
from qms.signing.cades import KeySigner
from qms.signing.judging import Against
from qms.signing.pdf import PdfResult, checking
from tests.attacks.signed import (
    HOUR,
    NOW,
    PLACES,
    TEXT,
    Papers,
    archived,
    frozen,
    frozen_of,
    page_of,
    signed,
    stream,
    update,
    world,
)
from tests.word.papers import pdf_file, with_writer, written

AUTHOR = ("author",)
Change = Callable[[IncrementalPdfFileWriter], None]


def codes(result: PdfResult) -> set[str]:
    found = set(result.reasons)
    for one in result.signatures:
        found |= set(one.reasons)
    return found


def refused(data: bytes, code: str, **changes: Any) -> None:
    """By this code, and never taken for good."""
    result = world().judge_pdf(data, **changes)
    assert not result.ok
    assert code in codes(result), codes(result)


def dictionary(**entries: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): one for name, one in entries.items()})


def numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject([generic.FloatObject(one) for one in values])


# what is honest


def test_three_signatures_in_order_are_each_good_and_cover_what_they_have_to() -> None:
    result = world().judge_pdf(signed())
    assert result.ok
    assert [one.field for one in result.signatures] == ["author", "reviewer-1", "approver"]
    assert [one.coverage for one in result.signatures] == ["revision", "revision", "file"]
    assert [one.certifies for one in result.signatures] == [True, False, False]
    assert [one.statement_sha256[0] for one in result.signatures] == ["a", "b", "c"]
    assert {one.name for one in result.signatures} == {"Nguyễn Thị Hồng"}
    assert all(one.time is not None and one.time.internal for one in result.signatures)


def test_an_archived_pdf_says_until_when_it_can_be_checked() -> None:
    result = world().judge_pdf(archived())
    assert result.ok
    assert result.archive
    assert {one.level.value for one in result.signatures} == {"LTA"}
    assert result.ends_at == NOW + timedelta(days=5 * 365 + 1)


def test_without_a_time_stamp_the_signature_is_good_and_the_time_only_claimed() -> None:
    data = world().sign_field(frozen(), "author", stamped=False)
    (one,) = world().judge_pdf(data).signatures
    assert one.ok
    assert one.level.value == "B"
    assert one.notes == ("TIME-CLAIMED-ONLY",)
    assert one.signed_at == NOW


def test_a_document_time_stamp_gives_the_time_that_was_missing() -> None:
    bare = world().sign_field(frozen(), "author", stamped=False)
    (one,) = world().judge_pdf(world().archive(bare, NOW + timedelta(minutes=5))).signatures
    assert one.time is not None
    assert one.time.moment == NOW + timedelta(minutes=5)
    assert one.level.value == "LTA"


# bytes


def test_page_content_swapped_by_an_update_is_refused() -> None:
    def swap(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page["/Contents"] = writer.add_object(stream(b"BT /F1 20 Tf (No) Tj ET"))
        writer.mark_update(page.container_ref)

    refused(update(signed(), swap), "SIGNED-PDF-CHANGED")
    refused(update(signed(), swap), "SIGNED-PDF-CHANGED", expected=None)


def test_the_stream_of_a_page_replaced_in_place_is_refused() -> None:
    def replace_stream(writer: IncrementalPdfFileWriter) -> None:
        contents = page_of(writer).raw_get("/Contents")
        first = contents if isinstance(contents, generic.IndirectObject) else contents.raw_get(0)
        held = first.get_object()
        held._data, held._encoded_data = b"BT (No) Tj ET", None
        writer.mark_update(first)

    refused(update(signed(), replace_stream), "SIGNED-PDF-CHANGED")


def annotate(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    note = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/FreeText"),
        Rect=numbers(50, 600, 500, 800),
        Contents=generic.TextStringObject("Không phê duyệt"),
        DA=generic.TextStringObject("/Helv 24 Tf"),
    )
    annotations = page["/Annots"] if "/Annots" in page else generic.ArrayObject()
    page["/Annots"] = generic.ArrayObject([*annotations, writer.add_object(note)])
    writer.mark_update(page.container_ref)


def test_a_note_laid_over_the_page_is_refused() -> None:
    refused(update(signed(), annotate), "SIGNED-PDF-CHANGED")


@pytest.mark.parametrize("tail", [b"\n", b"garbage", b"\n% hi\n%%EOF\n", b"PK\x05\x06" + bytes(18)])
def test_bytes_behind_the_last_signature_are_refused(tail: bytes) -> None:
    result = world().judge_pdf(signed() + tail)
    assert not result.ok


@pytest.mark.parametrize("data", [signed, archived])
def test_an_update_nobody_signed_is_refused_though_it_changes_nothing(
    data: Callable[[], bytes],
) -> None:
    def touch(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(dictionary(Title=generic.TextStringObject("Tên khác")))

    refused(update(data(), touch), "SIGNED-PDF-TAIL")


def test_a_cut_file_is_never_good() -> None:
    data = signed()
    for length in range(0, len(data), 7919):
        assert not world().judge_pdf(data[:length]).ok, length
    for missing in range(1, 40):
        assert not world().judge_pdf(data[:-missing]).ok, missing


def test_one_changed_byte_is_found_wherever_it_is() -> None:
    data = signed()
    places = {*range(0, len(data), 16001), *_signature_places(data), len(data) - 3}
    for place in sorted(places):
        changed = bytearray(data)
        changed[place] ^= 0x01
        assert not world().judge_pdf(bytes(changed)).ok, place


def _signature_places(data: bytes) -> list[int]:
    """In each signature: its byte range, and the first and a later digit."""
    found = []
    for one in re.finditer(rb"/ByteRange \[|/Contents <", data):
        found += [one.end() + 2, one.end() + 300]
    return found


def test_an_earlier_state_is_not_the_one_that_was_stored() -> None:
    earlier = signed(("author", "reviewer-1"))
    assert world().judge_pdf(earlier).ok
    refused(earlier, "SIGNED-PDF-OTHER-BYTES", expected=[frozen_of(), frozen_of(signed())])


def test_a_pdf_that_begins_with_other_bytes_is_refused() -> None:
    other = signed_pdf.with_fields(pdf_file(TEXT, "Một dòng khác", pages=2), PLACES)
    refused(world().sign_field(other, "author"), "SIGNED-PDF-OTHER-BYTES")


def test_something_before_the_head_of_the_pdf_is_refused() -> None:
    refused(b"GIF89a" + signed(), "SIGNED-PDF-UNREADABLE")


# byte ranges and wrapping


def with_range(data: bytes, change: Callable[[list[int]], list[int]]) -> bytes:
    """The last byte range rewritten, in the same room."""
    found = list(re.finditer(rb"/ByteRange \[([0-9 ]+)\]", data))[-1]
    new = " ".join(map(str, change([int(one) for one in found.group(1).split()]))).encode()
    room = len(found.group(1))
    assert len(new) <= room
    return data[: found.start(1)] + new.ljust(room) + data[found.end(1) :]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: [one[0], one[1], one[2], one[3] - 40],
        lambda one: [one[0], one[1] - 200, one[2], one[3]],
        lambda one: [9, one[1] - 9, one[2], one[3]],
        lambda one: [one[0], one[1], one[2] + 50, one[3] - 50],
        lambda one: [0, 0, 0, 0],
        lambda one: [one[0], one[1], one[2], 999],
        lambda one: [one[0], one[1], one[2]],
        lambda _one: [-5, 1, 2, 3],
    ],
)
def test_a_byte_range_that_leaves_something_out_is_refused(
    change: Callable[[list[int]], list[int]],
) -> None:
    assert not world().judge_pdf(with_range(signed(), change)).ok


def sign_ranged(ranged: Callable[[bytes], bytes]) -> bytes:
    """A signature made over a range of the attacker's choosing, by a person of the house."""
    honest = world().sign_field(frozen(), "author", stamped=False)
    moved = ranged(honest)
    span = [int(one) for one in re.findall(rb"/ByteRange \[([0-9 ]+)\]", moved)[-1].split()]
    covered = moved[span[0] : span[0] + span[1]] + moved[span[2] : span[2] + span[3]]
    signer = KeySigner(world().people["author"].key, world().people["author"].der, world().chain)
    import hashlib

    from qms.signing.cades import run

    made = run(signer.async_sign(hashlib.sha256(covered).digest(), "sha256", use_pades=True)).dump()
    gap = honest.rindex(b"/Contents <") + len(b"/Contents <")
    room = honest.index(b">", gap) - gap
    return moved[:gap] + made.hex().encode().ljust(room, b"0") + moved[gap + room :]


def test_a_rightly_signed_range_that_leaves_the_end_out_is_refused() -> None:
    short = sign_ranged(lambda data: with_range(data, lambda one: [*one[:3], one[3] - 30]))
    (one,) = world().judge_pdf(short).signatures
    assert one.intact
    assert not one.ok
    assert "SIGNED-PDF-RANGE" in one.reasons


def test_a_rightly_signed_range_with_a_wider_gap_is_refused() -> None:
    """Signature wrapping: room beside the signature that nobody signed."""
    wide = sign_ranged(
        lambda data: with_range(data, lambda one: [0, one[1], one[2] + 9, one[3] - 9])
    )
    refused(wide, "SIGNED-PDF-RANGE")


# the signature itself


def with_cms(data: bytes, change: Callable[[cms.ContentInfo], bytes | None]) -> bytes:
    """The last signature rewritten, in the same room."""
    start = data.rindex(b"/Contents <") + len(b"/Contents <")
    end = data.index(b">", start)
    outer = cms.ContentInfo.load(bytes.fromhex(data[start:end].decode()))
    new = change(outer) or outer.dump()  # forced, asn1crypto takes minutes
    return data[:start] + new.hex().encode().ljust(end - start, b"0") + data[end:]


def test_two_signers_in_one_signature_are_refused() -> None:
    def twice(outer: cms.ContentInfo) -> None:
        infos = list(outer["content"]["signer_infos"])
        outer["content"]["signer_infos"] = [*infos, infos[0]]

    result = world().judge_pdf(with_cms(signed(AUTHOR), twice))
    assert not result.ok


def test_content_inside_the_signature_is_refused() -> None:
    def inside(outer: cms.ContentInfo) -> None:
        outer["content"]["encap_content_info"] = {"content_type": "data", "content": b"x"}

    refused(with_cms(signed(AUTHOR), inside), "CMS-NOT-DETACHED")


def test_something_unsigned_beside_the_signature_is_refused() -> None:
    def beside(outer: cms.ContentInfo) -> None:
        info = outer["content"]["signer_infos"][0]
        info["unsigned_attrs"] = [{"type": "signing_time", "values": [cms.Time({"utc_time": NOW})]}]

    refused(with_cms(signed(AUTHOR), beside), "CMS-UNEXPECTED-PART")


def test_bytes_hidden_in_the_padding_are_refused() -> None:
    data = signed(AUTHOR)
    end = data.index(b">", data.rindex(b"/Contents <"))
    hidden = data[: end - 8] + b"deadbeef" + data[end:]
    refused(hidden, "CMS-NOT-DER")


def test_the_time_stamp_of_another_signature_is_refused() -> None:
    def other(outer: cms.ContentInfo) -> None:
        token = cms.ContentInfo.load(world().stamp(b"\0" * 32, NOW))
        info = outer["content"]["signer_infos"][0]
        info["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [token]}]

    refused(with_cms(signed(AUTHOR), other), "TIMESTAMP-WRONG")


@pytest.mark.parametrize("contents", [b"", b"\x30", b"\x30\x80\x00\x00", b"\x00" * 50])
def test_a_signature_of_nothing_is_refused(contents: bytes) -> None:
    assert not world().judge_pdf(with_cms(signed(), lambda _outer: contents or b"\x00")).ok


def test_a_signature_moved_from_another_pdf_is_refused() -> None:
    other = signed_pdf.with_fields(pdf_file(TEXT, "Khác", pages=2), PLACES)
    made = world().sign_field(other, "author")
    refused(
        with_cms(signed(AUTHOR), lambda _outer: signed_pdf.cms_of(made, "author")),
        "CONTENT-CHANGED",
    )


def test_two_fields_that_share_one_signature_are_refused() -> None:
    def share(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        reference = fields.raw_get(1)
        reference.get_object()["/V"] = fields.raw_get(0).get_object().raw_get("/V")
        writer.mark_update(reference)

    assert not world().judge_pdf(update(signed(AUTHOR), share)).ok


@pytest.mark.parametrize("subfilter", ["/adbe.x509.rsa_sha1", "/adbe.pkcs7.sha1", "/Nonsense"])
def test_another_kind_of_signature_is_not_passed_over(subfilter: str) -> None:
    old = b"/SubFilter /ETSI.CAdES.detached"
    data = signed(AUTHOR)
    new = f"/SubFilter {subfilter}".encode().ljust(len(old))
    assert data.count(old) == 1
    refused(data.replace(old, new), "SIGNED-PDF-SUBFILTER")


# what a signer's own tool may do, and may not


def test_content_changed_before_signing_is_refused_though_the_signature_covers_it() -> None:
    """The signer may be the attacker: what he signs must be what was frozen."""

    def swap(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page["/Contents"] = writer.add_object(stream(b"BT (No) Tj ET"))
        writer.mark_update(page.container_ref)

    data = world().sign_field(update(frozen(), swap), "author")
    assert world().judge_pdf(data, expected=None).ok
    refused(data, "SIGNED-PDF-CHANGED")


def test_a_note_added_between_two_signatures_is_refused() -> None:
    data = update(signed(AUTHOR), annotate)
    refused(world().sign_field(data, "reviewer-1"), "SIGNED-PDF-CHANGED")


def redraw(writer: IncrementalPdfFileWriter) -> None:
    """The author's picture replaced by another person's."""
    reference = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    look = stream(b"BT (Ky thay) Tj ET")
    look[pdf_name("/Type")], look[pdf_name("/Subtype")] = pdf_name("/XObject"), pdf_name("/Form")
    look[pdf_name("/BBox")] = numbers(0, 0, 140, 80)
    reference.get_object()["/AP"] = dictionary(N=writer.add_object(look))
    writer.mark_update(reference)


def test_the_look_of_a_signature_replaced_by_the_next_signer_is_refused() -> None:
    data = update(signed(AUTHOR), redraw)
    refused(world().sign_field(data, "reviewer-1"), "SIGNED-PDF-CHANGED")


def move(writer: IncrementalPdfFileWriter) -> None:
    reference = writer.root["/AcroForm"]["/Fields"].raw_get(1)
    reference.get_object()["/Rect"] = numbers(60, 300, 520, 800)
    writer.mark_update(reference)


def test_a_place_moved_over_the_text_before_signing_is_refused() -> None:
    data = update(signed(AUTHOR), move)
    refused(world().sign_field(data, "reviewer-1"), "SIGNED-PDF-CHANGED")


def own_field(
    data: bytes, box: tuple[float, float, float, float], *, page: int = 0, **options: Any
) -> bytes:
    """Signed as many tools do: with a new field of their own."""
    person = world().people["reviewer-1"]
    said = PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        reason=f"Ky [{'b' * 64}]",
        subfilter=SigSeedSubFilter.PADES,
        **options,
    )
    signer = PdfSigner(
        said,
        KeySigner(person.key, person.der, world().chain),
        timestamper=world().clock(NOW),
        new_field_spec=SigFieldSpec("Signature1", on_page=page, box=box),
    )
    writer = IncrementalPdfFileWriter(BytesIO(data))
    session = signer.init_signing_session(writer)
    session.system_time = NOW
    return bytes(_finish(signer, session).getbuffer())


def _finish(signer: PdfSigner, session: Any) -> Any:
    from qms.signing.cades import run

    document = session.prepare_tbs_document(None, 16384)
    digest, output = document.digest_tbs_document()
    made = run(
        signer.signer.async_sign(
            digest.document_digest,
            "sha256",
            use_pades=True,
            timestamper=signer.default_timestamper,
        )
    )
    document.cms_writer.send(made)
    return output


def test_a_tools_own_field_inside_the_prepared_place_is_taken_as_that_place() -> None:
    result = world().judge_pdf(own_field(signed(AUTHOR), (225, 105, 355, 175)))
    assert result.ok, codes(result)
    assert [(one.field, one.slot) for one in result.signatures] == [
        ("author", "author"),
        ("Signature1", "reviewer-1"),
    ]


def test_an_invisible_field_of_a_tool_is_taken() -> None:
    result = world().judge_pdf(own_field(signed(AUTHOR), (0, 0, 0, 0)))
    assert result.ok, codes(result)


@pytest.mark.parametrize(
    ("box", "page"),
    [
        ((50, 600, 500, 800), 0),  # over the text: a sneaky signature
        ((225, 105, 355, 175), 1),  # the right place on the wrong page
        ((65, 105, 195, 175), 0),  # over the signature of somebody else
        ((225, 105, 500, 175), 0),  # from one place into the next
    ],
)
def test_a_tools_own_field_anywhere_else_is_refused(
    box: tuple[float, float, float, float], page: int
) -> None:
    refused(own_field(signed(AUTHOR), box, page=page), "SIGNED-PDF-OUTSIDE-PLACE")


def test_a_second_field_in_a_place_already_taken_is_refused() -> None:
    data = own_field(signed(AUTHOR), (225, 105, 355, 175))
    refused(world().sign_field(data, "reviewer-1"), "SIGNED-PDF-OUTSIDE-PLACE")


# certification attacks


def certified(permission: MDPPerm) -> bytes:
    return own_field(frozen(), (65, 105, 195, 175), certify=True, docmdp_permissions=permission)


def test_a_certification_that_allows_annotations_is_refused() -> None:
    """Evil annotation: P3 lets anybody draw over what was certified."""
    refused(certified(MDPPerm.ANNOTATE), "SIGNED-PDF-PERMISSIONS")
    refused(update(certified(MDPPerm.ANNOTATE), annotate), "SIGNED-PDF-PERMISSIONS")


def test_a_certification_that_allows_signing_is_taken() -> None:
    assert world().judge_pdf(certified(MDPPerm.FILL_FORMS)).ok


def test_only_the_first_signature_may_certify() -> None:
    def claim(writer: IncrementalPdfFileWriter) -> None:
        second = writer.root["/AcroForm"]["/Fields"].raw_get(1).get_object()
        writer.root["/Perms"] = dictionary(DocMDP=second.raw_get("/V"))
        writer.update_root()

    data = update(signed(("author", "reviewer-1")), claim)
    assert not world().judge_pdf(world().sign_field(data, "approver")).ok


def test_usage_rights_in_the_catalog_are_refused() -> None:
    def rights(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/Perms"] = dictionary(UR3=writer.add_object(dictionary()))
        writer.update_root()

    refused(world().sign_field(update(frozen(), rights), "author"), "SIGNED-PDF-PERMISSIONS")


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


# malformed and oversized


def test_an_unsigned_pdf_and_rubbish_get_an_answer() -> None:
    refused(frozen(), "SIGNED-PDF-UNSIGNED")
    for rubbish in (b"", b"%PDF-", b"%PDF-1.7\n" + b"<<" * 5000, bytes(5000), b"PK\x03\x04"):
        assert not world().judge_pdf(rubbish, expected=None).ok


def test_a_pdf_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_BYTES", len(signed()) - 1)
    refused(signed(), "SIGNED-PDF-TOO-LARGE")


def test_a_hundred_updates_are_too_many() -> None:
    data = signed(AUTHOR)
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    for _ in range(101):
        table = len(data)
        data += b"xref\n0 0\ntrailer\n<</Size 99/Root 1 0 R/Prev %d>>\n" % start
        data += b"startxref\n%d\n%%%%EOF\n" % table
        start = table
    assert not world().judge_pdf(data).ok


def test_tables_that_point_at_each_other_end() -> None:
    data = signed(AUTHOR)
    table = len(data)
    data += b"xref\n0 0\ntrailer\n<</Size 99/Root 1 0 R/Prev %d>>\n" % table
    data += b"startxref\n%d\n%%%%EOF\n" % table
    assert not world().judge_pdf(data).ok


def test_a_bomb_in_a_stream_of_objects_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(400 * 1024 * 1024), 1)
    head = b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\n"
    data = head % len(packed) + b"stream\n" + packed + b"\nendstream\nendobj\n"
    rows = b"\x00\x00\x00\xff" + b"\x01\x00\x09\x00" + b"\x02\x00\x01\x00"
    table = len(data)
    data += b"3 0 obj\n<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length 12>>\nstream\n" + rows
    data += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table
    assert not world().judge_pdf(data, expected=None).ok


def test_an_encrypted_pdf_is_refused() -> None:
    writer = with_writer(pdf_file(TEXT))
    writer.encrypt("", "chu")
    refused(written(writer), "SIGNED-PDF-ENCRYPTED", expected=None)


def test_an_upload_is_judged_in_a_process_of_its_own_with_the_same_answer() -> None:
    against = Against(world().roots, NOW + HOUR, world().register())
    apart = signed_pdf.check_apart(signed(), against, expected=[frozen_of()])
    assert apart == world().judge_pdf(signed())


def test_a_judgement_that_takes_too_long_is_a_refusal() -> None:
    against = Against(world().roots, NOW + HOUR, world().register())
    assert signed_pdf.check_apart(signed(), against, seconds=0.01).reasons == (
        "SIGNED-PDF-TOO-SLOW",
    )


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1), new=st.binary(max_size=30), cut=st.integers(0, 40))
def test_no_rewriting_of_a_signed_pdf_is_taken_or_raises(
    place: float, new: bytes, cut: int
) -> None:
    data = signed(AUTHOR)
    start = int(place * len(data))
    changed = data[:start] + new + data[start + cut :]
    assert world().judge_pdf(changed).ok is (changed == data)


def test_five_years_later_after_expiry_and_a_later_revocation_it_stands() -> None:
    at = NOW + timedelta(days=5 * 365 - 30)
    later = world().register(author={"revoked_at": NOW + timedelta(days=100)})
    result = world().judge_pdf(archived(), at=at, certificates=later)
    assert result.ok, codes(result)
    assert "CERTIFICATE-REVOKED-AFTER" in result.signatures[0].notes
    assert all("CERTIFICATE-EXPIRED-SINCE" in one.notes for one in result.signatures)


def test_a_compromise_dated_before_the_signature_ends_it_even_in_the_archive() -> None:
    since = {"revoked_at": NOW + timedelta(days=100), "invalidity_at": NOW - HOUR}
    result = world().judge_pdf(
        archived(), at=NOW + timedelta(days=1000), certificates=world().register(author=since)
    )
    assert [one.ok for one in result.signatures] == [False, True, True]


def test_the_archive_renewed_by_a_later_authority_lasts_longer() -> None:
    later = Papers()
    later.root, later.issuing = world().root, world().issuing
    later.tsa = later.stamping(NOW + timedelta(days=4 * 365))
    renewed = later.archive(archived(), NOW + timedelta(days=4 * 365 + 1))
    result = world().judge_pdf(renewed, at=NOW + timedelta(days=8 * 365))
    assert result.ok, codes(result)
    assert result.archive
    assert result.ends_at is not None
    assert result.ends_at > NOW + timedelta(days=8 * 365)
    assert result.signatures[0].time is not None
    assert result.signatures[0].time.moment == NOW


# certificates


def test_a_revocation_before_signing_is_found_and_a_later_one_does_no_harm() -> None:
    before = world().register(author={"revoked_at": NOW - HOUR})
    after = world().register(author={"revoked_at": NOW + HOUR})
    refused(signed(AUTHOR), "CERTIFICATE-REVOKED-BEFORE", certificates=before)
    (one,) = world().judge_pdf(signed(AUTHOR), certificates=after).signatures
    assert one.ok
    assert "CERTIFICATE-REVOKED-AFTER" in one.notes


def test_a_signer_nobody_registered_is_refused() -> None:
    refused(signed(AUTHOR), "CERTIFICATE-NOT-REGISTERED", certificates={})


def test_an_unknown_authority_is_refused_by_its_name() -> None:
    result = world().judge_pdf(signed(AUTHOR), roots=replace(world()).roots)
    (one,) = result.signatures
    assert "CHAIN-NOT-TRUSTED" in one.reasons
    assert "QMS Root CA" in one.parameters["issuer"]
