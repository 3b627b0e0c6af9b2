"""What waits in this room, in words, and where notices about it lead."""

from flask_babel import lazy_gettext as _l

from qms.references.acts.telling import DOCUMENT, EXTERNAL
from qms.references.queries import waiting
from qms.web.desk import Place, TaskWords

PAGE_OF_LAW = Place("references.external", "external_id")
PAGE_OF_DOCUMENT = Place("references.document", "document_id")
TASKS: dict[str, TaskWords] = {
    waiting.LAW: TaskWords(_l("Rà soát tài liệu theo văn bản mới"), _l("Rà soát"), PAGE_OF_LAW),
    waiting.DOCUMENT: TaskWords(
        _l("Sửa tài liệu theo văn bản mới"), _l("Xem viện dẫn"), PAGE_OF_DOCUMENT
    ),
}
SUBJECTS: dict[str, Place] = {EXTERNAL: PAGE_OF_LAW, DOCUMENT: PAGE_OF_DOCUMENT}
