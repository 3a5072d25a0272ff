"""The key file: new keys beside old ones, seen by running processes, written whole or not at all."""

import json
import os

import pytest

from yugong.kernel import keyring
from yugong.kernel.errors import Broken


@pytest.fixture
def path(tmp_path):
    keyring.create(tmp_path / "keys.json")
    return tmp_path / "keys.json"


def test_a_key_is_added_then_active_then_dropped(path):
    first = keyring.load(path).current("field")
    assert keyring.add(path, "field") == 2
    assert keyring.load(path).current("field") == first
    keyring.activate(path, "field", 2)
    ring = keyring.load(path)
    assert (ring.current("field")[0], ring.get("field", 1)) == (2, first[1])
    assert ring.active == {"field": 2, "index": 1, "audit": 1, "token": 1, "sign": 1}
    keyring.drop(path, "field", 1)
    assert list(keyring.load(path).keys["field"]) == [2]
    assert os.stat(path).st_mode & 0o777 == 0o600


def test_a_running_process_sees_the_new_key_within_a_second_and_an_unknown_one_at_once(path, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(keyring.time, "monotonic", lambda: clock[0])
    ring = keyring.KeyFile(path)
    keyring.add(path, "field")
    keyring.activate(path, "field", 2)
    assert ring.current("field")[0] == 1
    assert len(ring.get("field", 2)) == 16
    assert ring.current("field")[0] == 2
    keyring.add(path, "index")
    clock[0] += keyring.FRESH
    assert list(ring.keys["index"]) == [1, 2]


def test_what_must_not_happen_is_broken(path):
    with pytest.raises(Broken, match="is active"):
        keyring.drop(path, "index", 1)
    with pytest.raises(Broken, match="no index key 7"):
        keyring.activate(path, "index", 7)
    with pytest.raises(Broken, match="no field key 9"):
        keyring.KeyFile(path).get("field", 9)


def test_an_older_file_gets_the_signing_key_and_keeps_the_others(path):
    old = json.loads(path.read_text())
    del old["sign"]
    path.write_text(json.dumps(old))
    with pytest.raises(Broken, match="no sign key"):
        keyring.load(path).current("sign")
    keyring.create(path)
    now = json.loads(path.read_text())
    assert {**old, "sign": now["sign"]} == now
    assert len(keyring.load(path).current("sign")[1]) == 32
