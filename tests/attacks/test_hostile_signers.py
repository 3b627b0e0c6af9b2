"""A signer who is the attacker: what his own tool may do to the PDF, and what it may not."""

from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from qms.signing.cades import KeySigner
from tests.attacks.signed import (
    NOW,
    frozen,
    page_of,
    signed,
    stream,
    update,
    world,
)
from tests.attacks.wronging import AUTHOR, annotate, codes, dictionary, numbers, refused

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
