"""Time-stamps: the built-in authority, an outside one over HTTP, and forged tokens."""

import hashlib
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from asn1crypto.parser import emit, parse

from qms.errors import Unavailable
from qms.signing import Authority
from qms.signing import certificates as ca
from qms.signing.cades import _edited, run, sign_detached, with_token, without_token
from qms.signing.service_keys import ServiceKey
from qms.signing.timestamps import Stamper, Token, check_token
from qms.signing.timestamps.builtin import make_token
from tests.signing.pki import NOW, World

LATER = NOW + timedelta(minutes=5)
DIGEST = hashlib.sha256(b"signature value").digest()


@pytest.fixture
def token(authority: Authority) -> Token:
    return Stamper(authority).stamp(DIGEST, LATER)


def verdict(der: bytes, authority: Authority, digest: bytes = DIGEST) -> tuple[str, ...]:
    return check_token(der, digest, anchors=authority.stamp_anchors()).reasons


def test_the_built_in_authority_states_the_time_it_was_given(token: Token) -> None:
    assert token.gen_time == LATER
    assert token.internal
    assert "QMS Time Stamping" in token.authority
    assert token.ends_at > LATER + timedelta(days=5 * 365)


def test_a_token_holds_for_its_own_digest_only(token: Token, authority: Authority) -> None:
    assert verdict(token.der, authority) == ()
    other = hashlib.sha256(b"another").digest()
    assert verdict(token.der, authority, other) == ("TOKEN-OTHER-DIGEST",)


def test_two_tokens_over_the_same_are_not_the_same(token: Token, authority: Authority) -> None:
    assert Stamper(authority).stamp(DIGEST, LATER).der != token.der


