"""Bytes by their SHA-256: written once, proven at every reading, never changed."""

from qms.store.folder import FolderStore, open_store
from qms.store.protocol import Store, Stored, read_bytes

__all__ = ["FolderStore", "Store", "Stored", "open_store", "read_bytes"]
