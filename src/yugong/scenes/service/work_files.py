"""The files of works: whoever may look at a work through its post may read its file."""

from yugong.ground.files.owners import Owner, owners
from yugong.scenes.service.models import Work

owners.add(Owner("service.work", lambda key: Work.objects.select_related("unit").filter(pk=key).first()))
