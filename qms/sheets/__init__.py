"""Tables as people keep them: spreadsheets and CSV, in and out, and files packed beside them.

Only here is openpyxl imported, inside functions: it loads slowly.
"""

from qms.sheets.bundle import BundleLimits, Packed, clean_name, shown, unpack
from qms.sheets.csv_writing import csv_bytes, safe_text
from qms.sheets.reading import SheetLimits, Table, read_table
from qms.sheets.writing import listing_xlsx, plain_xlsx

__all__ = [
    "BundleLimits",
    "Packed",
    "SheetLimits",
    "Table",
    "clean_name",
    "csv_bytes",
    "listing_xlsx",
    "plain_xlsx",
    "read_table",
    "safe_text",
    "shown",
    "unpack",
]
