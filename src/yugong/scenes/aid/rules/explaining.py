"""A rule with the parameters in force for a place on a day: for pages, the scan and whoever decides.

    explain("aid.hardship", facts, on=day, path=unit.path, given={}) -> Verdict   # facts: money in fen
    face("aid.hardship", columns, on=day, path=unit.path, given={}) -> Compiled   # SQL text, with its params

`given` replaces parameters by short name or key, in yuan as the table has: {"line": 750, "multiple": "1.5"}.
`Verdict.as_dict()` is what is stored; `Verdict.from_dict` and `rules[key].replay` read it back for ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from yugong.ground.parameters.queries import in_force
from yugong.ground.signin.limits import Limit
from yugong.kernel.formula_rule import Compiled
from yugong.kernel.rules import Parameter, Verdict
from yugong.scenes.aid.rules import book

PLACE = Limit("aid.rules.place", 1200, timedelta(hours=1), "您所在的网络试算的次数过多")


def known_at(on: date, path: str = "") -> Callable[[Sequence[str]], list[Parameter]]:
    """The parameters in force for a place on a day, by their keys."""
    return lambda keys: in_force(keys, on=on, path=path)


def explain(
    key: str, facts: Mapping[str, Any], *, on: date, path: str = "", given: Mapping[str, Any] | None = None
) -> Verdict:
    """The verdict on facts as the platform keeps them: money in fen, yes and no as truth."""
    return book.weighed(key, facts, on=on, given=given or {}, known=known_at(on, path))


def explain_words(key: str, words: Mapping[str, Any], *, on: date, path: str = "") -> Verdict:
    """The verdict on words of a file or a form: money in yuan, `parameters` by short name."""
    return book.explained(key, words, on=on, known=known_at(on, path))


def face(
    key: str,
    columns: Mapping[str, Any],
    *,
    on: date,
    path: str = "",
    given: Mapping[str, Any] | None = None,
    prefix: str = "v",
) -> Compiled:
    """The SQL of a rule: `columns` names the column of each fact (money in fen); the others stand as usual.

    `category` is NULL where a needed fact is unknown; `amount` and `figures` are numeric fen, rounded.
    """
    asked = book.formula(key, on)
    own = asked.given(given or {})
    wanted: Iterable[str] = [one.key for one in asked.numbers if one.key not in own]
    numbers = {one.key: one.value for one in in_force(list(wanted), on=on, path=path)}
    return asked.compiled(columns, {**numbers, **own}, prefix=prefix)
