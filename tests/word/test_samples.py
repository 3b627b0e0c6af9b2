"""Real decree files as the government's site gives them."""

import io
import unicodedata
import uuid
from pathlib import Path

import docx
import pytest

from qms import word
from qms.errors import WrongMedia

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples"
pytestmark = pytest.mark.samples
FILES = ["30_2020_ND_CP.docx", "Phuluc2.docx", "Phuluc4.docx"]


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_taken_and_read(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert word.accept(data) == data
    content = word.read(data)
    opened = docx.Document(io.BytesIO(data))
    for paragraph in opened.paragraphs:
        for line in unicodedata.normalize("NFC", paragraph.text).splitlines():
            assert " ".join(line.split()) in " ".join(content.text.split())
    assert len(content.tables) == len(opened.tables)
    assert word.submission_problems(content) == ()


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_carries_an_identity(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    identity = word.Identity(uuid.uuid4(), uuid.uuid4(), "TLBN-30", "0" * 64)
    marked = word.with_identity(data, identity)
    assert word.read_identity(marked) == identity
    assert word.read(marked).text == word.read(data).text


def test_the_titles_are_found() -> None:
    titles = [word.read_text((FOLDER / name).read_bytes()).title for name in FILES]
    assert titles == [
        "NGHỊ ĐỊNH Về công tác văn thư",
        "Phụ lục II VIẾT HOA TRONG VĂN BẢN HÀNH CHÍNH",
        "Phụ lục IV MẪU VỀ QUẢN LÝ VĂN BẢN",
    ]


def test_a_real_doc_is_told_from_an_encrypted_file() -> None:
    with pytest.raises(WrongMedia) as caught:
        word.guard((FOLDER / "Phuluc4.doc").read_bytes())
    assert caught.value.code == "INTAKE-LEGACY-DOC"
