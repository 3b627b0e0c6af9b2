"""Names of parts inside the container: no way out of it, and no two that a reader could confuse."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import unquote

from qms.word.problem import Problem, problem


def name_key(name: str) -> str:
    """What two names have in common when some reader takes them for one part."""
    return unicodedata.normalize("NFC", unquote(name).replace("\\", "/")).casefold()


def name_problems(names: Sequence[str]) -> list[Problem]:
    """Names that leave the container or hide, and names that are twins."""
    bad = [problem("INTAKE-PART-NAME", part=name) for name in names if not _is_safe(name)]
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name_key(name)].append(name)
    twins = [" / ".join(group) for group in groups.values() if len(group) > 1]
    return bad + [problem("INTAKE-TWIN-PARTS", part=names) for names in twins]


def _is_safe(name: str) -> bool:
    plain = unquote(name)
    steps = plain.removesuffix("/").split("/")
    return (
        plain.isprintable()
        and not any(sign in plain for sign in "\\:")
        and all(step.strip() and step.strip(". ") for step in steps)
    )
