"""Import in documents per second until searchable, against bare text extraction of the same files.

Once as `qms import` does it, adopted by one signature; once by the wizard: a table and a ZIP, tried
without writing first, then brought in as drafts in the turns of the background process. The row
with stamping goes on after the import: everybody's reading copy of each document: a PDF that
LibreOffice makes once where the type has PDFs, and a stamp each time.

python -m benchmarks.importing [--times 5]
"""

import argparse
import json
import time
from io import BytesIO
from pathlib import Path

import docx
from sqlalchemy import select

from benchmarks.instance import installation
from qms import search
from qms.documents import acts
from qms.documents.model import Revision
from qms.documents.queries.files import readable
from qms.documents.reading import reading_copy
from qms.documents.schemas import ImportRow
from qms.jobs import indexing
from qms.settings import ROOT
from tests.support.cast import Cast

SET = ROOT / "controlled_docs"


def main() -> None:
    """The model set, imported `times` times, each time into a new installation."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=3)
    times = options.parse_args().times
    rows = json.loads((SET / "manifest.json").read_text(encoding="utf-8"))
    files = [(SET / row["file"]).read_bytes() for row in rows]
    bare = sum(bare_extraction(files) for _ in range(times))
    rounds = [one_import(rows, files) for _ in range(times)]
    imported, made, stamped = (sum(seconds) for seconds in zip(*rounds, strict=True))
    print("| what | documents | documents/s | of bare |")
    print("|---|---|---|---|")
    line("bare text extraction (python-docx)", len(files) * times, bare, bare)
    line("import until searchable", len(files) * times, imported, bare)
    count = len(files) * times
    line("import, then a stamped reading copy of each", count, imported + made, bare)
    line("the same, the PDFs there already", count, imported + stamped, bare)
    tried, ran = map(sum, zip(*(by_wizard(rows, files) for _ in range(times)), strict=True))
    line("wizard: table and ZIP read, every file tried", len(files) * times, tried, bare)
    line("wizard: rows brought in as drafts", len(files) * times, ran, bare)


def one_import(rows: list[dict[str, object]], files: list[bytes]) -> tuple[float, float, float]:
    """Seconds until all is searchable; for a first stamped copy of each; for another of each."""
    with installation(0, pdf=True) as cast:
        index = indexing.open_index(cast.service)
        indexing.bring_up_to_date(cast.service, index)
        imported = bring_in(cast, rows, files, index)
        return imported, stamp_each(cast, len(rows)), stamp_each(cast, len(rows))


def stamp_each(cast: Cast, documents: int) -> float:
    """Seconds for the reading copy of every document in force, as its page hands it out."""
    service = cast.service
    with service.db.read() as session:
        ids = list(session.scalars(select(Revision.id)))
    assert len(ids) == documents
    began = time.monotonic()
    for revision_id in ids:
        with service.db.read() as session:
            found = readable(session, cast.actor("dung"), revision_id, service.now())
        assert reading_copy(service, found, "Phạm Thị Dung", service.now()).data
    return time.monotonic() - began


def by_wizard(rows: list[dict[str, object]], files: list[bytes]) -> tuple[float, float]:
    """Seconds for the trial of the whole set, and for bringing it in."""
    from tests.registers.wizard import Wizard, a_row, a_zip

    with installation(0) as cast:
        wizard = Wizard(cast)
        began = time.monotonic()
        wizard.table([a_row(n, str(row["code"]), type=row["type"]) for n, row in enumerate(rows)])
        names = [f"{row['code']}.docx" for row in rows]
        wizard.add("files.zip", a_zip(dict(zip(names, files, strict=True))))
        wizard.check()
        tried = time.monotonic()
        wizard.run()
        assert set(wizard.states()) == {"done"}
        return tried - began, time.monotonic() - tried


def bare_extraction(files: list[bytes]) -> float:
    """Seconds to read the paragraphs and nothing else: no guard, no store, no index."""
    began = time.monotonic()
    for data in files:
        "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    return time.monotonic() - began


def bring_in(
    cast: Cast, rows: list[dict[str, object]], files: list[bytes], index: search.Index
) -> float:
    """Guard, store, register, adopt into force by one signature, index: until all are found."""
    from datetime import date

    service = cast.service
    began = time.monotonic()
    adoption_id = acts.prepare_adoption(
        service, cast["giang"], "1/QĐ-BENCH", date(2026, 1, 1), cast["chau"]
    )
    for row, data in zip(rows, files, strict=True):
        wanted = ImportRow(
            code=str(row["code"]),
            title=str(row["title"]),
            type_code=str(row["type"]),
            field_code="chung",
            owner_unit_id=cast.units["VP"],
            edition=int(str(row["edition"])),
            revision=int(str(row["revision"])),
            file=Path(str(row["file"])).name,
        )
        acts.import_document(service, cast["giang"], wanted, data, adoption_id)
    request = acts.ask_to_adopt(service, cast["chau"], adoption_id)
    from qms.documents.schemas import Proof
    from tests.support.cast import PASSPHRASE

    proof = Proof(challenge=request.challenge, passphrase=PASSPHRASE)
    acts.adopt(service, cast["chau"], adoption_id, proof)
    while index.info().count < len(rows):
        indexing.bring_up_to_date(service, index)
    return time.monotonic() - began


def line(what: str, count: int, seconds: float, bare: float) -> None:
    """One row of the table."""
    print(f"| {what} | {count} | {count / seconds:.1f} | {bare / seconds:.3f} |", flush=True)


if __name__ == "__main__":
    main()
