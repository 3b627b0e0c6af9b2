"""Whoosh's folder of files, closing what Whoosh forgets when it stumbles over a damaged file."""

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from qms.search.whoosh_index.schema import schema


class Storage(FileStorage):  # type: ignore[misc]
    """The files of one index folder, opened for one view or one change."""

    def __init__(self, folder: Path, *, readonly: bool = False) -> None:
        super().__init__(str(folder), readonly=readonly)
        self.opened: list[Any] = []
        self.opened_below: Storage | None = None

    def open_file(self, name: str, **options: Any) -> Any:
        """Open for reading."""
        self.opened.append(super().open_file(name, **options))
        return self.opened[-1]

    def create_file(self, name: str, **options: Any) -> Any:
        """Open for writing."""
        self.opened.append(super().create_file(name, **options))
        return self.opened[-1]

    def temp_storage(self, name: str | None = None) -> "Storage":
        """A folder inside for a writer's passing files."""
        self.opened_below = Storage(Path(self.folder) / (name or "passing.tmp"))
        self.opened_below.create()
        return self.opened_below

    def close_files(self) -> None:
        """Close whatever is still open."""
        if self.opened_below:
            self.opened_below.close_files()
        for file in self.opened:
            if not file.is_closed:
                file.close()
        self.opened.clear()


def open_files(storage: Storage) -> FileIndex:
    """The index in these files; the schema is ours, the pickled one is not read."""
    try:
        return FileIndex(storage, schema=schema())
    except BaseException:
        storage.close_files()
        raise
