"""Photos of a station: put up by its steward or an officer, small for any line, and taken off again."""

import io
from datetime import datetime
from typing import Any

from PIL import Image

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept, shred
from yugong.ground.files.checks import clean
from yugong.ground.files.formats import PHOTOS
from yugong.ground.files.images import encode
from yugong.ground.files.queries import find
from yugong.ground.people.models import Person
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Station, StationPhoto

EDGE, MOST = 640, 6  # pixels of the longer side; photos of one station at a time


def small(upload: Any) -> io.BytesIO:
    """The picture drawn anew and small: what a phone shows, and no more to fetch."""
    checked = clean(upload, PHOTOS)
    with Image.open(io.BytesIO(checked.data)) as image:
        image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        drawn = io.BytesIO(encode(image).data)
    drawn.name = checked.name
    return drawn


@action(Permission.STATION_MANAGE, on="station", named="service.add_photo")
def add_photo(*, station: Station, upload: Any, shows: str, by: Actor, at: datetime) -> StationPhoto:
    """An officer puts a photo up."""
    return _added(station, upload, shows, by, at)


@action(Permission.PERSON_SELF, on="person", named="service.steward_photo")
def steward_photo(
    *, person: Person, station: Station, upload: Any, shows: str, by: Actor, at: datetime
) -> StationPhoto:
    """The steward puts up a photo of the station that he looks after."""
    return _added(_kept_by(person, station), upload, shows, by, at)


@action(Permission.STATION_MANAGE, on="station", named="service.drop_photo")
def drop_photo(*, station: Station, photo: StationPhoto, by: Actor, at: datetime) -> StationPhoto:
    """An officer takes a photo off; the picture is destroyed."""
    return _dropped(station, photo, at)


@action(Permission.PERSON_SELF, on="person", named="service.steward_drops_photo")
def steward_drops_photo(
    *, person: Person, station: Station, photo: StationPhoto, by: Actor, at: datetime
) -> StationPhoto:
    """The steward takes a photo off."""
    return _dropped(_kept_by(person, station), photo, at)


def _kept_by(person: Person, station: Station) -> Station:
    """The station under its lock; Refused for who does not look after it."""
    row: Station = Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if row.steward_id != person.pk:
        raise Refused("这个站点的照片由站长和管护工会来换。", code="unknown")
    return row


def _added(station: Station, upload: Any, shows: str, by: Actor, at: datetime) -> StationPhoto:
    if station.closed_on is not None:
        raise Refused("这个站点已经停用，不用再放照片。", code="stale")
    said = " ".join(shows.split())
    if not said or len(said) > 30:
        raise Refused("请写拍的是什么，三十个字以内，看不清图的人靠它。", field="shows")
    if upload is None:
        raise Refused("请选一张照片。", field="picture")
    if StationPhoto.objects.filter(station=station, off_at=None).count() >= MOST:
        raise Refused(f"一个站点最多放 {MOST} 张，先撤下一张再放。", field="picture")
    kept = accept(upload=small(upload), owner=f"service.station:{station.pk}", kinds=PHOTOS, by=by, at=at)
    row = StationPhoto(station=station, file=kept.pk, shows=said, person_id=by.person_id, at=at)
    row.save(force_insert=True)
    facts(station=str(station.pk), photo=str(row.pk))
    return row


def _dropped(station: Station, photo: StationPhoto, at: datetime) -> StationPhoto:
    if photo.station_id != station.pk:
        raise Refused("这个站点没有这张照片。", code="unknown")
    if photo.off_at is not None:
        return photo
    if (file := find(photo.file)) is not None:
        shred(attachment=file, reason="撤下驿站照片", by=SYSTEM, at=at)
    photo.off_at = at
    photo.save(update_fields=["off_at"])
    facts(station=str(station.pk), photo=str(photo.pk))
    return photo
