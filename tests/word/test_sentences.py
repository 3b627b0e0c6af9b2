"""Every code of the Word tool has its sentence, and no sentence is left without a code."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from qms.messages.word import SENTENCES

FOLDER = Path(__file__).resolve().parents[2] / "qms" / "word"
PARAMETERS: dict[str, str] = defaultdict(lambda: "x")


def codes() -> set[str]:
    text = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.py"))
    text = text.replace("WORD-{which}", "WORD-EDITION") + text.replace(
        "WORD-{which}", "WORD-REVISION"
    )
    families = "|".join({code.partition("-")[0] for code in SENTENCES})
    return set(re.findall(rf'"((?:{families})-[A-Z0-9-]+)"', text)) - {"INTAKE-REFUSED"}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert codes() == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_can_be_filled_and_says_what_to_do(code: str) -> None:
    sentence = str(SENTENCES[code]) % PARAMETERS
    assert sentence.endswith(".")
    assert len(sentence) > 20
