"""Tests cannot leave the machine."""

import socket

import pytest

from tests.support.guards import OutsideError, is_local


def test_no_test_connects_to_another_machine():
    with socket.socket() as probe, pytest.raises(OutsideError):
        probe.connect(("192.0.2.1", 80))


def test_no_test_looks_up_another_name():
    with pytest.raises(OutsideError):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", b"localhost", None, "127.8.8.8"])
def test_this_machine_is_reached(host):
    assert is_local(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "mail.example.org", "2001:db8::1"])
def test_other_machines_are_not(host):
    assert not is_local(host)
