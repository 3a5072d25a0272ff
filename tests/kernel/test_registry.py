"""The registry: what it takes, what it refuses, and that its complaints name the known keys."""

from dataclasses import dataclass

import pytest

from yugong.kernel.errors import Broken
from yugong.kernel.registry import Registry


@dataclass(frozen=True)
class Thing:
    key: str


def test_things_come_back_by_key_in_the_order_they_came():
    things: Registry[Thing] = Registry("thing")
    first, second = things.add(Thing("z.first")), things.add(Thing("a.second"))
    assert list(things) == [first, second]
    assert things["a.second"] is second
    assert ("a.second" in things, "b" in things, len(things)) == (True, False, 2)
    assert things.keys() == ("z.first", "a.second")


def test_complaints_name_the_word_and_the_known_keys():
    things: Registry[Thing] = Registry("thing")
    with pytest.raises(Broken, match=r"no thing 'x'; known: none yet"):
        things["x"]
    things.add(Thing("a"))
    with pytest.raises(Broken, match=r"no thing 'x'; known: a"):
        things["x"]
    with pytest.raises(Broken, match="declared twice"):
        things.add(Thing("a"))
    with pytest.raises(Broken, match="empty"):
        things.add(Thing(""))
    things.freeze()
    with pytest.raises(Broken, match="frozen"):
        things.add(Thing("b"))
