"""A shelf of its own for every test, and a policy as plain as one sentence."""

import pytest

from yugong.kernel import decision
from yugong.kernel.decision import Decision
from yugong.kernel.permissions import Permission


@pytest.fixture
def shelf(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


@pytest.fixture
def policy():
    """Signed-in people add; whose the thing is reads; the platform does the rest."""

    def decide(actor, permission, thing):
        if permission == Permission.FILE_ADD:
            allowed = actor.is_person
        elif permission == Permission.FILE_READ:
            allowed = actor.person_id is not None and getattr(thing, "person_id", None) == actor.person_id
        else:
            allowed = actor.is_system
        return Decision(allowed, "" if allowed else "您没有这项权限。")

    before = decision.fill(decide)
    yield
    decision.fill(before)
