"""LibreOffice as the second program that opens what we write."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed: apt-get install -y libreoffice-writer",
)


def saved_again(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice opens and saves it, in a profile of its own."""
    return _converted(data, folder, "docx:MS Word 2007 XML")


def as_old_word(data: bytes, folder: Path) -> bytes:
    """The file as an old .doc."""
    return _converted(data, folder, "doc:MS Word 97")


def _converted(data: bytes, folder: Path, wanted: str) -> bytes:
    source, out = folder / "in.docx", folder / "out"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--infilter=MS Word 2007 XML",
            "--convert-to",
            wanted,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / f"in.{wanted.partition(':')[0]}").read_bytes()
