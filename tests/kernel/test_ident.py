"""uuid7: version, variant, time and a strictly rising order."""

from datetime import UTC, datetime, timedelta

from yugong.kernel.ident import made_at, uuid7


def test_identifiers_rise_strictly_and_carry_their_time():
    start = datetime.now(UTC)
    many = [uuid7() for _ in range(10_000)]
    assert many == sorted(set(many))
    assert [str(each) for each in many] == sorted(str(each) for each in many)
    assert {(each.version, each.variant) for each in many} == {(7, "specified in RFC 4122")}
    assert timedelta(seconds=-1) < made_at(many[0]) - start < timedelta(seconds=5)
