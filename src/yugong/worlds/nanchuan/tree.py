"""The tree of the demo: the city, all it has and had below it, and Nanchuan down to its sixty unions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yugong.ground.org import actions as org
from yugong.ground.org.models import Agency, Employer, Unit
from yugong.worlds import places
from yugong.worlds.chongqing.unions import CITY_UNION, FOUNDED, below_the_city
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import plan
from yugong.worlds.trades import UNORGANISED, employer_kind, uscc

AGENCIES = (
    ("南川区人民法院", "court"),
    ("南川区人民检察院", "procuratorate"),
    ("南川区司法局", "justice"),
    ("南川区人力资源和社会保障局", "labour"),
    ("南川区民政局", "civil"),
)
CHANGE = "2025年11月重庆市部分行政区划调整"


@dataclass
class Tree:
    """The units that later steps put people into."""

    city: Unit
    district: Unit
    districts: dict[str, Unit] = field(default_factory=dict)
    towns: dict[str, Unit] = field(default_factory=dict)
    unions: list[tuple[plan.Plan, Unit]] = field(default_factory=list)
    unorganised: list[Employer] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)

    def named(self, name: str) -> Unit:
        """The grassroots union of that full name."""
        return next(unit for _, unit in self.unions if unit.name == name)


def grow(making: Making) -> Tree:
    """Register the divisions and found every unit, from the city down."""
    org.register_divisions(
        rows=[
            org.DivisionFacts(p.code, p.name, p.level, p.parent, p.valid_from, p.ended_on)
            for p in places.divisions()
        ],
        **making.entered,
    )
    making.step("行政区划")
    tree = _upper_levels(making)
    _towns(making, tree)
    _unions(making, tree)
    _around(making, tree)
    return tree


def _found(making: Making, **facts: Any) -> Unit:
    unit: Unit = org.found_unit(**facts, **making.entered)
    making.step("组织")
    return unit


def _upper_levels(making: Making) -> Tree:
    city = _found(
        making, name=CITY_UNION, kind="city", parent=None, on=FOUNDED, division_code=places.CITY,
        term_years=5, term_from=date(2023, 5, 30), term_to=date(2028, 5, 30),
    )  # fmt: skip
    units: dict[str, Unit] = {}
    for node in below_the_city():
        units[node.name] = _found(
            making, name=node.name, kind=node.kind, parent=city, on=node.since, division_code=node.division
        )
        if node.until:
            ended = org.close_unit(unit=units[node.name], on=node.until, **making.entered)
            for name in node.followed_by:
                org.succeed(
                    before=ended,
                    after=units[name],
                    on=node.until,
                    how="merge",
                    reason=CHANGE,
                    **making.entered,
                )
    standing = {node.name for node in below_the_city() if node.kind == "district" and not node.until}
    return Tree(
        city=city,
        district=units[plan.DISTRICT_UNION],
        districts={name: unit for name, unit in units.items() if name in standing},
    )


def _towns(making: Making, tree: Tree) -> None:
    for town in plan.towns(making.today):
        tree.towns[town.place.name] = _found(
            making, name=f"南川区{town.name}", short=town.name, kind="street", parent=tree.district,
            on=plan.DISTRICT_FOUNDED, division_code=town.place.code, term_years=5,
            term_from=date(2022, 9, 20), term_to=date(2027, 9, 20),
        )  # fmt: skip


def _unions(making: Making, tree: Tree) -> None:
    for planned in plan.unions(making.seed, today=making.today):
        employer = None
        if planned.employer:
            employer = org.register_employer(
                name=planned.employer, uscc=planned.employer_uscc, division_code=places.NANCHUAN,
                industry=planned.industry, founded_on=planned.founded,
                staff_count=round(planned.members * 1.15) + 8, **making.entered,
            )  # fmt: skip
        unit = _found(
            making, name=planned.name, short=planned.short, kind=planned.kind,
            parent=tree.towns[planned.town] if planned.town else tree.district,
            on=planned.founded, employer=employer, division_code=planned.division, uscc=planned.uscc,
            home_for=planned.home_for, approved_no=planned.approved_no, term_years=planned.term_years,
            term_from=planned.term_from, term_to=planned.term_to,
        )  # fmt: skip
        tree.unions.append((planned, unit))


def _around(making: Making, tree: Tree) -> None:
    """Employers that have no union yet, and the partner agencies of the district."""
    for serial, (name, industry, platform) in enumerate(UNORGANISED, start=501):
        employer = org.register_employer(
            name=name,
            uscc=uscc(employer_kind(name), places.NANCHUAN, serial),
            division_code=places.NANCHUAN,
            industry=industry,
            is_platform=platform,
            founded_on=date(2020 + serial % 7, 3, 18),
            staff_count=35 + 40 * (serial - 500),
            **making.entered,
        )
        tree.unorganised.append(employer)
    for name, kind in AGENCIES:
        tree.agencies.append(org.register_agency(name=name, kind=kind, unit=tree.district, **making.entered))
