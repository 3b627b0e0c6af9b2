"""`qms ca`: the life of the authority from the server's own console."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509

from qms import audit
from qms.cli.ca import ca as command
from qms.cli.console import Console
from qms.cli.main import qms
from qms.errors import QmsError
from qms.installation import installation
from qms.people import acts as people
from qms.people.rules import Operator
from qms.people.schemas import NewPerson
from qms.service import Service
from qms.signing import certificates_of, current_crls, live_certificate
from tests.support.clock import Clock
from tests.support.installations import ROOT_PASSPHRASE

Run = Callable[..., Result]


@pytest.fixture
def run(service: Service, tmp_path: Path) -> Run:
    """Run the command on the installation of the test, the root's passphrase in a file."""
    (tmp_path / "root.txt").write_text(ROOT_PASSPHRASE + "\n", encoding="utf-8")
    (tmp_path / "own.txt").write_text("câu khóa ký số của tôi\n", encoding="utf-8")

    def call(*arguments: object, own: bool = False, root: bool = False) -> Result:
        given = [str(one) for one in arguments]
        if own or root:
            given += ["--passphrase-file", str(tmp_path / ("own.txt" if own else "root.txt"))]
        console = Console(service.settings)
        console.__dict__["service"] = service
        with console:
            result = CliRunner().invoke(command, given, obj=console)
            console.__dict__.pop("service")  # the fixture closes it
        return result

    return call


@pytest.fixture
def hong(service: Service) -> str:
    new = NewPerson(login="hong.nt", full_name="Nguyễn Thị Hồng")
    people.create_person(service, Operator("root"), new)
    return "hong.nt"


def code(result: Result) -> str:
    assert isinstance(result.exception, QmsError), result.output
    return result.exception.code


def serials(service: Service) -> set[int]:
    with service.db.read() as session:
        lists = [x509.load_der_x509_crl(one.der) for one in current_crls(session, service.now())]
    return {one.serial_number for each in lists for one in each}


def states(run: Run) -> dict[str, str]:
    return {
        one["kind"]: one["state"] for one in json.loads(run("status", "--json").stdout)["items"]
    }


def test_it_is_a_command() -> None:
    assert "ca" in qms.list_commands(None)  # type: ignore[arg-type]


def test_status_names_what_must_be_done(run: Run, service: Service, clock: Clock) -> None:
    assert run("status").exit_code == 1, "no list was issued yet"
    assert run("crl").exit_code == 0
    well = run("status")
    assert well.exit_code == 0
    assert "qms ca root-offline" in well.output
    assert set(states(run).values()) == {"good"}
    clock.advance(days=25)
    assert states(run)["list"] == "soon"
    clock.advance(days=10)
    assert run("status").exit_code == 1
    assert states(run)["list"] == "ended"
    (service.settings.keys_path / "issuing.key.json").unlink()
    assert states(run)["issuing"] == "missing"


