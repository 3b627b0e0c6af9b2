"""Vietnamese unless somebody chose English: the person's choice, then the cookie's."""

from flask import Flask, has_request_context, request
from flask_babel import Babel

from qms.web.cookies import LANGUAGE
from qms.web.current import current_actor

LOCALES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"


def choose_locale() -> str:
    """The browser's own list is not asked: an office shares one Vietnamese face."""
    if not has_request_context():
        return DEFAULT
    actor = current_actor()
    chosen = actor.locale if actor is not None else request.cookies.get(LANGUAGE, DEFAULT)
    return chosen if chosen in LOCALES else DEFAULT


def install(app: Flask, translations: str) -> None:
    """`translations` is the absolute folder of the catalogues."""
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Ho_Chi_Minh"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = translations
    Babel(app, locale_selector=choose_locale)
