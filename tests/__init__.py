"""The tests of QMS; helpers are imported as `tests.support.…`."""
