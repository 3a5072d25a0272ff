"""Forgetting what sign-in no longer needs: old codes, counts of past windows, sessions that are over."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.ground.signin import codes, limits


@job("signin.purge", queue="upkeep")
def purge() -> None:
    """Delete what is past, once a night."""
    now = timezone.now()
    codes.purge(at=now)
    limits.purge(at=now)
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