def test_the_root_key_goes_offline_and_comes_back_for_a_ceremony(
    run: Run, service: Service, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    done = run("root-offline", stick, root=True)
    assert done.exit_code == 0, done.output
    assert not service.authority.root_key_is_here
    assert (stick / "root.key.json").stat().st_mode & 0o777 == 0o600
    assert code(run("root-offline", stick, root=True)) == "SIGNING-ROOT-NOT-HERE"
    roots, issuers = service.authority.roots(), service.authority.issuers()
    held = run("ceremony", "--root-key", stick / "root.key.json", "--new-issuing", root=True)
    assert held.exit_code == 0, held.output
    assert service.authority.roots() == roots
    assert set(issuers) < set(service.authority.issuers())
    assert not service.authority.root_key_is_here
    assert set(states(run).values()) == {"good"}


def test_the_root_key_stays_where_the_copy_would_be_worth_nothing(
    run: Run, service: Service, tmp_path: Path
) -> None:
    target = tmp_path / "copy.json"
    wrong = run("root-offline", target, own=True)
    assert code(wrong) == "SIGNING-WRONG-PASSPHRASE"
    assert not target.exists()
    inside = service.settings.instance / "copy.json"
    assert code(run("root-offline", inside, root=True)) == "SIGNING-ROOT-INSIDE"
    target.write_text("something else")
    assert code(run("root-offline", target, root=True)) == "SIGNING-ROOT-TARGET"
    assert service.authority.root_key_is_here


def test_a_ceremony_without_a_new_ca_renews_the_root_list_and_the_service_keys(
    run: Run, service: Service, clock: Clock
) -> None:
    run("crl")
    before = service.authority.stamp_signer(clock()).certificate
    log_key, issuers = service.authority.log_key(), service.authority.issuers()
    clock.advance(days=720)
    assert states(run)["root_list"] == "soon"
    key = service.settings.keys_path / "root.key.json"
    assert run("ceremony", "--root-key", key, root=True).exit_code == 0
    assert states(run)["root_list"] == "good"
    assert service.authority.stamp_signer(clock()).certificate != before
    assert (service.authority.log_key(), service.authority.issuers()) == (log_key, issuers)


def test_a_lost_root_is_replaced_and_stays_trusted(run: Run, service: Service) -> None:
    old = service.authority.roots()
    (service.settings.keys_path / "root.key.json").unlink()
    assert run("ceremony", "--new-root", root=True).exit_code == 0
    assert set(old) < set(service.authority.roots())


@pytest.mark.parametrize("arguments", [["ceremony"], ["revoke", "hong.nt"], ["issue"]])
def test_half_a_command_is_wrong_usage(arguments: list[str], run: Run) -> None:
    assert run(*arguments).exit_code == 2


def test_a_ceremony_wants_one_root_only(run: Run, service: Service) -> None:
    key = service.settings.keys_path / "root.key.json"
    assert run("ceremony", "--root-key", key, "--new-root", root=True).exit_code == 2


def test_a_key_is_issued_renewed_and_revoked(run: Run, service: Service, hong: str) -> None:
    assert run("issue", hong, own=True).exit_code == 0
    assert code(run("issue", hong, own=True)) == "SIGNING-ALREADY-ENROLLED"
    assert run("renew", hong, own=True).exit_code == 0
    with service.db.read() as session:
        person_id = people_id(service, hong)
        newest, oldest = certificates_of(session, person_id)
        live = live_certificate(session, person_id, service.now())
    assert live is not None
    assert serials(service) == {int(one.serial, 16) for one in (newest, oldest)} - {
        int(live.serial, 16)
    }
    gone = run("revoke", live.serial, "--reason", "key_compromise", "--invalid-since", "2026-03-01")
    assert gone.exit_code == 0, gone.output
    assert len(serials(service)) == 2
    assert code(run("revoke", hong, "--reason", "superseded")) == "CERTIFICATE-NOT-FOUND"
    with service.db.read() as session:
        assert live_certificate(session, person_id, service.now()) is None


def people_id(service: Service, login: str):  # type: ignore[no-untyped-def]
    from qms.people import queries

    with service.db.read() as session:
        return queries.person_by_login(session, login)


def test_leaving_puts_the_certificate_on_the_list(
    run: Run, service: Service, hong: str, clock: Clock
) -> None:
    run("issue", hong, own=True)
    day = (clock() - timedelta(days=1)).date()
    clock.advance(days=2)
    person = people_id(service, hong)
    people.record_leaver(service, Operator("root"), person, day + timedelta(days=1))
    with service.db.read() as session:
        ended = certificates_of(session, person)[0]
    assert serials(service) == {int(ended.serial, 16)}


def test_a_list_is_written_to_a_file(run: Run, service: Service, tmp_path: Path) -> None:
    assert run("crl", "-o", tmp_path / "a.crl").exit_code == 0
    assert x509.load_der_x509_crl((tmp_path / "a.crl").read_bytes()).next_update_utc
    assert run("crl", "-o", tmp_path / "a.pem").exit_code == 0
    assert x509.load_pem_x509_crl((tmp_path / "a.pem").read_bytes()).next_update_utc
    assert "BEGIN X509 CRL" in run("crl").stdout


def test_what_is_done_to_the_authority_is_in_the_audit_log(run: Run, service: Service) -> None:
    run("crl")
    with service.db.read() as session:
        system = installation(session).system_id
        found = [one.action for one in audit.history(session, "authority", [system])]
    assert found == ["people.authority.list_issued"]
