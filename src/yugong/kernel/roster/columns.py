"""Which column holds what: guessed by title and by content, each with its confidence and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yugong.kernel.roster.grid import Sheet
from yugong.kernel.roster.header import Header, Title, first_data, header
from yugong.kernel.roster.profile import Profile, is_name, profile
from yugong.kernel.roster.titles import LABELS, LONGEST, Role

_SAMPLE = 400  # rows, or fewer where there are many columns
_FEWEST, _CELLS = 40, 40_000
_LEAST = 0.3
_SHOWN = 0.5  # roles whose content speaks for itself weigh title and content; others only the title
_SPEAKING = frozenset(
    {Role.NAME, Role.NUMBER, Role.PHONE, Role.SEX, Role.ETHNICITY, Role.KIND, Role.MIXED, Role.BIRTH}
    | {Role.EDUCATION, Role.POLITICAL, Role.HOUSEHOLD, Role.SEQUENCE}
)
_DATES = frozenset({Role.BIRTH, Role.JOINED, Role.STARTED})


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column (counted from 0) is taken for, how surely (0 … 1), and why, in a person's words."""

    column: int
    title: str
    role: Role | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read: the title rows, the first data row, the columns by role."""

    header_rows: tuple[int, ...]
    first_row: int
    titles: tuple[Title, ...]
    guesses: tuple[Guess, ...]
    places: Mapping[Role, int]

    @property
    def is_roster(self) -> bool:
        """Whether names with ids, or at least titled names with something else, stand in this sheet."""
        number = Role.NUMBER in self.places or Role.MIXED in self.places
        named = Role.NAME in self.places and bool(self.header_rows)
        return (number and (Role.NAME in self.places or bool(self.header_rows))) or (
            named and len(self.places.keys() - {Role.SEQUENCE, Role.REMARK}) > 1
        )


def recognise(sheet: Sheet, remembered: Mapping[str, Role] | None = None) -> Layout:
    """Guess the layout; `remembered` (bare title → role) is what people confirmed for this union before."""
    heading = header(sheet)
    first = heading.rows[-1] + 1 if heading.rows else first_data(sheet)
    profiles = _profiles(sheet, first)
    scores: list[tuple[float, int, Role]] = []
    for column, (title, look) in enumerate(zip(heading.titles, profiles, strict=True)):
        known = (remembered or {}).get(title.bare) if title.bare else None
        if known is not None and not _contradicts(known, look):
            scores.append((2.0, column, known))
            continue
        scores += [(score, column, role) for role, score in _scores(title, look).items() if score >= _LEAST]
    places: dict[Role, int] = {}
    taken: dict[int, float] = {}
    for score, column, role in sorted(scores, key=lambda s: (-s[0], s[1])):
        if column not in taken and (role not in places or role is Role.OTHER):
            places.setdefault(role, column)
            taken[column] = score
            if role is Role.OTHER:
                places.pop(role)
    guesses = _guesses(heading, profiles, places, taken)
    return Layout(heading.rows, first, heading.titles, guesses, places)


def _contradicts(role: Role, look: Profile) -> bool:
    """Whether a column's content plainly is not what its title meant before."""
    telling = role in (Role.NAME, Role.NUMBER, Role.PHONE)
    return telling and look.filled > 4 and look.fits.get(role, 0.0) < 0.2


def twins(layout: Layout) -> tuple[Layout, ...]:
    """Further blocks of the same titles to the right: rosters printed with two or three persons in a row."""
    found: list[Layout] = []
    if Role.NAME not in layout.places or Role.NUMBER not in layout.places or not layout.header_rows:
        return ()
    titles = [title.bare for title in layout.titles]
    name = layout.places[Role.NAME]
    for column in range(name + 1, len(titles)):
        step = column - name
        places = {
            role: at + step
            for role, at in layout.places.items()
            if titles[at] and at + step < len(titles) and titles[at + step] == titles[at]
        }
        if {Role.NAME, Role.NUMBER} <= places.keys() and not set(places.values()) & set(
            layout.places.values()
        ):
            found.append(replace(layout, places=places))
    return tuple(found)


