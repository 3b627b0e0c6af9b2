"""What each web worker of `qms serve` loads: the application, ending when its parent ends.

Without this a killed parent would leave workers behind that go on answering on the same port.
"""

import ctypes
import os
import signal

from qms.app import create_app

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Ask the kernel to stop this process when its parent is gone (Linux; elsewhere nothing)."""
    if hasattr(signal, "SIGTERM") and os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


end_with_parent()
app = create_app()
