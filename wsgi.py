"""For any WSGI server: `granian --interface wsgi wsgi:app`."""

from qms.app import create_app

app = create_app()
