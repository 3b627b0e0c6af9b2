"""What may be added to a PDF after it was frozen or signed: signatures in their places, no more.

pyHanko's difference policy judges each update. Two things are allowed here that it refuses: the
entry of the certifying signature in the catalog (checked apart), and a new visible field of an
outside tool, where it lies inside a prepared place that stays empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    ROOT_EXEMPT_STRICT_COMPARISON,
)
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
from pyhanko.sign.fields import MDPPerm

from qms.signing.pdf.contents import valued
from qms.signing.pdf.verdict import BadPdf

SLACK = 1.0  # points an outside tool may round a box by
MOST_PAGES = 20_000
Box = tuple[float, float, float, float]


def policy() -> StandardDiffPolicy:
    """The rules every update is judged by."""
    level = ModificationLevel.LTA_UPDATES
    return StandardDiffPolicy(
        global_rules=[
            CatalogModificationRule(  # type: ignore[no-untyped-call]
                ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}
            ),
            DocInfoRule().as_qualified(level),
            XrefStreamRule().as_qualified(level),
            ObjectStreamRule().as_qualified(level),
            DSSCompareRule().as_qualified(level),
            MetadataUpdateRule().as_qualified(level),  # type: ignore[no-untyped-call]
        ],
        form_rule=FormUpdatingRule(
            field_rules=[
                SigFieldCreationRule(  # type: ignore[no-untyped-call]
                    allow_new_visible_after_certify=True
                ),
                SigFieldModificationRule(),
            ],
            ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
        ),
    )


def only_signatures_since(reader: PdfFileReader, revision: int) -> bool:
    """Whether all that came after this revision is signing, as after a certification with P2."""
    judged = policy().review_file(reader, revision, doc_mdp=MDPPerm.FILL_FORMS)
    return (
        isinstance(judged, DiffResult)
        and judged.modification_level.value <= ModificationLevel.FORM_FILLING.value
    )


@dataclass(frozen=True, slots=True)
class Widget:
    """A signature field as it is drawn: its page (object number), its box, whether it is signed."""

    name: str
    page: int
    box: Box
    signed: bool

    @property
    def visible(self) -> bool:
        """Whether it takes any room."""
        x0, y0, x1, y1 = self.box
        return x0 < x1 and y0 < y1

    def inside(self, slot: "Widget") -> bool:
        """Whether it stays within the other's place."""
        (x0, y0, x1, y1), (a0, b0, a1, b1) = self.box, slot.box
        inside = a0 - SLACK <= x0 and b0 - SLACK <= y0 and x1 <= a1 + SLACK and y1 <= b1 + SLACK
        return self.page == slot.page and inside


def check_catalog(reader: PdfFileReader, first: Any) -> bool:
    """Whether the first signature certifies; raises BadPdf for any other use of permissions."""
    perms = valued(reader.root, "/Perms")
    if perms is None:
        return False
    if not isinstance(perms, generic.DictionaryObject) or set(perms) != {"/DocMDP"}:
        raise BadPdf("SIGNED-PDF-PERMISSIONS")
    if perms.raw_get("/DocMDP") != first.sig_field.raw_get("/V"):
        raise BadPdf("SIGNED-PDF-PERMISSIONS")
    if first.docmdp_level not in {MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS}:
        raise BadPdf("SIGNED-PDF-PERMISSIONS")
    return True


def slots(reader: PdfFileReader, base: int | None) -> dict[str, str]:
    """For every signature field the prepared place it stands in, by name.

    Fields that were there in revision `base` are places; a new visible one must lie in an empty
    one, and no two in the same.
    """
    now = {one.name: one for one in _widgets(reader, reader.root)}
    prepared = set(now)
    if base is not None:
        then = reader.get_historical_resolver(base)
        prepared = {one.name for one in _widgets(reader, then.root)}
    found = {name: name for name in prepared & now.keys()}
    for name in sorted(now.keys() - prepared):
        found[name] = _place(now[name], [now[one] for one in sorted(prepared)], found)
    return found


def _place(new: Widget, prepared: Iterable[Widget], taken: dict[str, str]) -> str:
    if not new.visible:
        return new.name
    used = {slot for name, slot in taken.items() if name != slot}
    for slot in prepared:
        if not slot.signed and slot.name not in used and new.signed and new.inside(slot):
            return slot.name
    raise BadPdf("SIGNED-PDF-OUTSIDE-PLACE", new.name)


def _widgets(reader: PdfFileReader, root: Any) -> Iterator[Widget]:
    """Every field of the form, each with one widget; raises BadPdf for any other form."""
    form = valued(root, "/AcroForm")
    if form is None:
        return
    pages = _pages(root["/Pages"])
    seen: set[str] = set()
    for field in form["/Fields"]:
        one = field.get_object()
        name = str(one["/T"])
        if name in seen or valued(one, "/FT") != "/Sig":
            raise BadPdf("SIGNED-PDF-OTHER-FIELDS", name)
        seen.add(name)
        kids = valued(one, "/Kids") or [one]
        if len(kids) != 1:
            raise BadPdf("SIGNED-PDF-OTHER-FIELDS", name)
        widget = kids[0].get_object()
        number = widget.container_ref.idnum if widget.container_ref is not None else 0
        yield Widget(name, pages.get(number, 0), _box(widget), "/V" in one)


def _box(widget: Any) -> Box:
    x0, y0, x1, y1 = (float(one) for one in valued(widget, "/Rect") or (0, 0, 0, 0))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _pages(node: Any) -> dict[int, int]:
    """By a widget's object number, the object number of the page that shows it."""
    found: dict[int, int] = {}
    waiting, seen = [node], 0
    while waiting:
        one = waiting.pop()
        seen += 1
        if seen > MOST_PAGES:
            raise BadPdf("SIGNED-PDF-TOO-MANY", "pages")
        if "/Kids" in one and valued(one, "/Type") == "/Pages":
            waiting += [kid.get_object() for kid in one["/Kids"]]
            continue
        page = one.container_ref.idnum
        annotations = valued(one, "/Annots") or generic.ArrayObject()
        for index in range(len(annotations)):
            reference = annotations.raw_get(index)
            number = getattr(reference, "idnum", 0)  # one written in place is no field's
            if number and found.setdefault(number, page) != page:
                raise BadPdf("SIGNED-PDF-OTHER-FIELDS", "widget")
    return found
