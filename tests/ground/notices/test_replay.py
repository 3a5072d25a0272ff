"""What a world of the past tells rings nobody's phone today."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from yugong.ground.audit.writing import writing
from yugong.ground.notices.actions import tell
from yugong.ground.notices.models import Delivery, Fate
from yugong.ground.notices.replay import RECEIPT, replayed

from .conftest import DAY, MOVED


@pytest.mark.django_db
def test_what_is_replayed_is_written_as_done_and_never_queued(worker):
    told = {"to": worker.pk, "template": "test.moved", "values": MOVED, "at": DAY}
    with writing("test"), replayed():
        tell(**told, once="then")
    row = Delivery.objects.get()
    assert (row.fate, row.receipt, row.done_at) == (Fate.SENT, RECEIPT, row.not_before)
    assert not ProcrastinateJob.objects.exists()
    with writing("test"):
        tell(**told, once="now")
    assert Delivery.objects.filter(fate=Fate.WAITING).count() == ProcrastinateJob.objects.count() == 1
