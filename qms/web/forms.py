"""Forms on pages: what was typed is kept, every error is named at the top and at its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import render_template, request

from qms import messages
from qms.errors import Invalid, QmsError
from qms.web.errors import field_sentences, row_of

_NOT_DATA = frozenset({"csrf_token"})
_SECRET = ("password", "passphrase", "present", "_again")


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a page draws it: values, the sentence of its error, sentences by field."""

    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str, label: object) -> str:
        """A field tells what it is called, so that the summary can say it too; draws nothing."""
        self.labels[name] = label
        return ""

    @property
    def refused(self) -> bool:
        """Whether it came back with an error."""
        return bool(self.sentence)

    def value(self, name: str) -> Any:
        """What stands in the field; secrets are typed again."""
        if self.refused and name.endswith(_SECRET):
            return ""
        found = self.values.get(name)
        return "" if found is None else found

    def holds(self, name: str, choice: object) -> bool:
        """Whether this choice is made in a select, check box or list."""
        found = self.values.get(name)
        if isinstance(found, (list, tuple, set, frozenset)):
            return str(choice) in {str(one) for one in found}
        return found is not None and str(found) == str(choice)


def submitted(*many: str) -> dict[str, Any]:
    """The form as plain values: fields named in `many` as lists, the others as trimmed text.

    Passwords are not trimmed. An empty field is left out, so that a schema's default holds.
    """
    data: dict[str, Any] = {name: request.form.getlist(name) for name in many}
    for name, value in request.form.items():
        if name in _NOT_DATA or name in many:
            continue
        text = value if name.endswith(_SECRET) else value.strip().replace("\r\n", "\n")
        if text:
            data[name] = text
    return data


def refusal(values: Mapping[str, Any], error: QmsError) -> Form:
    """The form again, with what is wrong."""
    sentence = messages.sentence(error.code, error.parameters)
    # A fact about one value, as `LOGIN-TAKEN(login=…)`, names its field by the parameter.
    fields = field_sentences(error) or {
        name: sentence for name in error.parameters if name in values
    }
    return Form(values, sentence, fields)


def refused(
    template: str, values: Mapping[str, Any], error: QmsError, **context: Any
) -> tuple[str, int]:
    """The page again with the typed values and the error, under the error's own status."""
    page = render_template(template, form=refusal(values, error), **context)
    return page, row_of(type(error)).page


def same_twice(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What was typed blind must be typed twice alike; the second is then left out."""
    again = f"{name}_again"
    rest = {key: value for key, value in values.items() if key != again}
    if values.get(name, "") != values.get(again, ""):
        raise Invalid("FIELDS-INVALID", fields={again: "TYPED-DIFFERENTLY"})
    return rest
