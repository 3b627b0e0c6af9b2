"""`qms redline CODE FROM TO -o FILE.docx`: revisions by the numbers in which they were opened."""

from pathlib import Path

import docx
import pytest

from qms.cli.console import Console
from qms.cli.redline import redline
from qms.errors import Invalid, NotFound
from tests.documents.test_comparison import NEW, OLD
from tests.support.cast import Cast, issued, register
from tests.support.clock import Clock


def run(cast: Cast, *words: str) -> None:
    console = Console(cast.service.settings)
    console.__dict__["service"] = cast.service
    with console:
        redline.main(list(words), obj=console, standalone_mode=False)
        console.__dict__.pop("service")


@pytest.fixture
def twice(cast: Cast, clock: Clock) -> Cast:
    document_id = register(cast)
    issued(cast, document_id, OLD)
    clock.advance(days=1)
    issued(cast, document_id, NEW)
    return cast


def test_two_revisions_become_one_file_with_tracked_changes(twice: Cast, tmp_path: Path) -> None:
    output = tmp_path / "so sánh.docx"
    run(twice, "qt05", "1", "2", "-o", str(output))
    made = docx.Document(str(output))
    assert made.element.xpath("//w:ins")
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [("1", "9", "COMPARISON-SIDE-UNKNOWN"), ("2", "2", "COMPARISON-SAME-SIDE")],
)
def test_what_is_not_there_is_said_and_nothing_is_written(
    twice: Cast, tmp_path: Path, first: str, second: str, code: str
) -> None:
    output = tmp_path / "x.docx"
    with pytest.raises((Invalid, NotFound), match=code):
        run(twice, "QT-05", first, second, "-o", str(output))
    assert not output.exists()
