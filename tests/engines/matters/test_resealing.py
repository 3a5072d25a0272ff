"""What is written once is sealed again under a new key, and nothing else of it can change."""

import pytest
from django.conf import settings as live
from django.db import connection, transaction

from yugong.engines.matters.models import Happening, Message
from yugong.engines.matters.queries import story, thread
from yugong.ground.people import rotation
from yugong.kernel import keyring

from .test_moving import walked
from .town import build


@pytest.fixture
def keys(settings, tmp_path):
    """A key file of this test's own, before anything is sealed."""
    keyring.create(tmp_path / "keys.json")
    settings.YUGONG_KEYRING = keyring.KeyFile(tmp_path / "keys.json")
    return settings.YUGONG_KEYRING


@pytest.fixture
def town(keys, db):
    """Made anew: sealed by the keys of this test."""
    return build()


def test_notes_and_messages_are_sealed_again_and_read_the_same(keys, town, matter):
    matter = walked(town, matter)
    said, told = thread(matter), story(matter, full=True)
    keyring.activate(keys.path, "field", keyring.add(keys.path, "field"))
    keys.refresh()
    assert live.YUGONG_KEYRING.current("field")[0] == 2
    assert rotation.left() > 0
    assert (rotation.renew(told=lambda rows: None), rotation.left()) == (0, 0)
    assert (thread(matter), story(matter, full=True)) == (said, told)
    assert {bytes(row.body_sealed)[2] for row in Message.objects.all()} == {2}


@pytest.mark.parametrize("change", ["by_label = 'x'", "matter_id = gen_random_uuid()"])
def test_sealing_again_is_no_way_to_change_what_happened(keys, town, matter, change):
    walked(town, matter)
    row = Happening.objects.first()
    assert row is not None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL yugong.resealing = 'on'")
        with pytest.raises(Exception, match="written once"), transaction.atomic():
            cursor.execute(f"UPDATE matters_happening SET {change} WHERE id = %s", [row.pk])
