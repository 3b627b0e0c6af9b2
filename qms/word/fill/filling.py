"""Reading what a form asks for, and putting values into it."""

from collections.abc import Mapping

from lxml import etree

from qms.word.fill.field import Field, Value
from qms.word.fill.lines import Boxes
from qms.word.fill.places import Place, places
from qms.word.markup import serialise
from qms.word.package import Package
from qms.word.problem import Limits


def fields(data: bytes, limits: Limits | None = None) -> tuple[Field, ...]:
    """What a form asks for, in the order of the paper; raises IntakeRefused for a broken file."""
    package = Package(data, limits)
    return tuple(one.field for one in places(package.tree(package.main_part)))


def filled(data: bytes, values: Mapping[str, Value], limits: Limits | None = None) -> bytes:
    """The form with these values; what has none keeps its dots, every other part its bytes."""
    package = Package(data, limits)
    root = package.tree(package.main_part)
    fill(root, values)
    return package.rewritten({package.main_part: serialise(root)})


def fill(root: etree._Element, values: Mapping[str, Value]) -> None:
    """Put the values in, boxes first and then from the end, so that every place is still right."""
    found = [one for one in places(root) if is_given(values.get(one.field.key))]
    for one in sorted(found, key=_boxes_first):
        if isinstance(one, Boxes):
            one.write(values[one.field.key])
    for one in reversed(found):
        if not isinstance(one, Boxes):
            one.write(values[one.field.key])


def is_given(value: Value | None) -> bool:
    """Whether something was filled in."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return any(any(one.values()) if isinstance(one, dict) else one for one in value)
    return bool(value)


def _boxes_first(one: Place) -> bool:
    return not isinstance(one, Boxes)
