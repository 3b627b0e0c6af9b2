"""Layouts that try to do more than lay out: each is refused or says nothing but its values."""

import io
import time

import docx
import pytest

from qms import word
from qms.errors import Invalid
from qms.word.control.layout import render
from qms.word.control.layout.checking import TRIAL
from qms.word.control.layout.fields import context
from tests.word.build import saved
from tests.word.layouts import LINES, layout

ESCAPES = {
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "format": "{{ '{0.__class__}'.format(code) }}",
    "attribute filter": "{{ code|attr('__class__') }}",
    "mapped attribute": "{{ log|map(attribute='__class__')|list }}",
    "item": "{{ log[0]['__class__'] }}",
    "method of a line": "{%p for line in log %}{{ line.items() }}{%p endfor %}",
    "private member": "{%p for line in log %}{{ line.__class__ }}{%p endfor %}",
    "undefined": "{{ nothing.__init__.__globals__ }}",
    "self": "{{ self.__init__ }}",
    "loop": "{%p for line in log %}{{ loop.__class__ }}{%p endfor %}",
    "call": "{{ lipsum() }}",
    "range": "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
    "nested loops": "{% for a in log %}{% for b in log %}x{% endfor %}{% endfor %}",
    "loop over letters": "{% for a in title %}x{% endfor %}",
    "long text": "{{ 'x' * 9999999999 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "padding": "{{ '%999999999d' % 1 }}",
    "centre": "{{ code|center(999999999) }}",
    "safe": "{{ title|safe }}",
    "set": "{% set a = code %}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as o %}",
    "extends": "{% extends '/etc/passwd' %}",
    "raw markup": "{% autoescape false %}{{ title }}{% endautoescape %}",
    "extension": "{% do code %}",
    "cell colour": "{% cellbg code.__class__ %}",
}


@pytest.mark.parametrize("attack", ESCAPES)
@pytest.mark.parametrize("place", ["body", "header"])
def test_an_attack_in_a_layout_is_refused(attack: str, place: str) -> None:
    text = ESCAPES[attack]
    data = layout(text) if place == "body" else layout(lines=(*LINES, text))
    begun = time.monotonic()
    with pytest.raises(Invalid) as caught:
        word.check_layout(data)
    assert caught.value.code in {"LAYOUT-UNSAFE", "LAYOUT-FIELD-UNKNOWN", "LAYOUT-DAMAGED"}
    assert time.monotonic() - begun < 15


def test_fields_in_document_properties_are_words() -> None:
    opened = docx.Document(io.BytesIO(layout()))
    opened.core_properties.title = ESCAPES["globals"]
    word.check_layout(saved(opened))


def test_a_value_that_looks_like_a_field_is_not_run() -> None:
    from dataclasses import replace

    facts = replace(TRIAL, title=ESCAPES["globals"])
    done = render.filled(layout("{{ title }}"), context(facts))
    assert "cycler.__init__" in done.parts["word/document.xml"]


def test_a_layout_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "SECONDS", 0.01)
    with pytest.raises(Invalid) as caught:
        word.check_layout(layout())
    assert (caught.value.code, caught.value.parameters["what"]) == ("LAYOUT-UNSAFE", "time")


def test_the_patterns_of_the_field_reader_cannot_be_kept_busy() -> None:
    begun = time.monotonic()
    with pytest.raises(Invalid):
        word.check_layout(layout(*["{% colspan " + "{{" * 200] * 300))
    assert time.monotonic() - begun < 25


def test_a_layout_made_of_very_much_text_is_stopped() -> None:
    with pytest.raises(Invalid) as caught:
        word.check_layout(layout(*["{{ title }}" * 400] * 4000))
    assert caught.value.code in {"LAYOUT-UNSAFE", "INTAKE-PART-TOO-LARGE", "INTAKE-RATIO"}


def test_the_child_may_start_and_connect_nothing() -> None:
    from qms.word.control.layout import child

    for event in ("os.system", "subprocess.Popen", "socket.connect", "os.posix_spawn"):
        with pytest.raises(child.Refused):
            child.forbid(event, ())
    with pytest.raises(child.Refused):
        child.forbid("open", ("x", "w", 0))
    child.forbid("open", ("/etc/hostname", "r", 0))
