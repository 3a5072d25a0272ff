"""What each deed of the log is called in words, from the table beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def names() -> Mapping[str, str]:
    """The name of every deed by its key, `people.reveal` → 查看明文."""
    text = files("yugong.ground.audit").joinpath("deeds.toml").read_text(encoding="utf-8")
    return {
        f"{app}.{verb}": name for app, verbs in tomllib.loads(text).items() for verb, name in verbs.items()
    }


def name_of(did: str) -> str:
    """The name of a deed; one from before a renaming keeps its key."""
    return names().get(did, did)


def key_of(text: str) -> str:
    """The key of a deed that was typed by its key or its name; what is neither finds nothing."""
    return next((key for key, name in names().items() if name == text), text)
