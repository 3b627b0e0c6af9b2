"""The files: every one that is named must be there and be what its name says."""

from qms.documents.evidence import Kept, kept_object
from qms.home.objects import named_objects
from qms.service import Service
from qms.verification.progress import Progress
from qms.verification.report import Found, StoreVerdict

CODES = {Kept.MISSING: "STORE-MISSING", Kept.CHANGED: "STORE-MISMATCH"}


def check_store(
    service: Service, progress: Progress
) -> tuple[StoreVerdict, dict[str, Kept], list[Found]]:
    """Read everything through; returns what became of each file, so that it is read once."""
    with service.db.read() as session:
        named = sorted(named_objects(session))
    kept: dict[str, Kept] = {}
    for number, sha256 in enumerate(named, start=1):
        kept[sha256] = kept_object(service, sha256)
        progress("files", number, len(named))
    found = [
        Found(CODES[state], {"sha256": sha256}) for sha256, state in kept.items() if state in CODES
    ]
    verdict = StoreVerdict(
        checked=len(named),
        missing=sum(one is Kept.MISSING for one in kept.values()),
        damaged=sum(one is Kept.CHANGED for one in kept.values()),
        orphans=sum(name not in kept for name in service.store.scan()),
    )
    return verdict, kept, found
