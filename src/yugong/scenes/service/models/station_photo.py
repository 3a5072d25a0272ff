"""Photos of stations: what it looks like there, so that it is found and one knows what to expect."""

from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Row
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7
from yugong.scenes.service.models.station import Station


class StationPhoto(Row):
    """A picture of a station by its steward or an officer; taken off, the row stays, the picture is gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Station, models.PROTECT, related_name="photos", db_index=False)
    file = models.UUIDField("图片")
    shows = models.CharField("拍的是什么", max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="上传的人")
    at = models.DateTimeField("上传时间")
    off_at = models.DateTimeField("撤下时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["station", "id"], name="station_photo_up", condition=Q(off_at__isnull=True)),
        ]


ties.add(Tie(StationPhoto, "person_id", "上传的驿站照片"))
