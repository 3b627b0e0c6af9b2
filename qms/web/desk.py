"""How a room's tasks and notices are told on the desk of a person: words and where to go."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Place:
    """The page about a subject: an endpoint and the name of its one argument ("" for none)."""

    endpoint: str
    argument: str = ""

    def address(self, subject_id: UUID) -> str:
        """Where to go, inside a request or an application context with a server name."""
        values: dict[str, Any] = {self.argument: subject_id} if self.argument else {}
        return url_for(self.endpoint, **values)


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A kind of task: what is to be done, the word on its button, and what others wait for."""

    name: LazyString
    verb: LazyString
    place: Place
    waited: LazyString | None = None
    quiet: bool = False
