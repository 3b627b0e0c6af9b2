"""A downloaded copy knows its document, through every program that saves it again."""

import io
import uuid
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms import word
from tests.word.build import (
    HEAD,
    link,
    links,
    parts,
    procedure,
    saved,
    small,
    types,
    unzipped,
    zipped,
)
from tests.word.office import needs_office, saved_again

ONE = word.Identity(uuid.UUID(int=1), uuid.UUID(int=2), "QT-ĐĐ-01", "ab" * 32)
TWO = word.Identity(uuid.UUID(int=3), uuid.UUID(int=4), "QT-05", "cd" * 32)
CUSTOM = "docProps/custom.xml"
NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def with_properties(**texts: str) -> bytes:
    lines = "".join(
        f'<property fmtid="{FORMAT}" pid="{pid}" name="{name}"><vt:lpwstr>{text}</vt:lpwstr>'
        "</property>"
        for pid, (name, text) in enumerate(texts.items(), start=2)
    )
    files = parts()
    files["[Content_Types].xml"] = types({"/" + CUSTOM: KIND})
    files["_rels/.rels"] = links(
        link("officeDocument", "word/document.xml"), link("custom-properties", CUSTOM, id="rId2")
    )
    text = f'{HEAD}<Properties xmlns="{NS}" xmlns:vt="{VT}">{lines}</Properties>'
    files[CUSTOM] = text.encode()
    return zipped(files)


def test_a_file_without_an_identity_has_none() -> None:
    assert word.read_identity(procedure()) is None
    assert word.read_identity(with_properties(Phong="Văn phòng")) is None


def test_an_identity_is_written_and_read() -> None:
    marked = word.with_identity(procedure(), ONE)
    assert word.read_identity(marked) == ONE
    assert word.read_text(marked).identity == ONE
    assert word.guard(marked).strippable == ()


def test_every_other_part_stays_byte_for_byte() -> None:
    before, after = unzipped(procedure()), unzipped(word.with_identity(procedure(), ONE))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {CUSTOM, "[Content_Types].xml", "_rels/.rels"}
    assert set(before) <= set(after)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert word.with_identity(procedure(), ONE) == word.with_identity(procedure(), ONE)
    marked = word.with_identity(procedure(), ONE)
    assert word.with_identity(marked, ONE) == marked


def test_a_new_identity_replaces_the_old_and_keeps_other_properties() -> None:
    data = with_properties(Phong="Văn phòng", So="45/TB")
    twice = word.with_identity(word.with_identity(data, ONE), TWO)
    assert word.read_identity(twice) == TWO
    text = unzipped(twice)[CUSTOM].decode()
    assert "Văn phòng" in text
    assert "45/TB" in text
    assert text.count("QMS.Code") == 1
    pids = [piece.split('"')[1] for piece in text.split(" pid=")[1:]]
    assert sorted(pids) == ["2", "3", "4", "5", "6", "7"]


def test_a_stray_part_of_that_name_is_not_overwritten() -> None:
    data = zipped(parts() | {"docProps/Custom.xml": b"<a/>"})
    marked = word.with_identity(data, ONE)
    assert word.read_identity(marked) == ONE
    assert unzipped(marked)["docProps/Custom.xml"] == b"<a/>"


@pytest.mark.parametrize(
    "broken",
    [{"QMS.RevisionId": "không phải"}, {"QMS.BaseSha256": "abc"}, {"QMS.DocumentId": ""}],
)
def test_an_unreadable_identity_is_none(broken: dict[str, str]) -> None:
    good = ONE.properties()
    assert word.read_identity(with_properties(**good)) == ONE
    assert word.read_identity(with_properties(**(good | broken))) is None


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_any_code_comes_back(code: str) -> None:
    identity = word.Identity(uuid.UUID(int=5), uuid.UUID(int=6), code, "0" * 64)
    assert word.read_identity(word.with_identity(small(), identity)) == identity


def test_an_identity_survives_python_docx() -> None:
    opened = docx.Document(io.BytesIO(word.with_identity(procedure(), ONE)))
    opened.add_paragraph("Sửa đổi")
    again = saved(opened)
    assert word.read_identity(again) == ONE
    assert word.guard(again).strippable == ()


@needs_office
def test_an_identity_survives_libreoffice(tmp_path: Path) -> None:
    again = saved_again(word.with_identity(procedure(), ONE), tmp_path)
    assert word.guard(again).strippable == ()
    content = word.read(again)
    assert content.identity == ONE
    assert (content.code, content.edition, content.revision) == ("QT-01", 2, 0)
    assert content.tables == word.read(procedure()).tables
