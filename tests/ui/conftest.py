"""The design system stands alone: its own addresses, plain names of static files, no database."""

from pathlib import Path

import pytest
from django.test import RequestFactory

from yugong.kernel.actor import Actor, Seat
from yugong.ui import build
from yugong.ui.environment import HouseEnvironment, environment

SEATS = (
    Seat(1, "officer", "干事", 1, "000001", "渝中区总工会"),
    Seat(2, "chair", "主席", 2, "000002", "石油路街道总工会"),
)


@pytest.fixture(autouse=True)
def plain(settings, plain_static):
    settings.ROOT_URLCONF = "yugong.ui.urls"


@pytest.fixture
def env() -> HouseEnvironment:
    return environment()


@pytest.fixture(scope="session")
def built() -> Path:
    build.build()
    return build.OUT


@pytest.fixture
def ask():
    """A request as an officer with two seats makes it."""

    def make(path: str = "/gallery/", **cookies: str):
        request = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        request.actor = Actor("person", "person:1", "李敏", seat=SEATS[0], seats=SEATS)
        return request

    return make