def overridden(layout: Layout, choice: Mapping[int, Role | None]) -> Layout:
    """The layout with columns (from 0) set by a person; a role moves to its new column."""
    places = {role: column for role, column in layout.places.items() if column not in choice}
    places |= {role: column for column, role in choice.items() if role not in (None, Role.OTHER)}
    roles = {column: role for role, column in places.items()}
    guesses = tuple(
        replace(g, role=choice[g.column], confidence=1.0, why="由您指定")
        if g.column in choice
        else g
        if g.role is Role.OTHER or roles.get(g.column) is g.role
        else replace(g, role=None, confidence=1.0, why="已改由另一列提供")
        for g in layout.guesses
    )
    return replace(layout, guesses=guesses, places=places)


def memory(layout: Layout) -> dict[str, str]:
    """What to remember of a confirmed layout: bare title → role; what may be a person's name is left out."""
    told = {layout.titles[g.column].bare: (g.role or Role.OTHER).value for g in layout.guesses}
    return {
        title: role
        for title, role in told.items()
        if title and len(title) <= LONGEST and not is_name(title) and sum(c.isdigit() for c in title) < 4
    }


def _profiles(sheet: Sheet, first: int) -> list[Profile]:
    most = min(_SAMPLE, max(_FEWEST, _CELLS // max(1, sheet.width)))
    step = max(1, (len(sheet.rows) - first + 1) // most)
    sample = [sheet.rows[place] for place in range(first - 1, len(sheet.rows), step)]
    return [profile([cells[column] for cells in sample]) for column in range(sheet.width)]


def _scores(title: Title, look: Profile) -> dict[Role, float]:
    """Score per role: content weighs a little more, so a wrongly titled column is still found."""
    if title.role is Role.OTHER:
        return {Role.OTHER: 1.0}
    scores: dict[Role, float] = {}
    content = dict(look.fits)
    if Role.NUMBER in content:
        content[Role.NUMBER] = 0.5 * content[Role.NUMBER] + 0.5 * look.whole_ids
    for role, fit in content.items():
        scores[role] = 0.55 * fit
    if title.role is not None:
        told = title.role
        if told in _DATES:
            content[told] = content.get(Role.BIRTH, 0.0)
            scores.pop(Role.BIRTH, None)
        if told in _SPEAKING or told in _DATES:
            scores[told] = 0.45 * title.sure + 0.55 * content.get(told, 0.0)
        else:
            scores[told] = 0.45 * title.sure + 0.1
            scores = {r: s for r, s in scores.items() if r is told or r in (Role.NUMBER, Role.PHONE)}
    elif title.bare:  # an unknown title: only content that cannot be mistaken
        scores = {r: s for r, s in scores.items() if r in (Role.NUMBER, Role.PHONE, Role.MIXED) or s > _SHOWN}
    if not title.bare:
        scores = {r: s for r, s in scores.items() if r is not Role.BIRTH}
    return scores


def _guesses(
    heading: Header, profiles: list[Profile], places: dict[Role, int], taken: dict[int, float]
) -> tuple[Guess, ...]:
    by_column = {column: role for role, column in places.items()}
    guesses = []
    for column, (title, look) in enumerate(zip(heading.titles, profiles, strict=True)):
        if not title.written and not look.filled:
            continue
        role = by_column.get(column)
        if role is None and column in taken:
            role = Role.OTHER
        guesses.append(
            Guess(
                column,
                title.written,
                role,
                _sure(title, role, taken.get(column, 0.0)),
                _why(title, look, role),
            )
        )
    return tuple(guesses)


def _sure(title: Title, role: Role | None, score: float) -> float:
    told = title.sure if title.role is role and role not in _SPEAKING else 0.0
    return round(min(1.0, max(score, told)), 2)


def _why(title: Title, look: Profile, role: Role | None) -> str:
    if role is None:
        return "没有认出这一列，不会读取"
    if role is Role.OTHER:
        return f"列名“{title.written}”不是会员本人要登记的内容，不读取"
    share = round(100 * look.fits.get(role, 0.0))
    named = f"列名是“{title.written}”" if title.role is role else ""
    seen = f"{share}% 的内容像{LABELS[role]}" if share else ""
    return "，".join(part for part in (named, seen) if part) or "以前确认过"
