"""Names of stages and moves are never lost, and a stage's time agrees with the parameter that tunes it."""

import os

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.flow import kinds
from yugong.kernel.tuning import parameters

from .tree import SOURCE, show

LOCK = SOURCE / "scenes" / "kinds.lock"
HEAD = "# Names that stand in rows: a line is added by YUGONG_DRAW=1, and never taken away.\n"


def locked() -> list[str]:
    """The names that have ever stood in rows."""
    lines = LOCK.read_text(encoding="utf-8").splitlines() if LOCK.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def lost(before: list[str], now: set[str]) -> list[str]:
    """The locked names that are neither declared nor retired any more."""
    retired = {(key, name) for key, word, name in map(str.split, now) if word == "retired"}
    split = [(line, line.split()) for line in before]
    return [line for line, (key, _, name) in split if line not in now and (key, name) not in retired]


def test_no_name_is_lost_and_every_new_one_is_locked():
    now = {word for kind in kinds for word in kind.words()}
    if os.environ.get("YUGONG_DRAW"):
        LOCK.write_text(HEAD + "".join(f"{line}\n" for line in sorted({*locked(), *now})), encoding="utf-8")
    assert not (gone := lost(locked(), now)), show([f"{line}: list it in retired=" for line in gone])
    assert not (new := sorted(now - set(locked()))), show(
        [f"{line}: lock it with YUGONG_DRAW=1" for line in new]
    )


def test_a_tuned_stage_names_a_parameter_with_the_same_default():
    offenders = [
        f"{kind.key}: {span} is tuned by {parameter!r}"
        for kind in kinds
        for parameter, span in parameters(kind)
        if parameter not in DEFAULTS or DEFAULTS[parameter].value != span.count
    ]
    assert not offenders, show(offenders)


def test_the_check_has_teeth():
    before = ["a.b stage one", "a.b move go", "a.b move old"]
    assert lost(before, {"a.b stage one", "a.b retired old"}) == ["a.b move go"]
