"""Every column is classified plain, masked or secret, and says how long it is kept (docs/columns.md)."""

import re
import tomllib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models

from .tree import ROOT, show

CLASSES = ("plain", "masked", "secret")
SEALED = re.compile(r".*_sealed$")
DERIVED = re.compile(r".*_(index|grams)$")
# Secrets that are not sealed blobs, because a one-way value is all that is stored.
ONE_WAY = {"password", "token_hash", "code_hash"}


@cache
def ours() -> tuple[type[models.Model], ...]:
    """Every model of the house that has a table."""
    return tuple(
        m for m in apps.get_models() if m.__module__.startswith("yugong.") and not m._meta.auto_created
    )


@cache
def table(app_label: str) -> dict[str, dict]:
    """The declared columns of one app, by model name."""
    path = Path(apps.get_app_config(app_label).path) / "columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def retentions() -> set[str]:
    """The retention words that docs/columns.md explains."""
    text = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE))


def complaints(label: str, columns: dict[str, models.Field], declared: dict, words: set[str]) -> list[str]:
    """What is wrong with the declaration of one model."""
    listed = [name for kind in CLASSES for name in declared.get(kind, [])]
    gone = [name for name in listed if name not in columns]
    found = [f"{label}.{name}: not classified" for name in columns if name not in listed]
    found += [f"{label}.{name}: classified, but there is no such column" for name in gone]
    found += [f"{label}.{name}: classified twice" for name in set(listed) if listed.count(name) > 1]
    for name in columns:
        if SEALED.match(name) and name not in declared.get("secret", []):
            found.append(f"{label}.{name}: sealed columns are secret")
        if DERIVED.match(name) and name not in declared.get("masked", []):
            found.append(f"{label}.{name}: indexes derived from personal values are masked")
    for name in declared.get("secret", []):
        if not isinstance(columns.get(name), models.BinaryField) and name not in ONE_WAY:
            found.append(f"{label}.{name}: secret, but neither sealed bytes nor a one-way value")
    for name, word in {"": declared.get("keep", ""), **declared.get("sooner", {})}.items():
        if word not in words:
            found.append(
                f"{label}{'.' if name else ''}{name}: unknown retention {word!r}; words: {sorted(words)}"
            )
    return found


def test_every_column_is_classified():
    words = retentions()
    offenders = [
        line
        for model in ours()
        for line in complaints(
            model._meta.label,
            {field.name: field for field in model._meta.local_fields},
            table(model._meta.app_label).get(model.__name__, {}),
            words,
        )
    ]
    assert not offenders, show(offenders)


def test_no_declaration_outlives_its_model():
    known = {(model._meta.app_label, model.__name__) for model in ours()}
    labels = {model._meta.app_label for model in ours()}
    idle = [f"{app}.{name}" for app in labels for name in table(app) if (app, name) not in known]
    assert not idle, show(idle)


def test_tables_of_packages_are_described():
    text = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+\.\w+)` \|", text, flags=re.MULTILINE))
    assert described == {m._meta.label for m in apps.get_models() if not m.__module__.startswith("yugong.")}


def test_the_check_has_teeth():
    columns = {"id": models.BigAutoField(), "name_sealed": models.BinaryField(), "phone": models.CharField()}
    wrong = {"plain": ["id", "gone"], "masked": ["name_sealed"], "secret": ["phone"], "keep": "a while"}
    found = complaints("x.Y", columns, wrong, {"forever"})
    assert [line.split(":")[0] for line in found] == ["x.Y.gone", "x.Y.name_sealed", "x.Y.phone", "x.Y"]
    assert complaints("x.Y", columns, {}, set())[0] == "x.Y.id: not classified"
