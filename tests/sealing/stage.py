"""The seal for tests: an administrator, a clerk, pictures, and a device made of software."""

import atexit
import os
import shutil
import subprocess
import tempfile
import uuid
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewHolding
from qms.sealing import acts
from qms.sealing.schemas import NewSealKey, SealPicture
from qms.signing.devices import Device
from tests.support.cast import CHEAP, PASSWORD, ROOT, Cast

SECRET = "dấu đỏ nằm trong két sắt"
PIN, OFFICER_PIN = "123456", "87654321"
TOKEN, KEY = "CON DAU THU", "con-dau"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


def a_picture(colour: str = "black", size: tuple[int, int] = (400, 200), ground: str = "white"):
    """A circle and a stroke of ink on paper, as PNG."""
    paper = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(paper)
    draw.ellipse((40, 30, size[0] - 60, size[1] - 40), outline=colour, width=9)
    draw.line((20, size[1] - 20, size[0] - 20, 30), fill=colour, width=5)
    stream = BytesIO()
    paper.save(stream, "PNG")
    return stream.getvalue()


def take_in(cast: Cast) -> None:
    """An administrator who makes keys, and Khanh, who keeps the seal."""
    cast.add("quan", "Lò Văn Quân", (Role.ADMINISTRATOR, None))
    cast.add("khanh", "Đỗ Ngọc Khánh", (Role.STAFF, "VP"))
    hold(cast, "khanh", "records_clerk", "SO")


def hold(cast: Cast, login: str, position: str, unit: str) -> uuid.UUID:
    """Somebody holds a position from now on."""
    new = NewHolding(position_code=position, unit_id=cast.units[unit])
    return people.hold_position(cast.service, ROOT, cast[login], new)


def key_wish(cast: Cast, clerk: str = "khanh", **changes: object) -> NewSealKey:
    """What the page of the seal's key sends."""
    values = {"clerk_id": cast[clerk], "clerk_password": PASSWORD, "passphrase": SECRET}
    return NewSealKey(**{**values, **changes})


def make_seal(cast: Cast) -> uuid.UUID:
    """Key and picture, so that papers can be sealed; returns the certificate's id."""
    made = acts.make_key(cast.service, cast["quan"], key_wish(cast), cost=CHEAP)
    red = a_picture("#c81020", (300, 300))
    acts.put_picture(cast.service, cast["quan"], red, SealPicture(width_mm=36))
    return made


def module() -> str:
    """The library of SoftHSM2; empty where it is not installed."""
    return next((one for one in MODULES if Path(one).exists()), "")


def a_device() -> Device:
    """A key's name of its own in this process's SoftHSM2 token; the key is not yet made."""
    _token()
    return Device(module(), TOKEN, f"{KEY}-{uuid.uuid4()}")


@cache
def _token() -> Path:
    """SoftHSM2 reads its settings once a process: one token for all tests, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="softhsm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN]
    command += ["--pin", PIN, "--so-pin", OFFICER_PIN]
    subprocess.run(command, check=True, capture_output=True)
    return folder
