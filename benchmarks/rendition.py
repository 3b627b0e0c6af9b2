"""PDF and stamp of a short and a long document, against LibreOffice alone on the same files.

python -m benchmarks.rendition [--times 7] [--long 3]
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx

from benchmarks.resting import children, proportional
from qms import word
from qms.settings import ROOT
from qms.word.rendition.converter import convert
from qms.word.rendition.pdf import TO_PDF, checked

SOURCE = ROOT / "controlled_docs" / "documents" / "QT-01.docx"
STAMP = word.Stamp(
    "BẢN KIỂM SOÁT số 07/12 – Phòng Tổng hợp", "TÀI LIỆU HẾT HIỆU LỰC", "https://qms.example/v/7K3M"
)
PARAGRAPHS_A_PAGE = 13
STEP = 0.02


def main() -> None:
    """Both sizes: p50 of each step, the share of LibreOffice, the peak of memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=7)
    options.add_argument("--long", type=int, default=3, help="times for the long one")
    told = options.parse_args()
    converter = word.find_converter()
    if converter is None:
        raise SystemExit("LibreOffice is not installed: apt-get install -y libreoffice-writer")
    print(f"bubblewrap: {'yes' if converter.isolated else 'no'}")
    print(
        "| pages | bare soffice, s | convert, s | check, s | stamp, s | whole, s "
        "| soffice of whole | peak bare, MiB | peak whole, MiB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for pages, times in ((3, told.times), (100, told.long)):
        print(row(document(pages), converter, times), flush=True)


def row(data: bytes, converter: word.Converter, times: int) -> str:
    """One line of the table; every figure is the median of its runs, memory the highest."""
    bare, bare_peak = measured(lambda: bare_conversion(data, converter.program), times)
    steps: list[tuple[float, float, float]] = []
    pages: list[int] = []

    def whole() -> None:
        began = time.monotonic()
        made = convert(data, TO_PDF, converter)
        converted = time.monotonic()
        pages.append(checked(made, data).pages)
        looked = time.monotonic()
        word.stamped_pdf(made, STAMP)
        steps.append((converted - began, looked - converted, time.monotonic() - looked))

    seconds, peak = measured(whole, times)
    middle = [statistics.median(step) for step in zip(*steps[1:], strict=True)]
    figures = [f"{bare:.2f}", *(f"{one:.2f}" for one in middle), f"{seconds:.2f}"]
    figures += [f"{middle[0] / seconds:.0%}", f"{bare_peak:.0f}", f"{peak:.0f}"]
    return f"| {pages[0]} | " + " | ".join(figures) + " |"


def document(pages: int) -> bytes:
    """Text of a real procedure, over and over, until it fills so many pages."""
    texts = [one.text for one in docx.Document(str(SOURCE)).paragraphs if len(one.text) > 80]
    made = docx.Document()
    made.styles["Normal"].font.name = "Times New Roman"
    for number in range(pages * PARAGRAPHS_A_PAGE):
        made.add_paragraph(f"{number + 1}. {texts[number % len(texts)]}")
        if number % PARAGRAPHS_A_PAGE == PARAGRAPHS_A_PAGE - 1 and number + 1 < pages * 13:
            made.add_page_break()  # type: ignore[no-untyped-call]
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def bare_conversion(data: bytes, program: str) -> None:
    """What a script of five lines would do: no guard, no limits, no check."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [program, profile, "--headless", "--convert-to", f"pdf:{TO_PDF.writes}"]
        words += ["--outdir", name, str(folder / "in.docx")]
        subprocess.run(words, check=True, capture_output=True, timeout=300)


def measured(act: Callable[[], None], times: int) -> tuple[float, float]:
    """Median seconds and highest memory (PSS in MiB, this process and all below it)."""
    with Watch() as watch:  # looking costs time, so this run only warms the caches
        act()
    seconds = []
    for _ in range(times):
        began = time.monotonic()
        act()
        seconds.append(time.monotonic() - began)
    return statistics.median(seconds), watch.peak


class Watch:
    """Looks at the memory of the whole family every few hundredths of a second."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(STEP):
            try:
                family = [os.getpid(), *children(os.getpid())]
                self.peak = max(self.peak, sum(proportional(pid) for pid in family))
            except OSError:
                continue  # one ended while it was looked at


if __name__ == "__main__":
    main()
