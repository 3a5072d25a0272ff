"""Supervision bodies and the four teams on a day."""

from django.urls import reverse

from yugong.engines.indicators.queries.showing import labelled, shown
from yugong.kernel.measure import Measure, Party, Source, measures, sources
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import Badge, SupervisionBody

BODIES = sources.add(
    Source(
        "rights.body",
        "监督组织",
        rows="rights_supervisionbody b",
        record="b.id",
        unit="b.unit_id",
        watched=(("rights_supervisionbody", "id"),),
        kind="bigint",
        show=labelled(SupervisionBody, lambda row: row.name),
    )
)
BADGES = sources.add(
    Source(
        "rights.badge",
        "工作证",
        rows="rights_badge b",
        record="b.id",
        unit="b.unit_id",
        watched=(("rights_badge", "id"),),
        show=shown(
            Badge,
            Permission.MATTER_SUPERVISE,
            label=lambda row: row.number,
            page=lambda row: reverse("desk_badge", args=(row.pk,)),
        ),
    )
)
UNTIL = "LEAST(b.valid_to + 1, COALESCE(b.ended_on, b.valid_to + 1))"
TEAMS = (
    ("supervisors", "supervisor", "劳动法律监督员"),
    ("informants", "relations_informant", "劳动关系信息员"),
    ("inspectors", "protection_inspector", "劳动保护监督检查员"),
    ("mediators", "mediator", "劳动争议调解员"),
)

measures.add(
    Measure(
        key="rights.bodies",
        name="劳动法律监督组织",
        unit="count",
        word="个",
        counts="那一天在任期内的工会劳动法律监督组织，按成立和撤销的日期计",
        done_by=Party.UNIT,
        confirmed_by=Party.UPPER,
        source=BODIES,
        day="b.formed_on",
        until="LEAST(b.term_to + 1, COALESCE(b.ended_on, b.term_to + 1))",
    )
)
for key, team, name in TEAMS:
    measures.add(
        Measure(
            key=f"rights.{key}",
            name=name,
            unit="person",
            counts=f"那一天持有有效工作证的{name}，到期和收回的不计",
            done_by=Party.UNIT,
            confirmed_by=Party.UPPER,
            source=BADGES,
            day="b.issued_on",
            until=UNTIL,
            where=f"b.team = '{team}'",
        )
    )
