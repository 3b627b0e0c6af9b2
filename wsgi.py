"""For any WSGI server: `granian --interface wsgi wsgi:app`."""

import os

from qms.app import create_app

os.umask(0o077)  # what the service keeps is for its own account only
app = create_app()
