"""Comparing two versions, in the browser and as tracked changes: median time and peak memory.

python -m benchmarks.redline [--times 7]

The baseline is the bare library (python-redlines) on the same two files in the same run. Every line
is measured in a process of its own, so that one's memory is not another's.
"""

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx

from qms.word.redline import compare, find_engine, redline

PAGES = (3, 100)
TIMES = 7
A_PAGE = 9  # paragraphs of about fifty words
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
AUTHOR = "Nguyễn Văn An"
SENTENCE = (
    "Bước {number}. Văn phòng Đăng ký đất đai tiếp nhận, kiểm tra hồ sơ số {number}, lập phiếu và "
    "chuyển phòng chuyên môn trong {days} ngày làm việc; hồ sơ chưa đầy đủ thì thông báo "
    "bằng văn bản cho người nộp, nêu rõ lý do và hướng dẫn bổ sung một lần theo quy định hiện hành."
)
WHAT = {
    "compare": "comparison in the browser (computed)",
    "redline": "`qms redline` (checked, limited, text proven)",
    "bare": "bare python-redlines",
}


def main() -> None:
    """One table: what, pages, p50 in seconds, peak memory of our process and of the program."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=TIMES)
    options.add_argument("--one", nargs=2, metavar=("WHAT", "PAGES"))
    chosen = options.parse_args()
    if chosen.one:
        print(json.dumps(measured(chosen.one[0], int(chosen.one[1]), chosen.times)))
        return
    print("| what | pages | p50, s | own peak, MiB | program's peak, MiB |")
    print("|---|---|---|---|---|")
    for pages in PAGES:
        for what, name in WHAT.items():
            found = apart(what, pages, chosen.times)
            print(
                f"| {name} | {pages} | {found['p50']:.3f} | {found['own']:.0f} | "
                f"{found['program']:.0f} |"
            )


def apart(what: str, pages: int, times: int) -> dict[str, float]:
    """One line of the table, measured in a fresh process."""
    words = ["-m", "benchmarks.redline", "--times", str(times), "--one", what, str(pages)]
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measured(what: str, pages: int, times: int) -> dict[str, float]:
    """The median of several runs after one to warm up."""
    old, new = versions(pages)
    with tempfile.TemporaryDirectory() as folder:
        work = runner(what, old, new, Path(folder))
        work()
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    own, program = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"p50": statistics.median(taken), "own": own, "program": program}


def runner(what: str, old: bytes, new: bytes, folder: Path) -> Callable[[], object]:
    """The work of one line, with everything that is done once done."""
    if what == "compare":
        return lambda: compare(old, new)
    if what == "redline":
        engine = find_engine(folder)
        return lambda: redline(old, new, AUTHOR, engine=engine, at=AT)
    from python_redlines import DocxodusEngine

    bare = DocxodusEngine(str(folder))
    return lambda: bare.run_redline(AUTHOR, old, new, detect_moves=True)


def versions(pages: int) -> tuple[bytes, bytes]:
    """A document of so many pages and its next version: one place in twenty changed."""
    return written(pages, 3), written(pages, 5)


def written(pages: int, days: int) -> bytes:
    """Headings, text, and a table on every tenth page; `days` changes in one of twenty."""
    made = docx.Document()
    for number in range(1, pages * A_PAGE + 1):
        if number % A_PAGE == 1:
            made.add_heading(f"{number // A_PAGE + 1}. Nội dung phần {number // A_PAGE + 1}", 1)
        shown = days if number % 20 == 0 else 3
        made.add_paragraph(SENTENCE.format(number=number, days=f"{shown:02}"))
        if number % (A_PAGE * 10) == 0:
            table = made.add_table(6, 4)
            for place, cell in enumerate(table._cells):
                cell.text = f"Ô {number}.{place}"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
