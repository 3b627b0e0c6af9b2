"""My work: what waits for me, what I wait for, what was said to me."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from qms.home import acts, queries
from qms.home.views import words
from qms.home.views.blueprints import home
from qms.people.current import actor, service
from qms.people.rules import today
from qms.people.views.sign_in import Page
from qms.web.guards import signed_in


@home.get("/")
@signed_in
def my_work() -> Page:
    """The first page after the door."""
    now = service().now()
    with service().db.read() as session:
        work = queries.my_work(session, actor(), now)
    return render_template("home/my_work.html", work=work, today=today(now), due=words.due)


@home.post("/notices/read")
@signed_in
def read_notices() -> Page:
    """Nothing is new any more."""
    acts.read_notices(service(), actor().id)
    flash(_("Đã đánh dấu mọi thông báo là đã đọc."))
    return redirect(url_for("home.my_work"), 303)
