"""The statements of a bundle: each signature, whom and what it speaks of, the files it names."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from qms.errors import Invalid
from qms.signing.bundle.container import Container
from qms.signing.bundle.description import DOCUMENT, Description, Listed, sha256_of
from qms.signing.bundle.verdict import Fault, StatementVerdict
from qms.signing.judging import Against
from qms.signing.statements import Content, parse
from qms.signing.statements.reader import MAX_BYTES
from qms.signing.status import SignatureResult, broken
from qms.signing.verification import verify_against

FOLDER = "statements/"
FILES = "files/"
MOST_SIGNATURE = 256 * 1024
MOST_RENEWALS = 100
IN_PDF = "SIGNATURE-IN-PDF"
VIETNAM = timezone(timedelta(hours=7))
Verdicts = tuple[StatementVerdict, ...]


def check_statements(
    container: Container,
    description: Description,
    against: Against,
    digests: Mapping[str, str],
) -> tuple[Verdicts, list[Fault]]:
    """Judge every statement; statements signed inside a PDF are left open for `pdfs`."""
    faults = _listing(container, description)
    verdicts = []
    for one in description.statements:
        if f"{FOLDER}{one.stem}.json" not in container.sizes:
            continue
        verdict, wrong = _one(container, one, against)
        content = verdict.result.content
        if content is not None:
            wrong += _about(content, description, one.stem)
            wrong += _files(content, description, digests, one.stem)
        verdicts.append(verdict)
        faults += wrong
    faults += _order(verdicts, description) + _period(verdicts, description)
    return tuple(verdicts), faults


def _listing(container: Container, description: Description) -> list[Fault]:
    present = {
        name.removeprefix(FOLDER).removesuffix(".json")
        for name in container.names
        if name.startswith(FOLDER) and name.endswith(".json")
    }
    listed = {one.stem for one in description.statements}
    names = sorted(present ^ listed)
    return [Fault("BUNDLE-STATEMENT-LIST", f"{FOLDER}{one}.json") for one in names]


def _one(
    container: Container, listed: Listed, against: Against
) -> tuple[StatementVerdict, list[Fault]]:
    name = f"{FOLDER}{listed.stem}"
    data = container.read(f"{name}.json", MAX_BYTES)
    sha256 = sha256_of(data)
    faults = []
    if sha256 != listed.sha256:
        faults.append(Fault("BUNDLE-STATEMENT-OTHER", f"{name}.json"))
    if listed.in_pdf:
        return StatementVerdict(listed.stem, sha256, _open_result(data)), faults
    der = container.read(f"{name}.p7s", MOST_SIGNATURE)
    renewals = [
        container.read(f"{name}-{number}.tst", MOST_SIGNATURE)
        for number in range(2, MOST_RENEWALS)
        if f"{name}-{number}.tst" in container.sizes
    ]
    result = verify_against(data, der, against, renewals=renewals)
    if not result.ok:
        faults.append(Fault("BUNDLE-STATEMENT", f"{name}.p7s", result.reasons))
    return StatementVerdict(listed.stem, sha256, result), faults


def _open_result(data: bytes) -> SignatureResult:
    """Nothing is known yet of a signature that lies in a PDF."""
    try:
        return broken([IN_PDF], parse(data))
    except Invalid as error:
        return broken([error.code])


def _about(content: Content, description: Description, stem: str) -> list[Fault]:
    name = f"{FOLDER}{stem}.json"
    codes = []
    if content.system != description.system:
        codes.append("BUNDLE-STATEMENT-OTHER-SYSTEM")
    if content.installation != description.installation:
        codes.append("BUNDLE-STATEMENT-OTHER-SYSTEM")
    about = description.about
    if about.kind == DOCUMENT:
        ids = {str(content.spec.document.id)}
        ids |= {str(file.document.id) for file in content.spec.files if file.document is not None}
        if about.id not in ids:
            codes.append("BUNDLE-OTHER-DOCUMENT")
    return [Fault(code, name) for code in dict.fromkeys(codes)]


def _files(
    content: Content, description: Description, digests: Mapping[str, str], stem: str
) -> list[Fault]:
    """What is signed must be here in these bytes; of a prepared list, what is of this document."""
    here = {sha256 for name, sha256 in digests.items() if name.startswith(FILES)}
    here |= set(description.absent)
    faults = []
    for file in content.spec.files:
        about = file.document or content.spec.document
        if description.about.kind == DOCUMENT and str(about.id) != description.about.id:
            continue
        if file.sha256 not in here:
            faults.append(Fault("BUNDLE-FILE-NOT-HERE", f"{FOLDER}{stem}.json", (file.name,)))
    return faults


def _order(verdicts: list[StatementVerdict], description: Description) -> list[Fault]:
    """In a bundle about a document no statement may be left out between two others."""
    present = {one.sha256 for one in verdicts} | {""}
    if description.about.kind != DOCUMENT:
        return []
    faults = []
    for one in verdicts:
        content = one.result.content
        if content is None:
            continue
        needed = {content.prev, *content.spec.basis}
        own = str(content.spec.document.id) == description.about.id
        if own and not needed <= present:
            faults.append(Fault("BUNDLE-PREVIOUS-MISSING", f"{FOLDER}{one.stem}.json"))
    return faults


def _period(verdicts: list[StatementVerdict], description: Description) -> list[Fault]:
    """In a bundle about a period: signed in it, or on a PDF that was also signed in it."""
    about = description.about
    if about.kind == DOCUMENT:
        return []
    papers = {one.frozen_sha256 for one in description.pdfs}
    touched: set[str] = set()
    others: list[tuple[str, set[str]]] = []
    for one in verdicts:
        content = one.result.content
        if content is None:
            continue
        named = {file.sha256 for file in content.spec.files} & papers
        if about.first <= _day(content.claimed_time) <= about.last:
            touched |= named
        else:
            others.append((one.stem, named))
    return [
        Fault("BUNDLE-OTHER-PERIOD", f"{FOLDER}{stem}.json")
        for stem, named in others
        if not named & touched
    ]


def _day(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%Y-%m-%d}"
