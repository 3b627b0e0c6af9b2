"""The response headers every answer carries, errors and files too (ASVS 5.0, chapter 3)."""

from flask import Flask, Response, request

from qms.web.guards import STATIC

# No 'unsafe-inline' anywhere: there is no script and no style inside our pages.
# data: images are the check marks and arrows in Bootstrap's own style sheet.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 365 * 86400


def install(app: Flask) -> None:
    """Add the headers last, whatever the view answered."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
    response.headers["Cache-Control"] = _caching(response)
    return response


def _caching(response: Response) -> str:
    """Static files named with their version for a year; nothing else is kept anywhere."""
    if request.endpoint in STATIC and response.status_code in {200, 304}:
        return f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
    return "no-store"
