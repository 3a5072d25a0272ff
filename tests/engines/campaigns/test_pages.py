"""The page of an activity says why one cannot enrol, beside the button."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.engines.campaigns.fair import DAY, NOW

from yugong.ground.access import session
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM

pytestmark = pytest.mark.usefixtures("plain_static")


def test_a_refused_enrolment_says_why_on_the_page(fair) -> None:
    (one,) = fair.crowd(1)
    row = fair.public(opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)
    account = people.open_account(username="crowd", person=one, by=SYSTEM, at=NOW)
    phone = Client()
    phone.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = phone.session
    session.begin(store, how="code", at=timezone.now())
    store.save()
    answer = phone.post(f"/activities/{row.pk}/enrol/")
    assert answer.status_code == 422
    assert "到时候再来" in answer.content.decode()
