"""The time of a signature in a PDF: its own token, made to last by those over the whole file."""

from collections.abc import Sequence
from dataclasses import replace

from qms.signing.envelope import Envelope
from qms.signing.judging import Against
from qms.signing.moments import Stamps, read_stamps
from qms.signing.pdf.ranges import Range
from qms.signing.pdf.verdict import PdfStamp
from qms.signing.status import Trusted


def over(envelope: Envelope, span: Range, against: Against, stamps: Sequence[PdfStamp]) -> Stamps:
    """The token inside, made to last by the document time-stamps that cover the signature."""
    inside = read_stamps(
        envelope.signer_info["signature"].native,
        span.cms,
        [envelope.token] if envelope.token is not None else [],
        anchors=against.time_roots,
        others=envelope.others,
        at=against.at,
    )
    later = [one.time for one in stamps if one.ok and one.size > span.end and one.time]
    time = _lasting([inside.time, *later] if inside.time else later)
    if inside.reasons or time is None:
        return inside
    return replace(inside, time=time, renewed=bool(later))


def _lasting(times: Sequence[Trusted]) -> Trusted | None:
    """The first moment, until the end of the last time-stamp that was there before it ended."""
    first: Trusted | None = None
    for one in times:
        if first is None:
            first = one
        elif one.moment <= first.ends_at:
            first = replace(first, ends_at=max(first.ends_at, one.ends_at))
    return first
