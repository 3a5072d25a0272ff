"""Every test runs on a real PostgreSQL: the configured one, or the embedded one started here."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from yugong.ui.environment import icon_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"  # thousands of accounts, and nothing to guess
LAZY = " -c synchronous_commit=off"  # no test cuts the power: a commit need not reach the disk
QUEUE = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"


def pytest_configure(config: pytest.Config) -> None:
    from yugong.site import environment, settings

    environment.ready()
    settings.PASSWORD_HASHERS.insert(0, QUICK)
    settings.DATABASES["default"]["OPTIONS"]["options"] += LAZY


FIRST = (  # three processes begin with different things; then comes what takes longest
    "*/worlds/test_demo.py",
    "*/stories/test_desk_pages.py",  # the first story loads the world that the others copy
    "*/kinds/*",
    "*/stories/*_pages.py",
    "*/worlds/*",
    "*/stories/*",
    "*/attacks/*",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, a file at a time, so that the processes end together."""
    turns = {
        path: next((n for n, one in enumerate(FIRST) if path.match(one)), len(FIRST))
        for path in {item.path for item in items}
    }
    items.sort(key=lambda item: turns[item.path])


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands when tests begin stands to the end: it need not be looked through for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture
def plain_static(settings: Any) -> Iterator[None]:
    """Names of static files as they are, with nothing collected."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    icon_of.cache_clear()
    yield
    icon_of.cache_clear()


@pytest.fixture(scope="module")
def built(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Any]:
    """What BUILD of the module makes, once: each test takes a deep copy of it and leaves nothing behind.

    Its rows stand in a transaction around those of the tests, so not for tests that commit.
    """
    from django.db import transaction

    build = getattr(request.module, "BUILD", None) or request.getfixturevalue("build")
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django empties its own tables after a test that commits; the queue's tables are not Django's."""
    yield
    marked = request.node.get_closest_marker("django_db")
    if (marked and marked.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        from django.db import connection

        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(QUEUE)
