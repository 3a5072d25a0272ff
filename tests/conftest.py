"""Every test runs on a real PostgreSQL: the configured one, or the embedded one started here."""

import os
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
os.environ.setdefault("YUGONG_DEMO", "1")
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"  # thousands of accounts, and nothing to guess
QUEUE = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"


def pytest_configure(config: pytest.Config) -> None:
    from yugong.site import environment, settings

    environment.ready()
    settings.PASSWORD_HASHERS.insert(0, QUICK)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories take longest, so two processes begin with them, a file at a time."""
    items.sort(key=lambda item: "stories" not in item.path.parts)


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django empties its own tables after a test that commits; the queue's tables are not Django's."""
    yield
    marked = request.node.get_closest_marker("django_db")
    if (marked and marked.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        from django.db import connection

        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(QUEUE)
