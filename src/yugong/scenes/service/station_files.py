"""The files of stations: whoever looks after a station through its post may read its pictures as files."""

from yugong.ground.files.owners import Owner, owners
from yugong.scenes.service.models import Station

owners.add(
    Owner("service.station", lambda key: Station.objects.select_related("unit").filter(pk=key).first())
)
