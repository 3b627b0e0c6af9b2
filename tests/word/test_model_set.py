"""The model documents that ship with the product say what their manifest says."""

import json
from pathlib import Path

import pytest

from qms import word

FOLDER = Path(__file__).resolve().parents[2] / "controlled_docs"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("listed", MANIFEST, ids=[one["code"] for one in MANIFEST])
def test_a_model_document_is_taken_and_matches_the_manifest(listed: dict[str, object]) -> None:
    data = (FOLDER / str(listed["file"])).read_bytes()
    assert word.accept(data) == data
    content = word.read(data)
    expected = {name: listed[name] for name in ("code", "title", "edition", "revision")}
    assert word.mismatches(content, **expected) == ()  # type: ignore[arg-type]
    assert word.submission_problems(content) == ()
