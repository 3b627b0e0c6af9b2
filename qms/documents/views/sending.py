"""Files on their way to a person: in pieces, under a name with Vietnamese letters."""

from collections.abc import Iterator
from typing import IO

from flask import Response, send_file

PIECE = 256 * 1024


def send(stream: IO[bytes], media_type: str, name: str, *, as_attachment: bool = True) -> Response:
    """A file under this name, in pieces; it is closed after the last or at the first loss.

    The name goes as `filename*` (RFC 6266), so that Vietnamese letters arrive.
    """
    answer = send_file(stream, mimetype=media_type, as_attachment=as_attachment, download_name=name)
    answer.response = _pieces(stream)
    return answer


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece
