"""The read side of the distribution room."""

from qms.distribution.queries.registers import (
    CopyRow,
    DistributionForm,
    DistributionRow,
    copy_rows,
    distribution_rows,
)

__all__ = [
    "CopyRow",
    "DistributionForm",
    "DistributionRow",
    "copy_rows",
    "distribution_rows",
]
