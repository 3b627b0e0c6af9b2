"""Pictures of signatures and of the seal: ink of the right colour on nothing, and nothing else."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from qms.errors import Invalid, TooLarge
from qms.signing.pictures import MOST_BYTES, MOST_SIDE, Ink, clean_picture
from tests.sealing.stage import a_picture


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def refusal(data: bytes, ink: Ink = Ink.BLUE) -> str:
    with pytest.raises(Invalid) as told:
        clean_picture(data, ink)
    return told.value.code


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def inked(picture: Image.Image) -> set[tuple[int, ...]]:
    """The colours of what is not transparent."""
    return {one[:3] for one in picture.get_flattened_data() if one[3] > 200}


def test_black_ink_on_paper_becomes_blue_on_nothing():
    made = clean_picture(a_picture("black"), Ink.BLUE)
    picture = opened(made.data)
    assert (picture.format, picture.mode) == ("PNG", "RGBA")
    assert inked(picture) == {(20, 60, 160)}
    assert picture.getpixel((picture.width - 1, picture.height - 1))[3] == 0


def test_blue_ink_keeps_its_own_blue_and_red_ink_its_red():
    assert inked(opened(clean_picture(a_picture("#1030d0"), Ink.BLUE).data)) == {(16, 48, 208)}
    assert inked(opened(clean_picture(a_picture("#c01020"), Ink.RED).data)) == {(192, 16, 32)}


def test_the_picture_is_cut_to_the_ink_and_never_larger_than_paper_needs():
    wide = clean_picture(a_picture("black", (3000, 1500)), Ink.BLUE)
    assert max(wide.width, wide.height) <= MOST_SIDE
    small = clean_picture(a_picture("black", (400, 200)), Ink.BLUE)
    assert small.width < 400


def test_a_transparent_picture_keeps_its_ink():
    source = Image.new("RGBA", (300, 150), (0, 0, 0, 0))
    source.paste((10, 20, 120, 255), (50, 60, 250, 90))
    assert inked(opened(clean_picture(encoded(source, "PNG"), Ink.BLUE).data)) == {(10, 20, 120)}


def test_nothing_but_ink_gets_through():
    notes = PngInfo()
    notes.add_text("Author", "somebody")
    source = encoded(opened(a_picture()), "PNG", pnginfo=notes, dpi=(72, 72)) + b"<script>"
    made = clean_picture(source, Ink.BLUE)
    assert b"somebody" not in made.data
    assert b"script" not in made.data
    assert opened(made.data).info == {}


def test_a_photograph_of_a_jpeg_camera_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    source = encoded(opened(a_picture("black", (400, 200))), "JPEG", exif=exif, quality=95)
    made = clean_picture(source, Ink.BLUE)
    assert made.height > made.width


def test_the_same_picture_gives_the_same_bytes():
    assert clean_picture(a_picture(), Ink.BLUE) == clean_picture(a_picture(), Ink.BLUE)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", a_picture()[:200]],
    ids=["nothing", "a PDF", "an SVG", "half a picture"],
)
def test_what_is_no_picture_is_refused(data):
    assert refusal(data) == "PICTURE-UNREADABLE"


def test_a_gif_is_refused_though_it_is_a_picture():
    assert refusal(encoded(opened(a_picture()), "GIF")) == "PICTURE-UNREADABLE"


def test_too_large_too_small_and_too_many_pixels_are_refused_by_name():
    with pytest.raises(TooLarge) as told:
        clean_picture(b"x" * (MOST_BYTES + 1), Ink.BLUE)
    assert told.value.code == "PICTURE-TOO-LARGE"
    assert refusal(encoded(Image.new("RGB", (300, 20), "white"), "PNG")) == "PICTURE-TOO-SMALL"
    huge = encoded(Image.new("1", (5000, 5000), 1), "PNG")
    assert refusal(huge) == "PICTURE-TOO-MANY-PIXELS"


def test_an_empty_sheet_and_a_photograph_are_refused():
    assert refusal(encoded(Image.new("RGB", (300, 200), "white"), "PNG")) == "PICTURE-EMPTY"
    photo = Image.radial_gradient("L").resize((300, 200)).convert("RGB")
    assert refusal(encoded(photo, "PNG")) == "PICTURE-NO-GROUND"


def test_ink_on_a_grey_sheet_is_told_from_the_sheet():
    made = opened(clean_picture(a_picture("black", ground="#b8b8b4"), Ink.BLUE).data)
    assert inked(made) == {(20, 60, 160)}
    assert made.getpixel((made.width - 1, made.height - 1))[3] == 0


def test_a_seal_that_is_not_red_is_refused():
    assert refusal(a_picture("black"), Ink.RED) == "PICTURE-NOT-RED"
    assert refusal(a_picture("#1030d0"), Ink.RED) == "PICTURE-NOT-RED"
