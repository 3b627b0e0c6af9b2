"""Word files: the intake guard, reading, identity and comparison with the register."""

from qms.word.compare import canonical_code, mismatches, same_title, submission_problems
from qms.word.control import ControlFacts, LogLine, body_text, controlled
from qms.word.drop import drop_embedded
from qms.word.guard import GuardReport, accept, guard
from qms.word.identity import Identity, read_identity, with_identity
from qms.word.names import clean_file_name, download_name, slug
from qms.word.problem import IntakeRefused, Limits, Problem
from qms.word.reader import Content, read, read_text
from qms.word.revise import Amendment, amended
from qms.word.tables import read_tables

__all__ = [
    "Amendment",
    "Content",
    "ControlFacts",
    "GuardReport",
    "Identity",
    "IntakeRefused",
    "Limits",
    "LogLine",
    "Problem",
    "accept",
    "amended",
    "body_text",
    "canonical_code",
    "clean_file_name",
    "download_name",
    "controlled",
    "drop_embedded",
    "guard",
    "mismatches",
    "read",
    "read_identity",
    "read_tables",
    "read_text",
    "same_title",
    "slug",
    "submission_problems",
    "with_identity",
]
