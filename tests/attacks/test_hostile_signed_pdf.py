"""Signed PDFs whose bytes or signatures somebody wronged: each is refused.

The samples are made here, after the published attacks: incremental saving, signature wrapping and
universal forgery (pdf-insecurity.org).
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from qms.signing import pdf as signed_pdf
from qms.signing.cades import KeySigner
from tests.attacks.signed import (
    NOW,
    PLACES,
    TEXT,
    archived,
    frozen,
    frozen_of,
    page_of,
    signed,
    stream,
    update,
    world,
)
from tests.attacks.wronging import AUTHOR, annotate, dictionary, refused
from tests.word.papers import pdf_file

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
