"""The answer about a file as page, API and command tell it: flat frozen values, codes, no words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qms.proofs.acts.check import BUNDLE_KIND, FILE_KIND, PDF_KIND, UNSIGNED, Answer
from qms.proofs.queries.known import Known
from qms.signing import SignatureResult, bundle

if TYPE_CHECKING:
    from qms.signing.pdf.verdict import PdfSignature

NOT_KNOWN = "FILE-NOT-KNOWN"
NOT_SIGNED = "FILE-WITHOUT-SIGNATURE"


@dataclass(frozen=True, slots=True)
class ToldFault:
    """One thing that is wrong, the entry of the bundle it concerns, and the codes behind it."""

    code: str
    entry: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldSignature:
    """One signature with the separate answers about it."""

    place: str  # entry of the bundle or field of the PDF
    who: str
    role: str
    meaning: str
    document: str
    claimed_at: datetime | None
    stamped_at: datetime | None
    internal: bool  # the time-stamp is of the installation's own authority
    level: str
    coverage: str
    ok: bool
    intact: bool
    valid: bool
    trusted: bool
    revoked: str
    logged: bool
    files_here: bool  # the files it signs lie beside it, byte for byte
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldBundle:
    """What a bundle says of itself; to be believed where the whole answer is `ok`."""

    system: str
    demo: bool
    organisation: str
    made_at: datetime
    sealed_at: datetime | None
    sealed_by: str
    root_sha256: str
    kind: str
    code: str
    title: str
    first: str
    last: str
    files: int
    pdfs: int
    checkpoint_at: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """The whole answer; `kind` is bundle, pdf or file."""

    kind: str
    name: str
    sha256: str
    size: int
    ok: bool
    faults: tuple[ToldFault, ...]
    notes: tuple[str, ...]
    signatures: tuple[ToldSignature, ...]
    bundle: ToldBundle | None
    known: tuple[Known, ...]


def tell(answer: Answer, name: str) -> Told:
    """The flat answer about the file of this name."""
    makers: dict[str, Any] = {BUNDLE_KIND: _bundle, PDF_KIND: _pdf, FILE_KIND: _file}
    faults, notes, signatures, about = makers[answer.kind](answer)
    return Told(
        kind=answer.kind,
        name=name,
        sha256=answer.sha256,
        size=answer.size,
        ok=answer.ok,
        faults=tuple(faults),
        notes=tuple(notes),
        signatures=tuple(signatures),
        bundle=about,
        known=answer.known,
    )


Parts = tuple[Iterable[ToldFault], Iterable[str], Iterable[ToldSignature], ToldBundle | None]


def _bundle(answer: Answer) -> Parts:
    verdict = answer.bundle
    assert verdict is not None  # noqa: S101 - a bundle has a verdict
    faults = [ToldFault(one.code, one.entry, one.reasons) for one in verdict.faults]
    told = [
        _signature(
            f"statements/{one.stem}",
            one.result,
            logged=one.logged,
            beside=[fault.code for fault in faults if fault.entry == f"statements/{one.stem}.json"],
        )
        for one in verdict.statements
    ]
    return faults, verdict.notes, told, _about(verdict)


def _about(verdict: bundle.BundleVerdict) -> ToldBundle | None:
    found, sealed = verdict.description, verdict.sealed
    if found is None or sealed is None:
        return None
    return ToldBundle(
        system=found.system,
        demo=found.installation == "demo",
        organisation=found.organisation,
        made_at=found.at,
        sealed_at=sealed.at,
        sealed_by=sealed.name,
        root_sha256=sealed.root_sha256,
        kind=found.about.kind,
        code=found.about.code,
        title=found.about.title,
        first=found.about.first,
        last=found.about.last,
        files=verdict.files,
        pdfs=len(verdict.pdfs),
        checkpoint_at=verdict.checkpoint_at,
    )


def _pdf(answer: Answer) -> Parts:
    result = answer.pdf
    assert result is not None  # noqa: S101 - a PDF has a result
    if result.reasons == (UNSIGNED,):
        return _file(answer)
    faults = [ToldFault(code) for code in result.reasons]
    faults += [
        ToldFault("PDF-SIGNATURE", one.field, one.reasons)
        for one in result.signatures
        if not one.ok
    ]
    notes = [] if result.archive or not result.signatures else ["PDF-NOT-ARCHIVED"]
    return faults, notes, [_in_pdf(one) for one in result.signatures], None


def _file(answer: Answer) -> Parts:
    if answer.known:
        return [], [NOT_SIGNED], [], None
    return [ToldFault(NOT_KNOWN)], [], [], None


def _signature(
    place: str, result: SignatureResult, *, logged: bool, beside: Sequence[str] = ()
) -> ToldSignature:
    """`beside`: what is wrong around a signature that holds by itself, as another file in place."""
    spec = result.content.spec if result.content is not None else None
    about = spec.document if spec is not None else None
    number = f" {about.edition:02d}/{about.revision:02d}" if about and about.code else ""
    return ToldSignature(
        place=place,
        who=spec.signer.full_name if spec else "",
        role=" ".join(spec.signer.role.split()) if spec else "",
        meaning=spec.meaning if spec else "",
        document=f"{about.code or about.title}{number}" if about else "",
        claimed_at=result.claimed_time,
        stamped_at=result.time.moment if result.time else None,
        internal=result.time.internal if result.time else False,
        level=result.level.value,
        coverage=result.coverage,
        ok=result.ok and not beside,
        intact=result.intact,
        valid=result.valid,
        trusted=result.trusted,
        revoked=result.revoked.value,
        logged=logged,
        files_here="BUNDLE-FILE-NOT-HERE" not in beside,
        reasons=result.reasons,
        notes=result.notes,
    )


def _in_pdf(one: "PdfSignature") -> ToldSignature:
    return ToldSignature(
        place=one.field,
        who=one.name,
        role="",
        meaning=one.reason,
        document="",
        claimed_at=one.signed_at,
        stamped_at=one.time.moment if one.time else None,
        internal=one.time.internal if one.time else False,
        level=one.level.value,
        coverage=one.coverage,
        ok=one.ok,
        intact=one.intact,
        valid=one.valid,
        trusted=one.trusted,
        revoked=one.revoked.value,
        logged=False,
        files_here=True,
        reasons=one.reasons,
        notes=one.notes,
    )
