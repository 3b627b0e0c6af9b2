"""`python -m controlled_docs.build [--agency FILE] [--output FOLDER]`: regenerates the set."""

import argparse
import json
from pathlib import Path

from controlled_docs.build import catalogue, layout, make, manifest
from controlled_docs.build.content import Agency
from controlled_docs.build.package import write_if_changed

HERE = Path(__file__).resolve().parent.parent


def build(output: Path, agency: Agency) -> list[Path]:
    """Writes every file that changed and the manifest; returns the files written."""
    documents, forms, titles = catalogue.documents(), catalogue.all_forms(), catalogue.titles()
    for folder in ("documents", "layouts"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    by_code = {document.code: document for document in documents}
    made = {document.code: make.document_bytes(document, agency, titles) for document in documents}
    made |= {
        form.code: make.form_bytes(form, by_code[form.parent], agency, titles) for form in forms
    }
    files = {manifest.file_name(code): data for code, data in made.items()}
    files[layout.FILE] = layout.layout_bytes(agency)
    written = [
        output / name for name, data in files.items() if write_if_changed(output / name, data)
    ]
    text = json.dumps(manifest.entries(documents, forms, agency), ensure_ascii=False, indent=2)
    (output / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return written


def main() -> None:
    """Reads the arguments and reports what was written."""
    parser = argparse.ArgumentParser(prog="python -m controlled_docs.build", description=__doc__)
    parser.add_argument(
        "--agency", type=Path, default=HERE / "agency.json", help="names of the agency (JSON)"
    )
    parser.add_argument("--output", type=Path, default=HERE, help="folder to write into")
    arguments = parser.parse_args()
    for path in build(arguments.output, Agency.load(arguments.agency)):
        print(path)


if __name__ == "__main__":
    main()
