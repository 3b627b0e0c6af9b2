"""The contract of a store: the same bytes come back, or a fact with a code."""

import hashlib
import io
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.errors import Broken, Invalid, NotFound, QmsError, Unavailable
from qms.store import FolderStore, Stored, open_store, read_bytes
from qms.store.folder import IN_MEMORY

DATA = "Quy trình kiểm soát tài liệu".encode() * 1000
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return open_store(tmp_path / "store", reserve=0)


def place(store: FolderStore, name: str = NAME) -> Path:
    return store.root / name[:2] / name[2:4] / name


def damage(path: Path, data: bytes) -> None:
    path.chmod(0o640)
    path.write_bytes(data)


def test_what_was_put_comes_back_under_its_hash(store: FolderStore) -> None:
    assert store.put(io.BytesIO(DATA)) == Stored(NAME, len(DATA))
    assert store.has(NAME)
    with store.open(NAME) as stream:
        assert stream.read(10) == DATA[:10]
        assert stream.read() == DATA[10:]
    assert store.verify(NAME) == Stored(NAME, len(DATA))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=5000))
def test_any_bytes_come_back(store: FolderStore, data: bytes) -> None:
    assert read_bytes(store, store.put(data).sha256) == data


def test_a_large_file_is_proven_before_its_first_byte(store: FolderStore) -> None:
    data = bytes(IN_MEMORY + 5)
    name = store.put(data).sha256
    assert read_bytes(store, name) == data
    damage(place(store, name), data[:-1] + b"x")
    with pytest.raises(Broken, match="STORE-MISMATCH"):
        store.open(name)


def test_a_file_lies_in_two_folders_of_its_name_and_is_read_only(store: FolderStore) -> None:
    store.put(DATA)
    assert place(store).read_bytes() == DATA
    assert place(store).stat().st_mode & 0o777 == 0o440
    assert not any(store.temporary.iterdir())


def test_a_stream_is_taken_from_where_it_stands(store: FolderStore) -> None:
    stream = io.BytesIO(b"head" + DATA)
    stream.seek(4)
    assert store.put(stream).sha256 == NAME


def test_the_same_bytes_twice_are_one_file_that_is_not_written_again(store: FolderStore) -> None:
    store.put(DATA)
    before = place(store).stat()
    assert store.put(DATA) == Stored(NAME, len(DATA))
    after = place(store).stat()
    assert (before.st_ino, before.st_size) == (after.st_ino, after.st_size)
    assert list(store.scan()) == [NAME]


def test_only_what_nobody_wrote_again_lately_is_removed(store: FolderStore) -> None:
    store.put(DATA)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    os.utime(place(store), (long_ago.timestamp(),) * 2)
    store.put(DATA)  # wanted again: an act under way is about to name it
    assert not store.remove(NAME, long_ago + timedelta(days=1))
    assert store.verify(NAME) == Stored(NAME, len(DATA))
    os.utime(place(store), (long_ago.timestamp(),) * 2)
    assert store.remove(NAME, long_ago + timedelta(days=1))
    assert store.remove(NAME, long_ago + timedelta(days=1))  # repeated after a kill
    assert list(store.scan()) == []
    assert list(store.temporary.iterdir()) == []
    assert store.put(DATA) == Stored(NAME, len(DATA))


@pytest.mark.parametrize("damaged", [DATA[:-1], b"", DATA[:-1] + b"?"])
def test_bytes_over_a_damaged_file_are_refused_not_hidden(
    store: FolderStore, damaged: bytes
) -> None:
    store.put(DATA)
    damage(place(store), damaged)
    with pytest.raises(Broken, match="STORE-MISMATCH"):
        store.put(DATA)
    assert place(store).read_bytes() == damaged
    assert not any(store.temporary.iterdir())


def test_one_flipped_bit_is_found_at_reading(store: FolderStore) -> None:
    store.put(DATA)
    damage(place(store), bytes([DATA[0] ^ 1]) + DATA[1:])
    for act in (store.open, store.verify):
        with pytest.raises(Broken) as caught:
            act(NAME)
        assert caught.value.parameters == {"sha256": NAME}


