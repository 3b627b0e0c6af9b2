"""The fields of the Whoosh index, and how one document fills them.

`name`  code and title, with positions      `text`   code, title (weighing more) and body
`exact` forms written with marks, where they differ; no positions
`code`  the canonical code as one term      `unit type field id document`  one term each
`effective ends live` columns of numbers, read by the filter, not searched
The title stands in `text` as well, so that a query is one plain And over one field: Whoosh's
pruning of the top ten is wrong as soon as fields are joined by Or.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from whoosh import analysis, columns, fields, formats

from qms.search.analysis import Token, code_key, tokens
from qms.search.interface import SearchDoc

TITLE_WEIGHT = 4.0
FOREVER = 2**62
_GAP = 100  # no phrase reaches from the title into the body
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Posting = tuple[str, list[int], float]  # term, its positions, its weight


class _Places(formats.Positions):  # type: ignore[misc]
    """Postings with positions, prepared by `document` instead of an analyser."""

    def word_values(
        self, value: list[Posting], _analyzer: object, **_: object
    ) -> Iterator[tuple[str, int, float, bytes]]:
        for term, positions, weight in value:
            yield term, len(positions), weight, self.encode(positions)


class _Counts(formats.Frequency):  # type: ignore[misc]
    """Postings without positions, prepared by `document`."""

    def word_values(
        self, value: list[Posting], _analyzer: object, **_: object
    ) -> Iterator[tuple[str, int, float, bytes]]:
        for term, positions, weight in value:
            yield term, len(positions), weight, formats.pack_uint(len(positions))


def _text(form: Any) -> Any:
    field = fields.TEXT(analyzer=analysis.IDAnalyzer())
    field.format = form()
    return field


def schema() -> Any:
    """The Whoosh schema; any change here must change SCHEMA_VERSION."""
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        document=fields.ID(stored=True),
        heading=fields.STORED,
        code=fields.ID,
        name=_text(_Places),
        text=_text(_Places),
        exact=_text(_Counts),
        unit=fields.ID,
        type=fields.ID,
        field=fields.ID,
        effective=fields.COLUMN(columns.NumericColumn("q")),
        ends=fields.COLUMN(columns.NumericColumn("q")),
        live=fields.COLUMN(columns.NumericColumn("B")),
    )


def document(doc: SearchDoc) -> dict[str, Any]:
    """The values of one document for `writer.add_document`."""
    heading = f"{doc.code} {doc.title}"
    head, body = list(tokens(heading)), list(tokens(doc.body))
    offset = len(head) + _GAP
    return {
        "id": doc.id.hex,
        "document": doc.document_id.hex,
        "heading": heading,
        "code": code_key(doc.code),
        "name": _postings(_terms(head)),
        "text": _postings(_terms(head, weight=TITLE_WEIGHT), _terms(body, offset)),
        "exact": _postings(_exact(head, weight=TITLE_WEIGHT), _exact(body)),
        "unit": keyword(doc.unit),
        "type": keyword(doc.type),
        "field": keyword(doc.field),
        "effective": instant(doc.effective_at),
        "ends": FOREVER if doc.ends_at is None else instant(doc.ends_at),
        "live": int(doc.live),
    }


def keyword(value: str) -> str:
    """A filter value as a term; never empty."""
    return "=" + value


def instant(at: datetime) -> int:
    """Microseconds since 1970: whole seconds would show a successor before its time."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def _terms(
    found: Iterable[Token], offset: int = 0, weight: float = 1.0
) -> Iterator[tuple[str, int, float]]:
    for token in found:
        for term in token.terms:
            yield term, offset + token.position, weight


def _exact(found: Iterable[Token], weight: float = 1.0) -> Iterator[tuple[str, int, float]]:
    for token in found:
        if token.exact:
            yield token.exact, token.position, weight


def _postings(*runs: Iterable[tuple[str, int, float]]) -> list[Posting]:
    positions: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    for run in runs:
        for term, position, weight in run:
            positions[term].append(position)
            weights[term] += weight
    return [(term, places, weights[term]) for term, places in positions.items()]
