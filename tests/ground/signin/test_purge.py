"""What sign-in no longer needs is forgotten every night."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from yugong.ground.jobs.queue import jobs
from yugong.ground.jobs.timetable import TIMETABLE
from yugong.ground.signin import codes, limits
from yugong.ground.signin.jobs import purge
from yugong.ground.signin.models import Allowance, SentCode

from ..access.town import NOW
from .doors import by_phone

pytestmark = pytest.mark.django_db


def test_the_nightly_job_keeps_what_is_in_use():
    by_phone(Client())
    past = NOW - timedelta(days=3)
    codes.make("13800001234", at=past)
    limits.spend(limits.SECOND, "gone", at=past)
    Session(session_key="gone", session_data="", expire_date=past).save()
    kept = UserSession.objects.get()
    UserSession(user=kept.user, ip="10.0.0.0", user_agent="", session_key="gone").save()
    in_use = Allowance.objects.count() - 1
    purge()
    assert (SentCode.objects.count(), Allowance.objects.count()) == (1, in_use)
    assert [row.pk for row in UserSession.objects.all()] == [kept.pk]
    assert not Session.objects.filter(session_key="gone").exists()


def test_the_job_stands_in_the_timetable():
    assert "signin.purge" in TIMETABLE
    assert "signin.purge" in jobs
