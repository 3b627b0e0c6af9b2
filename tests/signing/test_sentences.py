"""Every code that signing can answer with has a sentence people can act on."""

import re
from pathlib import Path

from qms.messages import all_sentences

CODE = re.compile(r'"([A-Z]+(?:-[A-Z0-9]+)+)"')
NOT_CODES = {"UTF-8"}  # an encoding
FOLDER = Path(__file__).parents[2] / "qms" / "signing"


def test_every_code_of_signing_has_a_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    assert set(CODE.findall(text)) - set(all_sentences()) - NOT_CODES == set()


def test_no_sentence_is_left_without_its_code() -> None:
    from qms.messages.signing import SENTENCES

    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    assert set(SENTENCES) - set(CODE.findall(text)) == set()
