"""The sealed columns of roster imports and elections, and the first page of joining, kept in the session."""

from typing import Any

from yugong.ground.people.cells import Large, Sealed, cells
from yugong.ground.signin.sealed import in_session
from yugong.scenes.organise.models import Chosen, Difference, Election, ExportPart, RosterImport, RosterPart


def first_page(document: Any) -> dict[str, Any]:
    """What an applicant's first page is sealed to: his account."""
    return {"table": "session", "column": "join", "row": document["_auth_user_id"]}


cells.add(Large(RosterImport, "file_sealed"))
cells.add(Large(RosterImport, "problems_sealed"))
cells.add(Sealed(RosterImport, "name_sealed"))
cells.add(Large(RosterPart, "lines_sealed"))
cells.add(Sealed(Election, "names_sealed"))
cells.add(Large(ExportPart, "data_sealed"))
cells.add(Sealed(Difference, "line_sealed"))
cells.add(Sealed(Chosen, "name_sealed"))
cells.add(in_session("organise.join", path=("join",), cell=first_page))
