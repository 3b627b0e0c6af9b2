"""What may come in for change requests: the one validation of page and API."""

import uuid
from typing import Annotated

from pydantic import Field

from qms.changes.rules import MOST_TOGETHER
from qms.documents.rules.numbering import Step
from qms.schemas import Line, Paragraphs, Schema

Words = Annotated[Paragraphs, Field(max_length=4000)]


class NewRequest(Schema):
    """What somebody proposes: at which heading ("" for the whole), which words, how, and why."""

    place: Annotated[Line, Field(max_length=300)] = ""
    quoted: Words = ""
    proposed: Annotated[Paragraphs, Field(min_length=3, max_length=8000)]
    reason: Annotated[Paragraphs, Field(min_length=3, max_length=4000)]


class Acceptance(Schema):
    """A remark to the proposer, if there is something to say."""

    note: Words = ""


class Merge(Schema):
    """Which accepted requests go into one revision; `step` counts where a draft is opened."""

    requests: Annotated[list[uuid.UUID], Field(min_length=1, max_length=MOST_TOGETHER)]
    step: Step = Step.AMENDMENT
