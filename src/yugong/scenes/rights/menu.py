"""The desk menu of this scene."""

from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.rules.listening import takes_calls
from yugong.ui import menus
from yugong.ui.menus import Entry

ENTRIES = (
    Entry(
        "calls", "rights", "phone-call", "接听登记", "desk_call", P.MATTER_OPEN, order=10, fits=takes_calls
    ),
    Entry("rights", "rights", "scale", "维权概览", "desk_rights", P.MATTER_VIEW, order=20),
    Entry(
        "letters", "rights", "file-text", "一函两书", "desk_supervision_letters", P.MATTER_HANDLE, order=30
    ),
    Entry("teams", "rights", "shield-check", "监督队伍", "desk_teams", P.MATTER_SUPERVISE, order=40),
    Entry(
        "mediations",
        "rights",
        "messages-square",
        "劳动争议调解",
        "desk_mediations",
        P.MATTER_HANDLE,
        order=20,
    ),
    Entry("law", "rights", "message-square", "法律咨询", "desk_consultations", P.MATTER_HANDLE, order=27),
    Entry(
        "law_sessions", "rights", "calendar-clock", "普法活动", "desk_law_sessions", P.MATTER_HANDLE, order=28
    ),
    Entry("legal_aid", "rights", "gavel", "法律援助", "desk_legal_aids", P.MATTER_HANDLE, order=25),
    Entry("agencies", "rights", "landmark", "协作单位", "desk_agencies", P.AGENCY_MANAGE, order=45),
    Entry(
        "mediation_bodies",
        "rights",
        "network",
        "调解组织",
        "desk_mediation_bodies",
        P.MATTER_HANDLE,
        order=40,
    ),
)


def register() -> None:
    """Put the pages of this scene into the menu of the desk."""
    for entry in ENTRIES:
        menus.desk.add(entry)