@pytest.mark.openssl
def test_openssl_takes_the_token_with_the_root_alone(
    token: Token, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "t.tst").write_bytes(token.der)
    (tmp_path / "root.pem").write_bytes(ca.pem(authority.roots()[0]))
    command = [
        *("openssl", "ts", "-verify", "-token_in", "-in", "t.tst", "-digest", DIGEST.hex()),
        *("-CAfile", "root.pem", "-attime", str(int(LATER.timestamp()))),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout, done.stderr


def test_a_token_is_der_with_ordered_sets_and_no_written_defaults(token: Token) -> None:
    signed = cms.ContentInfo.load(token.der)["content"]
    for members in (signed["certificates"], signed["signer_infos"][0]["signed_attrs"]):
        encoded = [one.dump() for one in members]
        assert encoded == sorted(encoded)
    assert cms.ContentInfo.load(token.der).dump(force=True) == token.der
    attributes = {one["type"].native: one for one in signed["signer_infos"][0]["signed_attrs"]}
    named = attributes["signing_certificate_v2"]["values"][0]["certs"][0]
    assert b"\x04\x20" in named.dump()[:6], "the hash comes first: SHA-256 goes unsaid"


def test_any_changed_byte_is_refused(token: Token, authority: Authority) -> None:
    for place in range(0, len(token.der), 61):
        changed = bytearray(token.der)
        changed[place] ^= 0x01
        assert verdict(bytes(changed), authority), place


@pytest.mark.parametrize("rubbish", [b"", b"\x30", b"\x30\x03\x02\x01\x00", b"%PDF-1.7", b"0" * 99])
def test_rubbish_is_refused_without_an_exception(rubbish: bytes, authority: Authority) -> None:
    assert verdict(rubbish, authority)


def test_too_much_is_refused_unread(authority: Authority) -> None:
    assert verdict(b"0" * 70_000, authority) == ("TOKEN-TOO-LARGE",)


def test_an_unsigned_part_beside_the_token_is_refused(token: Token, authority: Authority) -> None:
    assert verdict(with_token(token.der, token.der), authority) == ("TOKEN-UNEXPECTED-PART",)


def forged(world: World, *, stamping: bool = True, at: datetime = LATER) -> bytes:
    key = ca.new_key()
    made = ca.issue_service(world.issuing, key.public_key(), "TSA", stamping=stamping, now=NOW)
    chain = (ca.der(world.issuing.certificate),)
    return make_token(DIGEST, ServiceKey(key, ca.der(made), chain), at)


def test_a_token_of_an_unknown_authority_is_refused(authority: Authority) -> None:
    world = World()
    made = forged(world)
    assert verdict(made, authority) == ("TOKEN-NOT-TRUSTED",)
    assert check_token(made, DIGEST, anchors=[]).reasons == ("TOKEN-NOT-TRUSTED",)
    assert check_token(made, DIGEST, anchors=[ca.der(world.root.certificate)]).ok


def test_a_certificate_not_for_time_stamps_is_refused() -> None:
    world = World()
    roots = [ca.der(world.root.certificate)]
    answer = check_token(forged(world, stamping=False), DIGEST, anchors=roots)
    assert answer.reasons == ("TOKEN-USAGE",)


def test_a_token_from_after_its_certificate_ended_is_refused() -> None:
    world = World()
    made = forged(world, at=NOW + timedelta(days=6 * 365))
    answer = check_token(made, DIGEST, anchors=[ca.der(world.root.certificate)])
    assert answer.reasons == ("TOKEN-OUT-OF-TIME",)


def test_a_token_holds_after_the_built_in_key_was_renewed(
    token: Token, authority: Authority
) -> None:
    before = authority.stamp_signer(LATER).certificate
    soon = NOW + timedelta(days=4 * 365 + 30)
    renewed = Stamper(authority).stamp(DIGEST, soon)
    assert authority.stamp_signer(soon).certificate != before
    assert renewed.ends_at > token.ends_at
    assert verdict(token.der, authority) == verdict(renewed.der, authority) == ()


def test_without_the_issuing_key_the_built_in_authority_goes_on(authority: Authority) -> None:
    (authority.keys_path / "issuing.key.json").unlink()
    assert Stamper(authority).stamp(DIGEST, LATER).internal


def test_an_installation_without_service_keys_makes_them_when_needed(authority: Authority) -> None:
    for name in ("tsa.key.json", "bundle.key.json", "log.key.json", "log.pub.pem"):
        (authority.keys_path / name).unlink()
    assert Stamper(authority).stamp(DIGEST, LATER).internal
    assert authority.bundle_signer(LATER).chain == authority.issuers()
    assert authority.log_key() == authority.log_key()
    assert len(authority.log_public_keys()) == 2, "what the former key signed stays checkable"


def test_where_no_key_can_be_had_the_stamper_says_so(authority: Authority) -> None:
    for name in ("tsa.key.json", "issuing.key.json"):
        (authority.keys_path / name).unlink()
    with pytest.raises(Unavailable, match="TSA-UNAVAILABLE"):
        Stamper(authority).stamp(DIGEST, LATER)


def test_a_signature_takes_its_token_and_gives_it_back(token: Token) -> None:
    world = World()
    holder = world.person()
    chain = [ca.der(world.issuing.certificate)]
    der = sign_detached(b"text", key=holder.key, certificate=holder.der, chain=chain, at=LATER)
    together = with_token(der, token.der)
    assert len(together) > len(der) + len(token.der)
    assert without_token(together) == (der, token.der)
    assert without_token(der) == (der, None)
    assert without_token(b"rubbish") == (b"rubbish", None)


def test_a_length_that_ends_in_80_costs_no_more_than_another(token: Token) -> None:
    """asn1crypto takes it for an indefinite length and writes everything anew at every level."""
    holder = World().person()
    signed = sign_detached(b"text", key=holder.key, certificate=holder.der, chain=[], at=LATER)
    for size in range(300):  # the length of the signature grows by one
        more = emit(2, 1, 3, b"\x06\x01\x2a" + emit(0, 0, 4, b"x" * size))
        der = _edited(signed, (1, 0, 3), lambda parts, more=more: parts.append(more))
        if parse(der)[3][-1] == 0x80:
            break
    began = time.process_time()
    together = with_token(der, token.der)
    assert without_token(together) == (der, token.der)
    assert time.process_time() - began < 0.2


def test_pyhanko_is_handed_the_same_tokens(authority: Authority) -> None:
    source = Stamper(authority).pyhanko(LATER)
    given = run(source.async_timestamp(DIGEST, "sha256"))
    assert given.dump() == source.made[-1].der
    assert source.made[-1].gen_time == LATER


class Tsa:
    """An outside authority on this machine; `answer` may be swapped for a bad one."""

    def __init__(self) -> None:
        self.world = World(datetime.now(UTC) - timedelta(days=1))
        self.asked = 0
        self.answer: Callable[[tsp.TimeStampReq], bytes] = self.right
        tsa = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                tsa.asked += 1
                size = int(self.headers["Content-Length"])
                body = tsa.answer(tsp.TimeStampReq.load(self.rfile.read(size)))
                self.send_response(200 if body else 500)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                """Silence."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def roots(self) -> list[bytes]:
        return [ca.der(self.world.root.certificate)]

    def right(self, query: tsp.TimeStampReq, *, nonce: bool = True) -> bytes:
        """A granted answer of this authority."""
        key = ca.new_key()
        made = ca.issue_service(
            self.world.issuing, key.public_key(), "Outside", stamping=True, now=self.world.start
        )
        chain = (ca.der(self.world.issuing.certificate),)
        token = make_token(
            query["message_imprint"]["hashed_message"].native,
            ServiceKey(key, ca.der(made), chain),
            datetime.now(UTC),
            nonce=query["nonce"].native if nonce else None,
        )
        return bytes(
            tsp.TimeStampResp(
                {"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}
            ).dump()
        )


@pytest.fixture
def outside() -> Iterator[Tsa]:
    tsa = Tsa()
    yield tsa
    tsa.server.shutdown()
    tsa.server.server_close()


def asking(authority: Authority, outside: Tsa) -> Stamper:
    return Stamper(authority, url=outside.url, roots=outside.roots, seconds=2)


def test_an_outside_authority_is_asked_where_one_is_set(authority: Authority, outside: Tsa) -> None:
    token = asking(authority, outside).stamp(DIGEST, LATER)
    assert "Outside" in token.authority
    assert abs(token.gen_time - datetime.now(UTC)) < timedelta(seconds=5)
    assert outside.asked == 1


def test_its_root_stays_known_when_the_setting_is_gone(authority: Authority, outside: Tsa) -> None:
    token = asking(authority, outside).stamp(DIGEST, LATER)
    assert verdict(token.der, authority) == ()


@pytest.mark.parametrize(
    "bad",
    [
        lambda _tsa, _query: b"",
        lambda _tsa, _query: b"<html>",
        lambda _tsa, _query: b"0" * 100_000,
        lambda _tsa, _query: tsp.TimeStampResp({"status": {"status": "rejection"}}).dump(),
        lambda tsa, query: tsa.right(query, nonce=False),
    ],
    ids=["error", "page", "flood", "refusal", "no nonce"],
)
def test_a_bad_answer_is_an_outage(
    bad: Callable[[Tsa, tsp.TimeStampReq], bytes], authority: Authority, outside: Tsa
) -> None:
    outside.answer = lambda query: bad(outside, query)
    with pytest.raises(Unavailable, match="TSA-UNAVAILABLE"):
        asking(authority, outside).stamp(DIGEST, LATER)


def test_an_answer_below_an_unknown_root_is_refused(authority: Authority, outside: Tsa) -> None:
    with pytest.raises(Unavailable, match="TOKEN-NOT-TRUSTED"):
        Stamper(authority, url=outside.url).stamp(DIGEST, LATER)


def test_after_an_outage_nobody_waits_again_for_a_minute(
    authority: Authority, outside: Tsa
) -> None:
    stamper = asking(authority, outside)
    outside.answer = lambda _query: b""
    for _attempt in range(2):
        with pytest.raises(Unavailable):
            stamper.stamp(DIGEST, LATER)
    assert outside.asked == 1
    outside.answer = outside.right
    assert stamper.stamp(DIGEST, LATER + timedelta(minutes=2)).gen_time


def test_missing_roots_lower_the_level_and_block_nothing(
    authority: Authority, tmp_path: Path
) -> None:
    stamper = Stamper(authority, url="http://127.0.0.1:1/", roots=tmp_path / "none.pem")
    with pytest.raises(Unavailable, match="TSA-ROOTS"):
        stamper.stamp(DIGEST, LATER)
