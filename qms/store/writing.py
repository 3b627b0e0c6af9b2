"""Writing a stream into a temporary file: hashed, durable, read back."""

import hashlib
import io
import os
from typing import BinaryIO

from qms.errors import Unavailable
from qms.store.disk import forget_cache, named_faults
from qms.store.protocol import Stored

CHUNK = 1024 * 1024
FILE_MODE = 0o440


def size_left(stream: BinaryIO) -> int:
    """How much is still to be read, as far as the stream can tell."""
    if not stream.seekable():
        return 0
    here = stream.tell()
    size = stream.seek(0, os.SEEK_END) - here
    stream.seek(here)
    return size


def fill(descriptor: int, stream: BinaryIO) -> Stored:
    """Write, make durable, read back. The stream's own faults pass as they are."""
    digest, size = hashlib.sha256(), 0
    with os.fdopen(descriptor, "w+b", buffering=0) as file:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            with named_faults():
                _write(file, chunk)
        with named_faults():
            os.fchmod(file.fileno(), FILE_MODE)
            os.fsync(file.fileno())
            forget_cache(file.fileno())
            file.seek(0)
            back = hashlib.file_digest(file, "sha256")
    if back.digest() != digest.digest():
        raise Unavailable("STORAGE-FAILED", detail="READ-BACK")
    return Stored(digest.hexdigest(), size)


def _write(file: io.FileIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]
