"""The baseline: a bare Flask page with a table of 50 rows through the SQLAlchemy ORM."""

from flask import Flask, render_template_string
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from qms.db import Base
from qms.documents.model import Document
from qms.people.model import Person  # noqa: F401 - the tables that document points to
from qms.settings import Settings
from qms.signing.model import Statement  # noqa: F401

PAGE = """<!doctype html><title>Bare</title><table>{% for row in rows %}
<tr><td>{{ row.code }}</td><td>{{ row.title }}</td><td>{{ row.type_code }}</td>
<td>{{ row.field_code }}</td><td>{{ row.created_at }}</td></tr>{% endfor %}</table>"""

engine = create_engine(Settings.from_env().database_url)
app = Flask("bare")
Base.registry.configure()


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/bare")
def bare() -> str:
    """50 rows in the order of the code, nothing else: no session, no rights, no layout."""
    with Session(engine) as session:
        rows = list(session.scalars(select(Document).order_by(Document.sort_code).limit(50)))
    return render_template_string(PAGE, rows=rows)
