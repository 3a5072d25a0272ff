"""Which posts a union may have: the floor that declares the roles says where each of them sits."""

from dataclasses import dataclass

from yugong.ground.org.models import Unit
from yugong.kernel.errors import Refused
from yugong.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Sitting:
    """A role by its key and name, and the kinds of unit it sits at."""

    key: str
    name: str
    at: frozenset[str]


sittings: Registry[Sitting] = Registry("role of a post")


def insist(role: str, unit: Unit) -> None:
    """Refuse a role that nobody declared, and one that does not sit at this kind of unit."""
    if role not in sittings:
        raise Refused(f"没有这种岗位：{role[:40]}，请从岗位列表里选", field="role", code="unknown_role")
    if unit.kind not in sittings[role].at:
        raise Refused(
            f"「{sittings[role].name}」不能设在{unit.get_kind_display()}，请另选岗位",
            field="role",
            code="role_place",
        )
