"""@action: begin, lock, ask may(), run, record — the only clever decorator of the house."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection, models, transaction

from yugong.ground.audit import actions, statements
from yugong.ground.audit.writing import divisible, writing
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

F = TypeVar("F", bound=Callable[..., Any])


def locked(thing: Any) -> Any:
    """The same row, read again under a row lock; anything else as it is."""
    if not isinstance(thing, models.Model) or thing.pk is None:
        return thing
    model = type(thing)
    found = statements.locked(thing) if statements.plain(model) else None
    return found or model._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)


def held(thing: Any) -> Any:
    """The same row, kept where it is and as somebody else's key, while others may hold it too."""
    quoted = connection.ops.quote_name
    table, pk = quoted(thing._meta.db_table), quoted(thing._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE {pk} = %s FOR KEY SHARE", [thing.pk])  # noqa: S608
    return type(thing)._default_manager.get(pk=thing.pk)


def app_of(verb: Callable[..., Any]) -> str:
    """The app a verb belongs to: `people` of yugong.ground.people.actions.…"""
    parts = verb.__module__.split(".")
    return parts[2] if parts[0] == "yugong" and len(parts) > 2 else parts[-1]


def action(
    permission: Permission, *, on: str = "", named: str = "", shared: bool = False
) -> Callable[[F], F]:
    """Make a verb an action: keyword-only, `by` and `at` required, one transaction, one event.

    `on` names the parameter that is locked, about which permission is asked and which the event names;
    without it the event names what the verb returns. `shared`: several may run about the same row at once,
    and whoever takes its ordinary lock waits for all of them. Raises Refused with a reason a worker may read.
    Events of inner actions are kept until the outermost one ends: the chain's lock is always the last taken.
    """

    def wrap(verb: F) -> F:
        did = named or f"{app_of(verb)}.{verb.__name__.rstrip('_')}"

        @functools.wraps(verb)
        def run(*, by: Any, at: Any, **given: Any) -> Any:
            with transaction.atomic(savepoint=divisible()), writing(did) as pen:
                if on:
                    given[on] = held(given[on]) if shared else locked(given[on])
                decision = may(by, permission, given.get(on))
                if not decision:
                    raise Refused(decision.reason, code="forbidden")
                result = verb(by=by, at=at, **given)
                deed = pen.deed(by=by, did=did, on=given.get(on) or result, at=at)
                deeds = [*pen.deeds, deed]
                if pen.outer is not None:
                    pen.outer.deeds.extend(deeds)
                else:
                    actions.record_all(deeds)
                return result

        return run  # type: ignore[return-value]

    return wrap
