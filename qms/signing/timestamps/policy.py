"""The policy of the built-in time-stamping authority: internal, whole seconds, our own clock."""

import uuid

# An object identifier anybody may make from a UUID (ITU-T X.667): ours, never given anew.
POLICY_ID = uuid.UUID("8d0e4c1a-6f0b-4a53-9c53-5c0a7d1e3b62")
POLICY = f"2.25.{POLICY_ID.int}"
ACCURACY_SECONDS = 1
