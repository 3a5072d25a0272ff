"""The sealed columns of this scene."""

from collections.abc import Mapping
from typing import Any

from yugong.ground.people.cells import Blind, Sealed, cells
from yugong.scenes.aid.models import (
    AidOffer,
    Chain,
    HomeVisit,
    HomeVisitor,
    HouseholdMember,
    MutualEnrolment,
    MutualLead,
    Objection,
    Statement,
)
from yugong.scenes.aid.queries import chains
from yugong.scenes.aid.queries.places import member_index

for column in ("name_sealed", "number_sealed", "facts_sealed"):
    cells.add(Sealed(HouseholdMember, column))
cells.add(Sealed(AidOffer, "verdict_sealed"))
cells.add(Sealed(Statement, "sheet_sealed"))
cells.add(Sealed(HomeVisit, "findings_sealed"))
cells.add(Sealed(HomeVisitor, "name_sealed"))
for column in ("text_sealed", "contact_sealed", "answer_sealed"):
    cells.add(Sealed(Objection, column))
for column in ("name_sealed", "file_sealed", "problems_sealed"):
    cells.add(Sealed(MutualEnrolment, column))
cells.add(Sealed(MutualLead, "medical_sealed"))


def house_index(row: HouseholdMember) -> Mapping[str, Any]:
    """The index by which nobody stands in two households."""
    return {"number_index": member_index(row)}


cells.add(Blind(HouseholdMember, "number_index", recompute=house_index))
cells.add(Sealed(Chain, "child_sealed"))


def thread_index(row: Chain) -> Mapping[str, Any]:
    """The index by which a child has one thread."""
    return {"child_index": chains.child_index(row)}


cells.add(Blind(Chain, "child_index", recompute=thread_index))
