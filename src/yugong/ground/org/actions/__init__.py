"""The verbs of the tree: `org.actions.found_unit(...)`, `org.actions.merge_units(...)` and so on."""

from yugong.ground.org.actions.moving import dissolve_unit, merge_units, move_unit, split_unit, succeed
from yugong.ground.org.actions.registers import (
    DivisionFacts,
    make_post,
    register_agency,
    register_divisions,
    register_employer,
)
from yugong.ground.org.actions.units import close_unit, extend_term, found_unit, rename_unit, set_term
from yugong.ground.org.followers import Share

__all__ = [
    "DivisionFacts",
    "Share",
    "close_unit",
    "dissolve_unit",
    "extend_term",
    "found_unit",
    "make_post",
    "merge_units",
    "move_unit",
    "register_agency",
    "register_divisions",
    "register_employer",
    "rename_unit",
    "set_term",
    "split_unit",
    "succeed",
]
