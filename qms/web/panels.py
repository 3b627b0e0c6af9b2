"""What an upper room shows on a page of a lower one, without the lower one knowing it.

A room lists its panels as `PANELS = {"document.side": draw}`; the application hands them over, the
page asks for a place by name and draws what comes, in the order of the rooms.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from flask import Flask, current_app
from markupsafe import Markup

Panel = Callable[[Any], str]  # draws HTML about the page's subject; "" where there is nothing
EXTENSION = "qms.panels"


def install(app: Flask, rooms: Iterable[Mapping[str, Panel]]) -> None:
    """Collect the panels of every room and let templates ask for `panels("place", page)`."""
    found: dict[str, list[Panel]] = {}
    for room in rooms:
        for place, panel in room.items():
            found.setdefault(place, []).append(panel)
    app.extensions[EXTENSION] = found
    app.jinja_env.globals["panels"] = panels


def panels(place: str, page: Any) -> Markup:
    """Everything upper rooms have to say at this place."""
    known = cast(dict[str, list[Panel]], current_app.extensions[EXTENSION])
    return Markup("").join(Markup(draw(page)) for draw in known.get(place, ()))  # noqa: S704
