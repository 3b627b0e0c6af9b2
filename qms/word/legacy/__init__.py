"""Old Vietnamese fonts: text that is stored as Latin letters and only drawn as Vietnamese."""

from qms.word.legacy.fonts import Encoding, encoding_of
from qms.word.legacy.letters import converted
from qms.word.legacy.parts import Fonts, settle

__all__ = ["Encoding", "Fonts", "converted", "encoding_of", "settle"]
