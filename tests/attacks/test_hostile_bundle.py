"""Altered bundles are refused with the reason, whoever altered them."""

import io
import json
import struct
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from qms.proofs.acts.check import check_elsewhere
from qms.signing import create_authority
from qms.signing.bundle import Expected, Limits, check_bundle
from qms.signing.bundle.manifest import MANIFEST, SIGNATURE
from qms.signing.judging import Against
from tests.attacks.bundles import Origin, described, opened, origin, packed
from tests.support.cast import CHEAP

APPROVAL = "statements/03-approve"


def stated(data: bytes) -> dict:
    return json.loads(opened(data)["bundle.json"])


def test_the_bundle_these_attacks_begin_with_is_sound(origin: Origin):
    verdict = origin.judged(origin.bundles[0])
    assert verdict.faults == ()
    assert [one.logged for one in verdict.statements] == [True, True, True]
    assert origin.insider(lambda entries: None) == set()
    assert verdict.sealed is not None
    assert verdict.sealed.stamped


# -- the container


def test_two_entries_of_one_name_are_refused(origin: Origin):
    stream = io.BytesIO(origin.bundles[0])
    info = zipfile.ZipInfo("README.txt")
    info.external_attr = 0o644 << 16
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(info, b"other")
    assert origin.codes(stream.getvalue()) == {"BUNDLE-DUPLICATE"}


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "/etc/passwd",
        "files/../../outside",
        "files\\outside.txt",
        "files/a..b",
        ".hidden",
        "files/",
        "files/tên.pdf",
        "a/b/c/d/e/f",
        "x" * 200,
        "files/a\n.txt",
        "C:/windows",
    ],
)
def test_names_that_lead_elsewhere_are_refused(origin: Origin, name: str):
    assert origin.stranger(lambda entries: entries.update({name: b"x"})) == {"BUNDLE-NAME"}


def test_names_that_differ_in_case_alone_are_refused(origin: Origin):
    assert origin.stranger(lambda entries: entries.update({"readme.TXT": b"x"})) == {
        "BUNDLE-DUPLICATE"
    }


def test_a_link_among_the_entries_is_refused(origin: Origin):
    stream = io.BytesIO(origin.bundles[0])
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo("files/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/passwd")
    assert origin.codes(stream.getvalue()) == {"BUNDLE-NAME"}


def test_a_bomb_is_not_unpacked(origin: Origin):
    bomb = b"\0" * (8 * 1024 * 1024)
    assert origin.stranger(lambda entries: entries.update({"files/big.txt": bomb})) == {
        "BUNDLE-BOMB"
    }


def test_limits_of_size_and_number_hold(origin: Origin):
    for limits in (Limits(entries=5), Limits(total=10_000), Limits(entry=1_000)):
        against = Against(origin.roots, origin.now, None)
        found = check_bundle(io.BytesIO(origin.bundles[0]), Expected(against, limits=limits))
        assert [one.code for one in found.faults] == ["BUNDLE-BOMB"]


@pytest.mark.parametrize("where", ["end", "comment", "between"])
def test_bytes_outside_of_entries_are_refused(origin: Origin, where: str):
    data = origin.bundles[0]
    if where == "end":
        data += b"tail"
    elif where == "comment":
        data = data[:-2] + struct.pack("<H", 4) + b"note"
    else:
        central = struct.unpack("<L", data[-6:-2])[0]
        data = data[:central] + b"gap!" + data[central:-6]
        data += struct.pack("<LH", central + 4, 0)
    assert origin.codes(data) == {"BUNDLE-HIDDEN-DATA"}


def test_a_program_before_the_first_entry_makes_it_no_bundle(origin: Origin):
    assert not origin_ok(origin, b"#!/bin/sh\n" + origin.bundles[0])


def origin_ok(origin: Origin, data: bytes) -> bool:
    return check_elsewhere(io.BytesIO(data), origin.now, origin.roots).ok


def test_headers_that_say_different_things_are_refused(origin: Origin):
    data = bytearray(origin.bundles[0])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        second = archive.infolist()[1]
    data[second.header_offset + 30] ^= 0x20  # the local name alone
    assert origin.codes(bytes(data)) == {"BUNDLE-HIDDEN-DATA"}