def test_what_is_not_there_is_missing(store: FolderStore) -> None:
    assert not store.has(NAME)
    for act in (store.open, store.verify):
        with pytest.raises(NotFound, match="STORE-MISSING"):
            act(NAME)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ab",
        NAME.upper(),
        NAME + "\n",
        NAME[:-1] + "g",
        "../" + NAME[:61],
        "/etc/passwd",
        NAME[:-4] + "/../",
        "١" * 64,
        NAME[:-1] + "\x00",
    ],
)
def test_only_a_hash_is_a_name(store: FolderStore, name: str) -> None:
    for act in (store.open, store.has, store.verify):
        with pytest.raises(Invalid, match="STORE-NAME"):
            act(name)


def test_a_folder_that_leads_outside_is_not_followed(store: FolderStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside" / NAME[2:4]
    outside.mkdir(parents=True)
    (outside / NAME).write_bytes(DATA)
    (store.root / NAME[:2]).symlink_to(tmp_path / "outside")
    with pytest.raises(Broken, match="STORE-OUTSIDE"):
        store.open(NAME)
    with pytest.raises(Broken, match="STORE-OUTSIDE"):
        store.put(DATA)


def test_a_link_in_place_of_a_file_is_not_followed(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(DATA)
    place(store).parent.mkdir(parents=True)
    place(store).symlink_to(tmp_path / "secret")
    with pytest.raises(Unavailable, match="STORAGE-FAILED"):
        store.open(NAME)


def test_scan_names_every_file_in_order_and_nothing_else(store: FolderStore) -> None:
    names = sorted(store.put(bytes([number])).sha256 for number in range(20))
    (store.root / "ab").mkdir(exist_ok=True)
    (store.root / "ab" / "cd").mkdir(exist_ok=True)
    (store.root / "ab" / "cd" / "notes.txt").write_text("x")
    (store.root / "ab" / "cd" / ("0" * 64)).write_text("in the wrong place")
    (store.root / "tmp" / NAME).write_text("x")
    assert list(store.scan()) == names


def test_the_reserve_is_kept_free(tmp_path: Path) -> None:
    store = open_store(tmp_path, reserve=2**62)
    with pytest.raises(Unavailable) as caught:
        store.put(b"x")
    assert caught.value.code == "DISK-FULL"
    assert list(store.scan()) == []


def test_twice_the_size_must_be_free_before_the_first_byte(store: FolderStore) -> None:
    class Huge(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 2**62 if whence == os.SEEK_END else super().seek(offset, whence)

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(Unavailable, match="DISK-FULL"):
        store.put(Huge(b"x"))


def test_an_upload_that_breaks_off_leaves_nothing_and_keeps_its_own_fault(
    store: FolderStore,
) -> None:
    class Torn(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = [b"x" * 100]

        def read(self, size: int = -1) -> bytes:
            if self.parts:
                return self.parts.pop()
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(Torn())  # type: ignore[arg-type]
    assert not any(store.temporary.iterdir())
    assert list(store.scan()) == []


def test_puts_of_the_same_bytes_at_once_all_succeed_with_one_file(store: FolderStore) -> None:
    for turn in range(10):
        data = DATA + bytes([turn])
        start, said = threading.Barrier(4), []

        def work(data: bytes = data, start: threading.Barrier = start, said: list = said) -> None:
            start.wait()
            try:
                said.append(store.put(data))
            except QmsError as error:
                said.append(error)

        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert said == [Stored(hashlib.sha256(data).hexdigest(), len(data))] * 4
    assert len(list(store.scan())) == 10
    assert not any(store.temporary.iterdir())


def test_a_store_opened_again_finds_what_it_had(store: FolderStore) -> None:
    store.put(DATA)
    assert read_bytes(open_store(store.root), NAME) == DATA
