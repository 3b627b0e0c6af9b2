"""The separate verifier of bundles: knows no database, no store, and nothing of how they are made.

Numbered checks, all without network; bad input gives faults, never an exception.

 1. the container can be read in one way only, and unpacks to a bounded size   (container)
 2. the manifest lists every entry with its hash, and no other                 (whole)
 3. the manifest is signed by a bundle key below a trusted root                (seal)
 4. the description is canonical; the installation is the one expected         (_described)
 5. every statement of the container is listed, none twice, none missing       (statements)
 6. each signature holds, and speaks of this installation and this document    (statements)
 7. each file a statement names is in the bundle, in exactly these bytes       (statements)
 8. the statement before each is there                                         (statements)
 9. signed PDFs begin with the frozen bytes; their signatures name statements  (pdfs)
10. log entries speak of the statements and are proven against a checkpoint    (proofs)
"""

from dataclasses import dataclass
from typing import IO

from qms.errors import Invalid
from qms.signing.bundle import pdfs, proofs, statements, whole
from qms.signing.bundle.container import BadContainer, Container, Limits, open_container
from qms.signing.bundle.description import (
    DESCRIPTION,
    MOST_BYTES,
    Description,
    read_description,
)
from qms.signing.bundle.seal import Sealed, check_seal
from qms.signing.bundle.verdict import BundleVerdict, Fault
from qms.signing.judging import Against


@dataclass(frozen=True, slots=True)
class Expected:
    """What a bundle is held against; `system` "" takes any installation below the roots."""

    against: Against
    system: str = ""
    log_keys: tuple[bytes, ...] = ()
    limits: Limits = Limits()  # noqa: RUF009 - frozen


def check_bundle(stream: IO[bytes], expected: Expected) -> BundleVerdict:
    """Judge the bundle in this seekable stream."""
    try:
        container = open_container(stream, expected.limits)
        return _check(container, expected)
    except BadContainer as error:
        return BundleVerdict((Fault(error.code, error.name),))


def _check(container: Container, expected: Expected) -> BundleVerdict:
    manifest = whole.manifest_of(container)
    faults, digests = whole.check_entries(container, manifest)
    against = whole.with_lists(container, expected.against)
    der = container.read(whole.SIGNATURE, whole.MOST_SIGNATURE)
    seal = check_seal(manifest, der, against)
    if seal.reasons:
        faults.append(Fault("BUNDLE-SEAL", whole.SIGNATURE, seal.reasons))
    try:
        description = read_description(container.read(DESCRIPTION, MOST_BYTES))
    except Invalid:
        return BundleVerdict((*faults, Fault("BUNDLE-DESCRIPTION", DESCRIPTION)), sealed=seal)
    if expected.system and description.system != expected.system:
        faults.append(Fault("BUNDLE-OTHER-INSTALLATION", DESCRIPTION))
    return _content(container, expected, against, faults, digests, description, seal)


def _content(
    container: Container,
    expected: Expected,
    against: Against,
    faults: list[Fault],
    digests: dict[str, str],
    description: Description,
    seal: Sealed,
) -> BundleVerdict:
    judged, wrong = statements.check_statements(container, description, against, digests)
    faults += wrong
    papers, judged, wrong = pdfs.check_pdfs(container, description, against, judged)
    faults += wrong
    judged, log, wrong = proofs.check_proofs(
        container, description, judged, against, expected.log_keys
    )
    faults += wrong
    return BundleVerdict(
        faults=tuple(faults),
        description=description,
        sealed=seal,
        statements=judged,
        pdfs=papers,
        files=sum(name.startswith("files/") for name in digests),
        checkpoint_at=log,
        notes=tuple(_notes(description, proven=all(one.logged for one in judged))),
    )


def _notes(description: Description, *, proven: bool) -> list[str]:
    told = {
        "BUNDLE-DEMO": description.installation == "demo",
        "BUNDLE-FILES-ABSENT": bool(description.absent),
        "BUNDLE-NOT-PROVEN-IN-LOG": not proven,
    }
    return [code for code, holds in told.items() if holds]
