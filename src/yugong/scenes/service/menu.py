"""The desk menu of this scene."""

from yugong.ui import menus
from yugong.ui.menus import Entry

ENTRIES: tuple[Entry, ...] = ()


def register() -> None:
    """Put the pages of this scene into the menu of the desk."""
    for entry in ENTRIES:
        menus.desk.add(entry)
