"""What verification is tried on."""

from tests.support.lived import life, lived  # noqa: F401 - fixtures
