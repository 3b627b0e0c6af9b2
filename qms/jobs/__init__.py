"""The one background process: index, mail, reminders, what comes into force, housekeeping."""

from qms.jobs.process import run_jobs
from qms.jobs.round import Jobs

__all__ = ["Jobs", "run_jobs"]
