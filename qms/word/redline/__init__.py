"""Two versions of a Word file: what changed, and the same as tracked changes for Word."""

from qms.word.redline.blocks import HASH_SHOWN, PICTURE
from qms.word.redline.comparison import Comparison, Kind, Line, Summary, compare
from qms.word.redline.engine import Engine, find_engine, redline
from qms.word.redline.log_line import LogWords, propose_log_line
from qms.word.redline.words import Piece, Pieces, Sign

__all__ = [
    "HASH_SHOWN",
    "PICTURE",
    "Comparison",
    "Engine",
    "Kind",
    "Line",
    "LogWords",
    "Piece",
    "Pieces",
    "Sign",
    "Summary",
    "compare",
    "find_engine",
    "propose_log_line",
    "redline",
]
