"""The four teams of the rights front, their marks and how long a card is good."""

from collections.abc import Mapping
from dataclasses import dataclass

from yugong.ground.access.roles import Mediator, ProtectionInspector, RelationsInformant, Supervisor


@dataclass(frozen=True)
class Team:
    """One of the four: the role its members hold, and the mark in the numbers of their cards."""

    role: str
    word: str
    mark: str
    about: str


teams: Mapping[str, Team] = {
    role.key: Team(role.key, role.name, mark, role.about)
    for role, mark in (
        (RelationsInformant, "信息"),
        (Supervisor, "监督"),
        (ProtectionInspector, "劳保"),
        (Mediator, "调解"),
    )
}
