"""What is done with the seal: its key and picture are put in place, papers are sealed."""

from qms.sealing.acts.keys import certify_device, configured_device, end_key, make_key
from qms.sealing.acts.picture import put_picture
from qms.sealing.acts.sealing import ask_to_seal, seal

__all__ = [
    "ask_to_seal",
    "certify_device",
    "configured_device",
    "end_key",
    "make_key",
    "put_picture",
    "seal",
]
