"""The columns of an uploaded roster: what each was taken for and why; a person confirms or corrects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.kernel.errors import Refused
from yugong.kernel.roster.titles import LABELS, Role
from yugong.scenes.organise.actions import roster as importing
from yugong.scenes.organise.models import ImportState, RosterImport
from yugong.scenes.organise.queries import rosters as queries
from yugong.scenes.organise.queries.roster_columns import ColumnView, SheetView, letter, sheets_of
from yugong.scenes.organise.views import roster_faces as faces
from yugong.ui.forms import Option
from yugong.ui.pages import page_or_fragment

ROLES = tuple(Option(role.value, words) for role, words in LABELS.items() if role is not Role.OTHER)
Choice = dict[int, dict[int, Role | None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One column with its select: the field's name, what is chosen, what is wrong with it."""

    view: ColumnView
    name: str
    chosen: str
    error: str = ""

    @property
    def id(self) -> str:
        return f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """One sheet with its columns as they are asked."""

    view: SheetView
    chosen: bool
    columns: tuple[Asked, ...]


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Show every column with its guess; what was changed is checked anew, what was not goes on at once."""
    actor, found = faces.one(request, roster_id)
    if found.state not in (ImportState.PREVIEWED, ImportState.CHECKING):
        return redirect("desk_roster", roster_id=found.pk)
    sheets = sheets_of(found)
    asked = [_asked(sheet, request.POST if request.method == "POST" else None) for sheet in sheets]
    general = ""
    if request.method == "POST":
        general = _lacking(asked)
        if not general and not any(one.error for sheet in asked for one in sheet.columns):
            try:
                _keep(found, asked, actor=actor, at=timezone.now())
                return redirect("desk_roster", roster_id=found.pk)
            except Refused as refused:
                general = refused.reason
    return _page(request, found, asked, general)


def _lacking(asked: list[AskedSheet]) -> str:
    """What is missing before anything can be read, as a sentence; empty when nothing is."""
    chosen = [sheet for sheet in asked if sheet.chosen]
    if not chosen:
        return "请至少选一张表。"
    for sheet in chosen:
        roles = {one.chosen for one in sheet.columns}
        if Role.NAME not in roles or not roles & {Role.NUMBER, Role.MIXED}:
            where = f"表“{sheet.view.name}”里" if len(chosen) > 1 else ""
            return f"{where}缺少必要的列：要有一列认作姓名，一列认作证件号码。"
    return ""


def _page(request: HttpRequest, found: RosterImport, asked: list[AskedSheet], general: str) -> HttpResponse:
    errors = [("", general)] if general else []
    errors += [(one.id, one.error) for sheet in asked for one in sheet.columns if one.error]
    at = f"{timezone.localtime(found.made_at):%m-%d %H:%M}"
    context = {
        "here": "rosters",
        "roster": found,
        "file": queries.file_of(found),
        "sheets": asked,
        "roles": ROLES,
        "errors": errors,
        "unsure": sum(
            1
            for sheet in asked
            for one in sheet.columns
            if sheet.chosen and one.chosen and one.view.sure < 60
        ),
        "remembered": bool(queries.memory_of(found.unit)),
        "steps": faces.steps(1, at),
        "notes": [said.message for said in messages.get_messages(request)],
    }
    return page_or_fragment(
        request, "organise/roster_columns.html", context=context, status=422 if errors else 200
    )


def _asked(sheet: SheetView, given: Mapping[str, str] | None) -> AskedSheet:
    """A sheet as it was guessed, or as the officer has just set it; one meaning belongs to one column."""
    at = sheet.position
    if given is None:
        chosen, told = sheet.chosen, {one.position: _role(one) for one in sheet.columns}
    else:
        chosen = f"sheet-{at}" in given
        told = {one.position: _known(given.get(f"c-{at}-{one.position}", "")) for one in sheet.columns}
    first: dict[str, int] = {}
    asked = []
    for one in sheet.columns:
        role, error = told[one.position], ""
        if role and first.setdefault(role, one.position) != one.position:
            where, words = letter(first[role]), LABELS[Role(role)]
            error = f"{where} 列已经是{words}，一项内容只能由一列提供：请把其中一列改掉。"
        asked.append(Asked(one, f"c-{at}-{one.position}", role, error if chosen else ""))
    return AskedSheet(sheet, chosen, tuple(asked))


def _role(column: ColumnView) -> str:
    return "" if column.role in (None, Role.OTHER) else str(column.role)


def _known(text: str) -> str:
    return text if text in {one.value for one in ROLES} else ""


def _keep(found: RosterImport, asked: list[AskedSheet], **who: Any) -> None:
    """Set what differs from what is understood now, beside what was set before; nothing new costs nothing."""
    choice: Choice = {sheet: dict(columns) for sheet, columns in queries.choice_of(found).items()}
    changed = {
        (sheet.view.position, one.view.position): Role(one.chosen) if one.chosen else None
        for sheet in asked
        for one in sheet.columns
        if one.chosen != _role(one.view)
    }
    for (sheet, column), role in changed.items():
        choice.setdefault(sheet, {})[column] = role
    chosen = tuple(sheet.view.position for sheet in asked if sheet.chosen)
    if changed or chosen != tuple(sheet.view.position for sheet in asked if sheet.view.chosen):
        importing.choose(roster=found, choice=choice, sheets=chosen, by=who["actor"], at=who["at"])
