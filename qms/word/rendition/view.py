"""The quick reading view: a Word file as safe HTML for the screen, without LibreOffice."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from qms.errors import Invalid
from qms.word.guard import guard

TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "strong", "em", "u", "s", "sub", "sup",
        "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img"}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "id"},
    "img": {"src", "alt"},
    "li": {"id"},
    "p": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "data"}  # data: only for pictures, see below
PICTURES = ("image/png", "image/jpeg", "image/gif")
MOST_PICTURE = 2 * 1024 * 1024
MOST_PICTURES = 12 * 1024 * 1024  # bytes of all pictures of a page
# Names of styles as Word keeps them, and as Vietnamese authors and programs name their own.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Tiêu đề'] => h1:fresh
p[style-name='Subtitle'] => p:fresh > em
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h5:fresh
p[style-name='Heading 5'] => h6:fresh
p[style-name='Heading 6'] => h6:fresh
p[style-name='Đầu đề 1'] => h2:fresh
p[style-name='Đầu đề 2'] => h3:fresh
p[style-name='Đầu đề 3'] => h4:fresh
p[style-name='Đề mục 1'] => h2:fresh
p[style-name='Đề mục 2'] => h3:fresh
p[style-name='Đề mục 3'] => h4:fresh
u => u
strike => s
"""


def quick_view(docx: bytes) -> str:
    """Headings, paragraphs, lists, tables and pictures; no scripts, no styles, nothing fetched.

    The page around it has its own h1 and says that this is a quick view. Raises what the intake
    guard raises, Invalid DOC-VIEW when the file cannot be shown so.
    """
    import mammoth
    import nh3

    guard(docx)
    pictures = _Pictures()
    try:
        shown = mammoth.convert_to_html(
            BytesIO(docx),
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            ignore_empty_paragraphs=True,
            id_prefix="doc-",
            convert_image=mammoth.images.img_element(pictures.source),
        )
    except (RecursionError, KeyError, ValueError, AttributeError, OSError) as error:
        raise Invalid("DOC-VIEW") from error  # what mammoth says of files Word opens kindly
    return nh3.clean(
        shown.value,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


class _Pictures:
    """Pictures go into the page itself, as long as there is room."""

    def __init__(self) -> None:
        self.left = MOST_PICTURES

    def source(self, image: Any) -> Mapping[str, str]:
        from base64 import b64encode

        if image.content_type not in PICTURES:
            return {"src": ""}
        with image.open() as stream:
            data = stream.read(MOST_PICTURE + 1)
        if len(data) > min(MOST_PICTURE, self.left):
            return {"src": ""}
        self.left -= len(data)
        return {"src": f"data:{image.content_type};base64,{b64encode(data).decode()}"}


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return (
            value if value.startswith(tuple(f"data:{kind};base64," for kind in PICTURES)) else None
        )
    if attribute == "href" and value.lower().lstrip().startswith("data:"):
        return None
    if attribute == "id" or value.startswith("#"):
        return value if value.lstrip("#").startswith("doc-") else None
    return value
