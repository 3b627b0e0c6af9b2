"""Whatever bytes come in, the tool answers or refuses; it never fails in another way."""

import contextlib
import uuid
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from qms import word
from qms.errors import QmsError
from tests.word.build import OLE2, parts, procedure, small, unzipped, with_object, zipped


def judged(data: bytes) -> None:
    """Judge and read, guarded or not: nothing but an error of the service may come out."""
    for look in (word.guard, word.read, word.drop_embedded, word.read_identity, again):
        with contextlib.suppress(QmsError):
            look(data)


def again(data: bytes) -> None:
    """What the guard takes can be changed, and is then taken again."""
    word.guard(data)
    word.guard(word.with_identity(word.accept(data, drop=True), IDENTITY))


IDENTITY = word.Identity(uuid.UUID(int=1), uuid.UUID(int=2), "QT-01", "0" * 64)
SEEDS = st.sampled_from([procedure(), with_object(), small(), zipped(parts(), zipfile.ZIP_STORED)])


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.data())
def test_flipped_bytes_never_crash_the_guard(seed: bytes, data: st.DataObject) -> None:
    changed_bytes = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(seed) - 1))
        changed_bytes[place] = data.draw(st.integers(0, 255))
    judged(bytes(changed_bytes))


@settings(max_examples=80, deadline=None)
@given(SEEDS, st.floats(0, 1), st.floats(0, 1))
def test_truncated_and_cut_files_never_crash_the_guard(seed: bytes, a: float, b: float) -> None:
    first, second = sorted((int(a * len(seed)), int(b * len(seed))))
    judged(seed[:first])
    judged(seed[:first] + seed[second:])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["word/document.xml", "_rels/.rels"]))
def test_any_text_as_a_part_never_crashes_the_guard(text: str, part: str) -> None:
    judged(zipped(parts() | {part: text.encode("utf-8", "replace")}))


@settings(max_examples=120, deadline=None)
@given(SEEDS, st.data())
def test_flipped_bytes_inside_a_part_never_crash_the_guard(
    seed: bytes, data: st.DataObject
) -> None:
    files = unzipped(seed)
    part = data.draw(st.sampled_from(sorted(files)))
    inside = bytearray(files[part])
    for _ in range(data.draw(st.integers(1, 4))):
        inside[data.draw(st.integers(0, len(inside) - 1))] = data.draw(st.integers(32, 126))
    judged(zipped(files | {part: bytes(inside)}))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_after_an_ole_mark_never_crash_the_guard(tail: bytes) -> None:
    judged(OLE2[:8] + tail)
    judged(OLE2 + tail)
