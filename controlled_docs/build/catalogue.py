"""The whole set in its order: documents, and the forms that belong to them."""

import importlib
import pkgutil

from controlled_docs.build import docs, forms
from controlled_docs.build.content import Document, Form

ORDER = ("CSCL", "MTCL", "STCL", "QT", "HD")


def documents() -> list[Document]:
    """Every document with a cover, policy first, system procedures before services."""
    found = [module.DOCUMENT for module in _modules(docs)]
    return sorted(found, key=lambda one: (ORDER.index(one.kind), one.field != "chung", one.code))


def all_forms() -> list[Form]:
    """Every form, by the procedure it belongs to."""
    found = [form for module in _modules(forms) for form in module.FORMS]
    return sorted(found, key=lambda form: (form.parent, form.number))


def titles() -> dict[str, str]:
    """Code -> title, for references and form lists."""
    return {one.code: one.title for one in (*documents(), *all_forms())}


def _modules(package):
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
