"""Decision: yes or no with its reason; may() asks the policy that access fills in at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer to "may he?"; true when allowed. `reason` is Chinese and may be shown."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed

    def insist(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason, code="not_allowed")


Policy = Callable[[Any, Permission, Any], Decision]


def _closed(actor: Any, permission: Permission, thing: Any) -> Decision:
    return Decision(False, "权限规则尚未装入，系统暂不受理任何操作，请联系系统管理员。")


_policy: Policy = _closed


def fill(policy: Policy) -> Policy:
    """Set the policy that answers from now on; returns the one before, so that a test can put it back."""
    global _policy
    before, _policy = _policy, policy
    return before


def may(actor: Any, permission: Permission, thing: Any = None) -> Decision:
    """Whether `actor` may do `permission` to `thing`; refused with a reason until a policy is filled in."""
    return _policy(actor, permission, thing)
