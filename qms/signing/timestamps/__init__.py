"""Time-stamps (RFC 3161): asked from an outside authority or made by the built-in one, and checked.

The libraries are imported only when a token is made or checked.
"""

from qms.signing.timestamps.checking import TokenVerdict, check_token
from qms.signing.timestamps.stamper import Stamper, Token, read_roots

__all__ = ["Stamper", "Token", "TokenVerdict", "check_token", "read_roots"]
