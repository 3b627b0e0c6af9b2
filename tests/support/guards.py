"""No test talks to anything but this machine: an audit hook refuses every other address."""

import ipaddress
import sys

LOCAL_NAMES = {"localhost", "", None}


class OutsideError(RuntimeError):
    """A test tried to leave the machine."""


def is_local(host: object) -> bool:
    """Whether this host is the machine itself."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(host).split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        target = arguments[1]
        if isinstance(target, tuple) and not is_local(target[0]):
            raise OutsideError(f"a test may not connect to {target[0]}")
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise OutsideError(f"a test may not look up {arguments[0]}")


def close_the_outside() -> None:
    """From here on only loopback and Unix sockets can be reached (for the life of the process)."""
    sys.addaudithook(_refuse)
