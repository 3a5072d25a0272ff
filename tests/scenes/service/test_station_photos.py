"""Photos of a station: small, put up by its steward or an officer, fetched on a tap, gone when taken off."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from matters.test_pages import signed_in
from matters.town import START, Town
from PIL import Image

from yugong.ground.files.models import Attachment, State
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.kernel.errors import Refused
from yugong.scenes.service.actions import photos
from yugong.scenes.service.actions.stations import StationFacts, open_station
from yugong.scenes.service.models import Station, StationPhoto

FACTS = StationFacts("石油路驿站", "石油路 18 号", 29.5361, 106.5111, facilities=("water",))


def image(width: int = 1200) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.effect_noise((width, 900), 60).convert("RGB").save(data, "JPEG")
    return SimpleUploadedFile("门口.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture
def station(town: Town) -> Station:
    return open_station(unit=town.street, given=FACTS, by=SYSTEM, at=START)


@pytest.fixture
def kept(town: Town) -> Station:
    """One whose steward is the worker."""
    given = replace(FACTS, name="滨江驿站", steward_id=town.worker.pk)
    return open_station(unit=town.street, given=given, by=SYSTEM, at=START)


def put(station: Station, **more: Any) -> StationPhoto:
    given = {"upload": image(), "shows": "门口"} | more
    return photos.add_photo(station=station, **given, by=SYSTEM, at=START)


def test_a_photo_is_small_and_gone_when_it_is_taken_off(station: Station) -> None:
    made = put(station)
    file = Attachment.objects.get(pk=made.file)
    assert (file.width, file.height) == (640, 480)
    gone = photos.drop_photo(station=station, photo=made, by=SYSTEM, at=START)
    file.refresh_from_db()
    assert (gone.off_at, file.state) == (START, State.SHREDDED)


def test_what_is_lacking_is_said(station: Station) -> None:
    for given, field in (({"shows": " "}, "shows"), ({"upload": None}, "picture")):
        with pytest.raises(Refused) as refused:
            put(station, **given)
        assert refused.value.field == field
    for n in range(photos.MOST):
        put(station, shows=f"第 {n} 张", upload=image(40 + n))
    with pytest.raises(Refused, match="最多放 6 张"):
        put(station)


def test_only_its_steward_puts_photos_up_on_the_phone(town: Town, station: Station, kept: Station) -> None:
    given: dict[str, Any] = {"person": town.worker, "by": acting(town.worker.pk), "at": START}
    with pytest.raises(Refused, match="站长"):
        photos.steward_photo(station=station, upload=image(), shows="门口", **given)
    made = photos.steward_photo(station=kept, upload=image(), shows="门口", **given)
    assert made.person_id == town.worker.pk
    photos.steward_drops_photo(station=kept, photo=made, **given)
    assert not StationPhoto.objects.filter(off_at=None).exists()


@pytest.mark.usefixtures("plain_static")
def test_the_page_fetches_no_photo_before_a_tap(town: Town, kept: Station) -> None:
    me, path = signed_in(town.worker), f"/stations/{kept.pk}/"
    assert me.post(f"{path}photos/", {"picture": image(), "shows": "门口的招牌"}).url == path
    page = me.get(path).content.decode()
    before, opened = page.split("<details>")
    assert "<img" not in before
    assert 'loading="lazy"' in opened.split("</details>")[0]
    made = StationPhoto.objects.get()
    seen = Client().get(f"{path}photos/{made.pk}/")
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert me.post(f"{path}photos/", {"drop": str(made.pk)}).url == path
    assert Client().get(f"{path}photos/{made.pk}/").status_code == 404
