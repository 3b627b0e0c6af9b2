"""A damaged or hostile backup is refused with the reason; what is there is never touched."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qms.archive import Wish, is_unfinished, make_backup, restore
from qms.archive.neutral import kind_of, shapes
from qms.errors import Conflict, NotFound, QmsError, Unavailable
from qms.people.rules import Operator
from qms.schema import metadata
from qms.service import open_service
from tests.archive.conftest import Place
from tests.support.cast import CHEAP, Cast

BY = Operator("root")


@pytest.fixture
def file(lived: Cast, tmp_path: Path) -> Path:
    return make_backup(lived.service, tmp_path / "a.qms", BY).file


def bring_back(settings, file: Path, clock):
    return restore(settings, file, Wish(BY, cost=CHEAP), clock=clock)


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None], *, seal: bool) -> Path:
    """The backup with other contents; with `seal` the manifest fits, as a forger would have it."""
    with zipfile.ZipFile(file) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    change(entries)
    if seal:
        manifest = json.loads(entries["manifest.json"])
        manifest["entries"] = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in entries.items()
            if name != "manifest.json"
        }
        entries["manifest.json"] = json.dumps(manifest).encode()
    target = file.with_name("b.qms")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return target


def table(entries: dict[str, bytes], name: str) -> str:
    return next(one for one in entries if one.endswith(f"-{name}.jsonl"))


def contents(file: Path) -> int:
    """Where the list of contents begins."""
    with zipfile.ZipFile(file) as packed:
        return packed.start_dir


def refusal(settings, file: Path, clock) -> QmsError:
    with pytest.raises(QmsError) as caught:
        bring_back(settings, file, clock)
    return caught.value


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.999])
def test_a_truncated_backup_is_refused(file: Path, place: Place, clock, share: float):
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    settings = place("sqlite")
    assert refusal(settings, file, clock).code == "BACKUP-NOT-WHOLE"
    assert list(settings.instance.iterdir()) == []


def test_a_flipped_byte_in_any_entry_is_found(file: Path, place: Place, clock):
    data = file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        entries = [one for one in packed.infolist() if one.compress_size > 8]
    for one in entries[:: len(entries) // 8]:
        altered = bytearray(data)
        altered[one.header_offset + 30 + len(one.filename) + 20 + one.compress_size // 2] ^= 0x55
        file.write_bytes(altered)
        error = refusal(place("sqlite"), file, clock)
        assert error.code in {"BACKUP-ENTRY-CHANGED", "BACKUP-MANIFEST"}, (one.filename, error)


def drop_row(entries: dict[str, bytes]) -> None:
    name = table(entries, "audit_event")
    entries[name] = b"\n".join(entries[name].split(b"\n")[:-2]) + b"\n"


def change_object(entries: dict[str, bytes]) -> None:
    entries[next(one for one in entries if one.startswith("store/"))] = b"another file"


def drop_table(entries: dict[str, bytes]) -> None:
    del entries[table(entries, "round")]


def drop_object(entries: dict[str, bytes]) -> None:
    del entries[next(one for one in entries if one.startswith("store/"))]


def add_entry(entries: dict[str, bytes]) -> None:
    entries["store/" + "0" * 64] = b"extra"


def climb(entries: dict[str, bytes]) -> None:
    entries["../../etc/cron.d/qms"] = b"x"


def other_manifest(entries: dict[str, bytes]) -> None:
    entries["manifest.json"] = b'{"format": "qms-backup-1"}'


def future_format(entries: dict[str, bytes]) -> None:
    entries["manifest.json"] = b'{"format": "qms-backup-99"}'


def future_schema(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    manifest["schema_version"] = "ffffffffffff"
    entries["manifest.json"] = json.dumps(manifest).encode()


def other_head(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    manifest["head"]["size"] -= 1
    entries["manifest.json"] = json.dumps(manifest).encode()


def bad_row(entries: dict[str, bytes]) -> None:
    entries[table(entries, "unit")] += b'["not a row"]\n'


def bad_header(entries: dict[str, bytes]) -> None:
    name = table(entries, "unit")
    entries[name] = entries[name].replace(b'"code"', b'"kode"', 1)


def orphan_row(entries: dict[str, bytes]) -> None:
    name = table(entries, "statement")
    header = entries[name].split(b"\n", 1)[0] + b"\n"
    manifest = json.loads(entries["manifest.json"])
    manifest["tables"]["statement"] = 0
    entries["manifest.json"] = json.dumps(manifest).encode()
    entries[name] = header


@pytest.mark.parametrize(
    ("change", "seal", "code"),
    [
        (drop_row, False, "BACKUP-ENTRY-CHANGED"),
        (drop_row, True, "BACKUP-TABLE"),
        (change_object, False, "BACKUP-ENTRY-CHANGED"),
        (change_object, True, "BACKUP-ENTRY-CHANGED"),
        (drop_table, False, "BACKUP-ENTRY-MISSING"),
        (drop_table, True, "BACKUP-TABLE"),
        (drop_object, False, "BACKUP-ENTRY-MISSING"),
        (add_entry, False, "BACKUP-ENTRY-EXTRA"),
        (climb, True, "BACKUP-ENTRY-NAME"),
        (other_manifest, False, "BACKUP-MANIFEST"),
        (future_format, False, "BACKUP-FORMAT"),
        (future_schema, False, "BACKUP-SCHEMA-UNKNOWN"),
        (other_head, False, "BACKUP-OTHER-HEAD"),
        (bad_row, True, "BACKUP-ROW"),
        (bad_header, True, "BACKUP-TABLE"),
        (orphan_row, True, "BACKUP-TABLE"),
    ],
)
def test_an_altered_backup_is_refused(file: Path, place: Place, clock, change, seal, code):
    settings = place("sqlite")
    assert refusal(settings, rewritten(file, change, seal=seal), clock).code == code
    if is_unfinished(settings):
        with pytest.raises(Unavailable, match="RESTORE-UNFINISHED"):
            open_service(settings, clock)
    assert bring_back(settings, file, clock).report.ok  # and the good one is taken after it


def test_an_entry_that_only_patches_another_is_refused(file: Path, place: Place, clock):
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as packed:
        stored = [one for one in packed.infolist() if one.filename.startswith("store/")]
    listed = data.rindex(stored[0].filename.encode())  # in the directory, 46 bytes into its entry
    data[listed - 46 + 8] |= 0x20
    file.write_bytes(data)
    assert refusal(place("sqlite"), file, clock).code == "BACKUP-ENTRY-CHANGED"


def test_a_doubled_entry_is_refused(file: Path, place: Place, clock):
    with zipfile.ZipFile(file, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("manifest.json", b"{}")
    assert refusal(place("sqlite"), file, clock).code == "BACKUP-ENTRY-NAME"


def test_overlapping_entries_are_refused(file: Path, place: Place, clock):
    """Two entries of the list of contents point to the same bytes: the way of a zip bomb."""
    data = bytearray(file.read_bytes())
    first = contents(file)
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    file.write_bytes(data)
    assert refusal(place("sqlite"), file, clock).code == "BACKUP-ENTRY-OVERLAP"


def test_an_entry_that_claims_to_be_huge_is_refused(file: Path, place: Place, clock):
    data = bytearray(file.read_bytes())
    first = contents(file)
    data[first + 24 : first + 28] = struct.pack("<L", 2**31 - 1)
    file.write_bytes(data)
    assert refusal(place("sqlite"), file, clock).code == "BACKUP-ENTRY-BOMB"


def test_an_entry_longer_than_stated_is_cut_off(file: Path, place: Place, clock):
    def grow(entries: dict[str, bytes]) -> None:
        entries["settings.json"] += b" " * 10_000_000

    assert refusal(place("sqlite"), rewritten(file, grow, seal=False), clock).code == (
        "BACKUP-ENTRY-CHANGED"
    )


def test_no_file_and_no_backup_are_told(place: Place, clock, tmp_path: Path):
    settings = place("sqlite")
    assert refusal(settings, tmp_path / "none.qms", clock).code == "BACKUP-NOT-FOUND"
    (tmp_path / "x.qms").write_bytes(b"not a backup at all")
    assert refusal(settings, tmp_path / "x.qms", clock).code == "BACKUP-NOT-WHOLE"


def test_an_installation_in_use_is_never_overwritten(lived: Cast, file: Path, clock):
    settings = lived.service.settings
    before = Path(lived.service.db.engine.url.database).read_bytes()
    error = refusal(settings, file, clock)
    assert (type(error), error.code) == (Conflict, "RESTORE-NOT-EMPTY")
    assert Path(lived.service.db.engine.url.database).read_bytes() == before
    assert settings.secret_path.exists()


def test_a_database_in_use_is_never_overwritten(
    lived: Cast, file: Path, place: Place, clock, tmp_path: Path
):
    url = lived.service.settings.database_url
    settings = replace(place("sqlite"), database_url=url)
    assert refusal(settings, file, clock).code == "RESTORE-NOT-EMPTY"
    assert not is_unfinished(settings)
    # Nor when an unfinished restore elsewhere is pointed at it.
    broken = rewritten(file, other_head, seal=False)
    unfinished = place("sqlite")
    assert refusal(unfinished, broken, clock).code == "BACKUP-OTHER-HEAD"
    assert is_unfinished(unfinished)
    astray = replace(unfinished, database_url=url)
    assert refusal(astray, file, clock).code == "RESTORE-NOT-EMPTY"
    with lived.service.db.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM revision").scalar() == 5


def test_a_backup_does_not_replace_a_file(lived: Cast, file: Path, tmp_path: Path):
    before = file.read_bytes()
    with pytest.raises(Conflict, match="BACKUP-EXISTS"):
        make_backup(lived.service, file, BY)
    with pytest.raises(NotFound, match="BACKUP-NO-FOLDER"):
        make_backup(lived.service, tmp_path / "none" / "a.qms", BY)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_lost_file_does_not_stop_the_backup_and_is_named(
    lived: Cast, tmp_path: Path, place: Place, clock
):
    store = lived.service.store
    lost = next(iter(store.scan()))
    (store.root / lost[:2] / lost[2:4] / lost).unlink()
    made = make_backup(lived.service, tmp_path / "c.qms", BY)
    assert made.manifest.missing == (lost,)
    report = bring_back(place("sqlite"), made.file, clock).report
    assert not report.ok
    assert report.store.missing == 1


def test_every_column_of_the_schema_can_be_carried():
    for one in shapes(metadata()):
        source = metadata().tables[one.name]
        assert all(source.c[name].nullable for name in one.later), one.name
        assert [kind_of(column.type) for column in source.columns]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_killed_restore_is_begun_anew(file: Path, place: Place, clock, kind: str):
    """Stopped after every step in turn: the instance does not open, and the next try succeeds."""
    settings = place(kind)
    steps = []

    class Killed(BaseException):
        """Not an error anything could handle."""

    def dying(step: str, done: int, total: int) -> None:
        if step not in steps:
            steps.append(step)
            raise Killed

    while True:
        try:
            restored = restore(settings, file, Wish(BY, cost=CHEAP), clock=clock, progress=dying)
        except Killed:
            assert is_unfinished(settings)
            with pytest.raises(Unavailable, match="RESTORE-UNFINISHED"):
                open_service(settings, clock)
        else:
            break
    assert restored.report.ok
    assert {"files", "tables", "schema", "database", "statements", "log"} <= set(steps)
    service = open_service(settings, clock)
    assert len(service.authority.roots()) == 2
    service.close()
