"""Verdicts about PDFs as plain values, for the API and the cache, and the way back."""

from datetime import datetime
from typing import Any

from qms.signing.model import SignatureLevel
from qms.signing.pdf.verdict import PdfResult, PdfSignature, PdfStamp
from qms.signing.status import Revoked, Trusted

VERSION = 1  # of the judge and of this form: a verdict of another version is made anew
Answer = dict[str, Any]


def to_answer(result: PdfResult) -> Answer:
    """Strings, numbers, lists and objects only."""
    return {
        "ok": result.ok,
        "signatures": [_signature(one) for one in result.signatures],
        "stamps": [_stamp(one) for one in result.stamps],
        "reasons": list(result.reasons),
        "parameters": dict(result.parameters),
        "archive": result.archive,
        "ends_at": _moment(result.ends_at),
    }


def from_answer(answer: Answer) -> PdfResult:
    """The verdict again; KeyError and the like for what `to_answer` did not make."""
    return PdfResult(
        signatures=tuple(_read_signature(one) for one in answer["signatures"]),
        stamps=tuple(
            PdfStamp(one["field"], one["ok"], one["size"], _read_time(one["time"]))
            for one in answer["stamps"]
        ),
        reasons=tuple(answer["reasons"]),
        parameters=dict(answer["parameters"]),
        archive=answer["archive"],
        ends_at=_read_moment(answer["ends_at"]),
    )


def _signature(one: PdfSignature) -> Answer:
    return {
        "field": one.field,
        "slot": one.slot,
        "name": one.name,
        "reason": one.reason,
        "statement_sha256": one.statement_sha256,
        "signer_sha256": one.signer_sha256,
        "ok": one.ok,
        "intact": one.intact,
        "valid": one.valid,
        "trusted": one.trusted,
        "revoked": one.revoked.value,
        "coverage": one.coverage,
        "signed_at": _moment(one.signed_at),
        "time": _time(one.time),
        "level": one.level.value,
        "certifies": one.certifies,
        "cms": one.cms.hex(),
        "size": one.size,
        "reasons": list(one.reasons),
        "notes": list(one.notes),
        "parameters": dict(one.parameters),
    }


def _read_signature(answer: Answer) -> PdfSignature:
    changed = {
        "revoked": Revoked(answer["revoked"]),
        "signed_at": _read_moment(answer["signed_at"]),
        "time": _read_time(answer["time"]),
        "level": SignatureLevel(answer["level"]),
        "cms": bytes.fromhex(answer["cms"]),
        "reasons": tuple(answer["reasons"]),
        "notes": tuple(answer["notes"]),
    }
    plain = {name: value for name, value in answer.items() if name != "ok"}
    return PdfSignature(**(plain | changed))


def _stamp(one: PdfStamp) -> Answer:
    return {"field": one.field, "ok": one.ok, "size": one.size, "time": _time(one.time)}


def _time(time: Trusted | None) -> Answer | None:
    if time is None:
        return None
    return {
        "moment": time.moment.isoformat(),
        "internal": time.internal,
        "authority": time.authority,
        "ends_at": time.ends_at.isoformat(),
    }


def _read_time(answer: Answer | None) -> Trusted | None:
    if answer is None:
        return None
    return Trusted(
        moment=datetime.fromisoformat(answer["moment"]),
        internal=answer["internal"],
        authority=answer["authority"],
        ends_at=datetime.fromisoformat(answer["ends_at"]),
    )


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def _read_moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
