"""Lists of a scene's own rows without the matters that must be kept from whoever reads them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from yugong.engines.matters.queries.keeping import kept_numbers
from yugong.kernel.actor import Actor
from yugong.ui.tables import Page


def without_kept(actor: Actor, page: Page, number: Callable[[Any], str]) -> Page:
    """The page without the lines whose matter must be kept from the actor; `number` names a row's matter."""
    kept = kept_numbers(actor.person_id, [number(line.row) for line in page.rows])
    return replace(page, rows=[line for line in page.rows if number(line.row) not in kept]) if kept else page
