"""The controlled form of a DOCX: what people stop typing into headers, covers and logs."""

from qms.word.control.facts import ControlFacts, LogLine
from qms.word.control.form import body_text, controlled

__all__ = ["ControlFacts", "LogLine", "body_text", "controlled"]
