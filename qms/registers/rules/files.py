"""Which of the uploaded files belongs to a row: by its name, or by the code it begins with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from qms.documents.rules.numbering import canonical_code
from qms.errors import Invalid

WORD = ".docx"


class Files:
    """The uploaded names, found in any spelling of case and with or without their folders."""

    def __init__(self, names: Iterable[str], codes: Iterable[str]) -> None:
        self.names = list(names)
        self._exact = {name.casefold(): name for name in self.names}
        self._base: Mapping[str, list[str]] = _grouped(self.names)
        self._by_code = self._owners({canonical_code(code) for code in codes})

    def find(self, said: str, code: str) -> str:
        """The file of a row; raises Invalid IMPORT-FILE-NONE, IMPORT-FILE-SEVERAL.

        A name that was written but is not there is returned as it is: the check says so.
        """
        found = self._named(said) if said else self._by_code.get(canonical_code(code), [])
        if said and not found:
            return said
        if not found:
            raise Invalid("IMPORT-FILE-NONE")
        if len(found) > 1:
            raise Invalid("IMPORT-FILE-SEVERAL", files=", ".join(sorted(found)[:5]))
        return found[0]

    def _named(self, said: str) -> list[str]:
        said = said.replace("\\", "/").casefold()
        for name in (said, said + WORD):
            if name in self._exact:
                return [self._exact[name]]
        base = PurePosixPath(said).name
        return self._base.get(base) or self._base.get(base + WORD) or []

    def _owners(self, codes: set[str]) -> dict[str, list[str]]:
        """Each file goes to the longest code its name begins with; one that is the code wins."""
        found: dict[str, list[str]] = defaultdict(list)
        exact: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            runs = canonical_code(PurePosixPath(name).name[: -len(WORD)]).split(".")
            for length in range(len(runs), 0, -1):
                code = ".".join(runs[:length])
                if code in codes:
                    (exact if length == len(runs) else found)[code].append(name)
                    break
        return {**found, **exact}


def _grouped(names: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name in names:
        grouped[PurePosixPath(name).name.casefold()].append(name)
    return grouped
