"""Renders a house layout in a process of its own: run by path, it imports nothing of the service.

A layout is a file from outside with a small language in it. Of that language only values,
conditions and one loop over the log are let in; the process has no time, memory or rights for more.
Reads one JSON object on its input and writes one on its output.
"""

import base64
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

CPU_SECONDS, MEMORY, FILES = 5, 1024 * 1024 * 1024, 64
LONGEST = 8_000_000  # characters a rendered part may have
FILTERS = {"upper", "lower", "title", "trim", "default", "capitalize"}
LOOP = {"first", "last", "index", "index0", "length"}
PLAIN = "Template Output TemplateData Name Const If CondExpr Not And Or Compare Operand Concat"
FORBIDDEN_EVENTS = ("os.system", "os.exec", "os.fork", "os.posix_spawn", "subprocess.", "socket.")


class Refused(Exception):
    """The layout is not taken: code and parameters for the service."""

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code)
        self.answer = {"code": code, **parameters}


def main() -> None:
    """One layout, one answer."""
    limit()
    question = json.loads(sys.stdin.buffer.read())
    from docxtpl import DocxTemplate
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    sys.addaudithook(forbid)
    try:
        answer: dict[str, Any] = rendered(DocxTemplate, question)
    except Refused as refused:
        answer = refused.answer
    except TemplateSyntaxError as error:
        answer = {"code": "LAYOUT-DAMAGED", "place": question["place"], "what": error.message or ""}
    except UndefinedError as error:
        answer = {"code": "LAYOUT-FIELD-UNKNOWN", "place": "", "field": error.message or ""}
    except SecurityError as error:
        answer = {"code": "LAYOUT-UNSAFE", "place": "", "what": error.message or ""}
    sys.stdout.write(json.dumps(answer))


def limit() -> None:
    """No more processor time, memory, files or processes than a layout needs."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Nothing is started, connected or written from here on."""
    writes = event == "open" and "w" in str(arguments[1] or "")
    if writes or event.startswith(FORBIDDEN_EVENTS):
        raise Refused("LAYOUT-UNSAFE", place="", what=event)


def rendered(template_class: Any, question: dict[str, Any]) -> dict[str, Any]:
    """Body and headers with the fields filled, as XML; names of fields each part uses."""
    template = template_class(io.BytesIO(base64.b64decode(question["layout"])))
    template.render_init()
    found: dict[str, Any] = {"parts": {}, "fields": {}}
    for name, xml in sources(template):
        question["place"] = name
        source = template.patch_xml(xml)
        found["fields"][name] = sorted(checked(source, name, question))
        text = template.render_xml_part(source, None, question["context"], environment())
        if len(text) > LONGEST:
            raise Refused("LAYOUT-UNSAFE", place=name, what="size")
        found["parts"][name] = text
    return found


def sources(template: Any) -> Iterator[tuple[str, str]]:
    """The body and every header, by the name of its part."""
    yield str(template.docx.part.partname).lstrip("/"), template.get_xml()
    for _, part in template.get_headers_footers(template.HEADER_URI):
        yield str(part.partname).lstrip("/"), template.get_part_xml(part)


def environment() -> Any:
    """Sandboxed, escaping, strict about unknown names, with nothing but the values."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def checked(source: str, place: str, question: dict[str, Any]) -> set[str]:
    """The fields a part uses; anything beyond values, conditions and one loop is refused."""
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    tree = ImmutableSandboxedEnvironment(autoescape=True).parse(source)
    loops = list(tree.find_all(nodes.For))
    targets = {loop.target.name for loop in loops if isinstance(loop.target, nodes.Name)}
    fields: set[str] = set()
    for node in descendants(tree):
        kind = type(node).__name__
        if kind == "Getattr":
            fields.add(member(node, targets, place, question))
        elif kind == "For":
            loop(node, place)
        elif kind == "Filter":
            refuse_unless(node.name in FILTERS, place, node.name)
        elif kind == "Name" and node.name not in targets | {"loop"}:
            fields.add(node.name)
        else:
            refuse_unless(kind in {*PLAIN.split(), "Keyword", "Name"}, place, kind)
    known(fields, place, question)
    return fields


def descendants(node: Any) -> Iterator[Any]:
    """Every node of the template."""
    yield node
    for child in node.iter_child_nodes():
        yield from descendants(child)


def member(node: Any, targets: set[str], place: str, question: dict[str, Any]) -> str:
    """`line.summary` of a loop over the log, or `loop.index`; no other value has members."""
    base = getattr(node.node, "name", "")
    is_loop = base == "loop" and node.attr in LOOP
    refuse_unless(base in targets | {"loop"} and not node.attr.startswith("_"), place, node.attr)
    if not is_loop and node.attr not in question["line"]:
        raise Refused("LAYOUT-FIELD-UNKNOWN", place=place, field=f"{base}.{node.attr}")
    return "log"


def loop(node: Any, place: str) -> None:
    """Only over the log, and not inside another loop."""
    from jinja2 import nodes

    inner = [one for part in node.body for one in (part, *descendants(part))]
    is_plain = isinstance(node.target, nodes.Name) and not node.recursive
    is_log = isinstance(node.iter, nodes.Name) and node.iter.name == "log"
    refuse_unless(is_plain and is_log, place, "for")
    refuse_unless(not any(isinstance(one, nodes.For) for one in inner), place, "for")


def refuse_unless(allowed: bool, place: str, what: str) -> None:
    """Raise what the service tells as an unsafe layout."""
    if not allowed:
        raise Refused("LAYOUT-UNSAFE", place=place, what=what)


def known(fields: set[str], place: str, question: dict[str, Any]) -> None:
    """Every name is a field."""
    for field in sorted(fields - set(question["context"])):
        raise Refused("LAYOUT-FIELD-UNKNOWN", place=place, field=field)


if __name__ == "__main__":
    main()