def test_a_damaged_or_cut_container_is_an_answer_and_no_crash(origin: Origin):
    data = origin.bundles[0]
    for cut in (100, 1_000, len(data) // 2, len(data) - 1):
        assert not origin_ok(origin, data[:cut])
    for position in range(50, len(data), len(data) // 60):
        damaged = bytearray(data)
        damaged[position] ^= 0xFF
        assert not origin_ok(origin, bytes(damaged)), position


def test_no_byte_of_the_directory_is_free(origin: Origin):
    data = origin.bundles[0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start, last = archive.start_dir, archive.infolist()[-1]
    for position in [
        *range(start, start + 46),
        *range(last.header_offset, last.header_offset + 30),
    ]:
        for bit in (0x01, 0x80):
            changed = bytearray(data)
            changed[position] ^= bit
            assert not origin_ok(origin, bytes(changed)), position


def test_another_mimetype_or_one_that_is_packed_is_refused(origin: Origin):
    assert origin.stranger(lambda one: one.update(mimetype=b"application/zip")) == {
        "BUNDLE-MIMETYPE"
    }


# -- the manifest and its seal


@pytest.mark.parametrize(
    "name", ["README.txt", "index.html", "bundle.json", "trust/root.pem", "SHA256SUMS"]
)
def test_a_changed_entry_is_named(origin: Origin, name: str):
    changed = origin.stranger(lambda one: one.update({name: one[name] + b" "}))
    assert "BUNDLE-CHANGED" in changed


def test_an_entry_added_or_taken_away_is_named(origin: Origin):
    assert origin.stranger(lambda one: one.update({"files/more.txt": b"x"})) == {"BUNDLE-UNLISTED"}
    assert origin.stranger(lambda one: one.update({"META-INF/x.xml": b"x"})) == {"BUNDLE-UNLISTED"}
    gone = origin.stranger(lambda one: one.pop("policy/2026-1.txt"))
    assert gone == {"BUNDLE-MISSING"}


def test_a_bundle_without_manifest_or_seal_is_refused(origin: Origin):
    for name in (MANIFEST, SIGNATURE):
        assert origin.stranger(lambda one, name=name: one.pop(name)) == {"BUNDLE-NO-MANIFEST"}


def test_a_manifest_written_otherwise_is_refused(origin: Origin):
    def spaced(entries: dict[str, bytes]) -> None:
        entries[MANIFEST] = entries[MANIFEST].replace(b"<ds:Digest", b" <ds:Digest", 1)

    def doctype(entries: dict[str, bytes]) -> None:
        entries[MANIFEST] = b'<!DOCTYPE x [<!ENTITY a "a">]>' + entries[MANIFEST]

    assert origin.stranger(spaced) == {"BUNDLE-MANIFEST"}
    assert origin.stranger(doctype) == {"BUNDLE-MANIFEST"}


def test_a_manifest_of_changed_entries_under_the_old_seal_is_refused(origin: Origin):
    def relisted(entries: dict[str, bytes]) -> None:
        seal = entries[SIGNATURE]
        entries["README.txt"] += b"trust me"
        entries.update(origin.sealed(entries))
        entries[SIGNATURE] = seal

    assert origin.stranger(relisted) == {"BUNDLE-SEAL"}


def test_the_seal_of_another_authority_is_refused(origin: Origin, tmp_path: Path):
    other = create_authority(
        tmp_path / "keys",
        organisation="Sở Nông nghiệp và Môi trường tỉnh Sông Lam",
        root_passphrase="mật khẩu của chứng thư gốc",
        instance_secret=bytes(32),
        now=origin.now - timedelta(days=1),
        cost=CHEAP,
    )

    def resealed(entries: dict[str, bytes]) -> None:
        from qms.signing.bundle import seal_manifest

        entries["README.txt"] += b"trust me"
        entries.update(origin.sealed(entries))
        entries[SIGNATURE] = seal_manifest(entries[MANIFEST], other, origin.now)

    assert origin.stranger(resealed) == {"BUNDLE-SEAL"}


def test_the_signature_of_a_person_is_no_seal(origin: Origin):
    def by_person(entries: dict[str, bytes]) -> None:
        entries[SIGNATURE] = entries[f"{APPROVAL}.p7s"]

    verdict = origin.stranger(by_person)
    assert verdict == {"BUNDLE-SEAL"}


def test_a_bundle_from_another_installation_holds_under_its_own_root_alone(origin: Origin):
    found = check_elsewhere(io.BytesIO(origin.bundles[0]), origin.now, ()).bundle
    assert found is not None
    assert {"BUNDLE-SEAL", "BUNDLE-STATEMENT"} <= {one.code for one in found.faults}
    here = Expected(Against(origin.roots, origin.now, None), system=str(uuid4()))
    told = check_bundle(io.BytesIO(origin.bundles[0]), here)
    assert "BUNDLE-OTHER-INSTALLATION" in {one.code for one in told.faults}


# -- what only somebody with the bundle's key could do: the signatures inside hold on their own


def test_a_swapped_file_is_named_although_the_seal_holds(origin: Origin):
    def swap(entries: dict[str, bytes]) -> None:
        entries["files/QT-05_01-00.docx"] = opened(origin.bundles[1])["files/QT-06_01-00.docx"]

    assert origin.insider(swap) == {"BUNDLE-FILE-NOT-HERE"}


def test_a_changed_statement_is_named(origin: Origin):
    def change(entries: dict[str, bytes]) -> None:
        name = f"{APPROVAL}.json"
        entries[name] = entries[name].replace(b'"edition":1', b'"edition":2')

    found = origin.insider(change)
    assert {"BUNDLE-STATEMENT", "BUNDLE-STATEMENT-OTHER"} <= found


def test_a_signature_of_another_statement_is_named(origin: Origin):
    def swap(entries: dict[str, bytes]) -> None:
        entries[f"{APPROVAL}.p7s"] = entries["statements/02-agree.p7s"]

    assert origin.insider(swap) == {"BUNDLE-STATEMENT"}


def test_a_whole_approval_replayed_from_another_document_is_named(origin: Origin):
    def replay(entries: dict[str, bytes]) -> None:
        other = opened(origin.bundles[1])
        for end in ("json", "p7s", "sig", "tst"):
            entries[f"{APPROVAL}.{end}"] = other[f"{APPROVAL}.{end}"]
        for part in ("entry", "proof"):
            entries.pop(f"audit/03-approve-{part}.json")
        told = stated(origin.bundles[0])["statements"]
        told[2]["sha256"] = stated(origin.bundles[1])["statements"][2]["sha256"]
        described(entries, statements=told)

    assert origin.insider(replay) == {"BUNDLE-OTHER-DOCUMENT"}


def test_a_bundle_that_calls_itself_another_document_is_named(origin: Origin):
    about = stated(origin.bundles[0])["about"] | {"id": str(uuid4())}
    assert "BUNDLE-OTHER-DOCUMENT" in origin.insider(lambda one: described(one, about=about))


def test_statements_of_another_installation_are_named(origin: Origin):
    found = origin.insider(lambda one: described(one, system=str(uuid4())))
    assert "BUNDLE-STATEMENT-OTHER-SYSTEM" in found
    assert "BUNDLE-STATEMENT-OTHER-SYSTEM" in origin.insider(
        lambda one: described(one, installation="demo")
    )


def test_a_statement_left_out_between_two_others_is_named(origin: Origin):
    def leave_out(entries: dict[str, bytes]) -> None:
        for name in [one for one in entries if "02-agree" in one]:
            del entries[name]
        told = stated(origin.bundles[0])["statements"]
        described(entries, statements=[told[0], told[2]])

    assert origin.insider(leave_out) == {"BUNDLE-PREVIOUS-MISSING"}


def test_a_statement_the_description_does_not_know_is_named(origin: Origin):
    told = stated(origin.bundles[0])["statements"][:2]
    assert origin.insider(lambda one: described(one, statements=told)) == {"BUNDLE-STATEMENT-LIST"}


def test_an_absent_time_stamp_file_inside_the_signature_cannot_be_swapped(origin: Origin):
    def bare(entries: dict[str, bytes]) -> None:
        entries[f"{APPROVAL}.p7s"] = opened(origin.bundles[1])[f"{APPROVAL}.p7s"]

    assert origin.insider(bare) == {"BUNDLE-STATEMENT"}


@pytest.mark.parametrize("field", ["idx", "size", "path"])
def test_a_changed_proof_of_the_log_is_named(origin: Origin, field: str):
    def change(entries: dict[str, bytes]) -> None:
        name = "audit/03-approve-proof.json"
        value = json.loads(entries[name])
        value[field] = ["00" * 32, *value["path"][1:]] if field == "path" else value[field] - 1
        entries[name] = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()

    assert origin.insider(change) == {"BUNDLE-PROOF"}


def test_the_entry_of_another_signature_proves_nothing(origin: Origin):
    def swap(entries: dict[str, bytes]) -> None:
        for part in ("entry", "proof"):
            entries[f"audit/03-approve-{part}.json"] = entries[f"audit/02-agree-{part}.json"]

    assert origin.insider(swap) == {"BUNDLE-PROOF"}


def test_a_changed_checkpoint_is_named(origin: Origin):
    def change(entries: dict[str, bytes]) -> None:
        lines = entries["audit/checkpoint.txt"].split(b"\n")
        lines[1] = str(int(lines[1]) + 1).encode()
        entries["audit/checkpoint.txt"] = b"\n".join(lines)

    assert origin.insider(change) == {"BUNDLE-CHECKPOINT"}


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"[]",
        b"{}",
        b'{"_type":"urn:x-qms:bundle:1"}',
        b'{"_type":"urn:x-qms:bundle:2","about":{}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_description_that_is_none_is_refused(origin: Origin, bad: bytes):
    found = origin.insider(lambda one: one.update({"bundle.json": bad}))
    assert found == {"BUNDLE-DESCRIPTION"}


def test_revocation_before_the_signature_counts_also_for_a_stranger(origin: Origin):
    """The list that tells it is in the bundle, signed by the agency."""
    from qms.signing import RevocationReason, certificates_of, revoke
    from qms.signing.crl import issue_crl

    cast = origin.cast
    service = cast.service
    with service.db.write() as session:
        row = certificates_of(session, cast["binh"])[0]
        revoke(
            session,
            row.id,
            reason=RevocationReason.KEY_COMPROMISE,
            now=service.now(),
            invalidity_at=service.now() - timedelta(days=1),
        )
        issue_crl(session, service.authority, service.now())
    later = origin.export(origin.documents[0])
    verdict = origin.judged(later)
    wrong = {one.entry: one.reasons for one in verdict.faults}
    assert wrong == {"statements/02-agree.p7s": ("CERTIFICATE-REVOKED-BEFORE",)}
    assert packed(opened(later))


__all__ = ["origin"]
