"""What `zipfile` lets out of an archive that was damaged, or made to mislead whoever unpacks it.

* BadZipFile, zlib.error: it is no archive, or an entry is not what it was packed from;
* EOFError: an entry ends too early;
* NotImplementedError: a version, method or flag that nobody here packs with;
* ValueError, OSError: an entry that lies before the start, in memory and in a file; a name that is
  no text.

RuntimeError, an encrypted entry, has an answer of its own where it can come this far.
"""

import zipfile
import zlib

UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)
