"""Django's own hello-world, one view without a database: bare, or with the middleware a new project has.

`BENCH_STOCK=1` in the environment chooses the second. `/whose` reads the session besides; `/rows` is the
least that a list can be in Django: the session, and fifty members by one statement in a plain template.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from yugong.site import environment
from yugong.site.settings import SECRET_KEY

STOCK = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
APPS = ("auth", "contenttypes", "sessions", "messages")
ROWS = """
    SELECT m.id, m.number, u.name, m.trade, m.joined_on, m.standing, m.recorded_at
    FROM people_membership m JOIN org_unit u ON u.id = m.unit_id
    WHERE m.valid_to IS NULL AND m.superseded_at IS NULL ORDER BY m.id DESC LIMIT 50
"""
LINE = "<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
table = Engine().from_string(f"<table>{{% for row in rows %}}{LINE}{{% endfor %}}</table>")


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello, world")


def whose(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello, {request.session['_auth_user_id']}")


def rows(request: HttpRequest) -> HttpResponse:
    from django.db import connection

    assert request.session["_auth_user_id"]
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        found = cursor.fetchall()
    return HttpResponse(table.render(Context({"rows": found})))


urlpatterns = [path("", hello), path("whose", whose), path("rows", rows)]
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY=SECRET_KEY,
    DATABASES={"default": environment.database()},
    USE_TZ=True,
    INSTALLED_APPS=[f"django.contrib.{app}" for app in APPS],
    MIDDLEWARE=STOCK if os.environ.get("BENCH_STOCK") else (),
)
application = get_wsgi_application()
