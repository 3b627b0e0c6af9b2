"""Files on their way to a person: in pieces, under a name with Vietnamese letters."""

import unicodedata
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from flask import Response, send_file

PIECE = 256 * 1024


def send(stream: IO[bytes], media_type: str, name: str, *, as_attachment: bool = True) -> Response:
    """A file under this name, in pieces; it is closed after the last or at the first loss.

    The name goes as `filename*` (RFC 6266), so that Vietnamese letters arrive.
    """
    answer = send_file(stream, mimetype=media_type, as_attachment=as_attachment, download_name=name)
    if answer.headers.get("Content-Disposition"):
        kind = "attachment" if as_attachment else "inline"
        whole = {"filename": _plain(name), "filename*": f"UTF-8''{quote(name, safe='')}"}
        answer.headers.set("Content-Disposition", kind, **whole)
    answer.response = _pieces(stream)
    return answer


def _plain(name: str) -> str:
    """The name for programs that know only ASCII: đ becomes d, other marks are left out."""
    bare = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return bare.encode("ascii", "ignore").decode("ascii")


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece
