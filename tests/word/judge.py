"""What the guard says about a file."""

import pytest

from qms import word
from qms.errors import QmsError
from tests.word.build import parts


def code_of(data: bytes) -> str:
    with pytest.raises(QmsError) as caught:
        word.guard(data)
    return caught.value.code


def codes_of(data: bytes) -> set[str]:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(data)
    return {one.code for one in caught.value.problems}


def changed(**replaced: bytes | None) -> dict[str, bytes]:
    names = {"document": "word/document.xml", "types": "[Content_Types].xml", "rels": "_rels/.rels"}
    files = parts()
    for key, data in replaced.items():
        if data is not None:
            files[names[key]] = data
    return files
