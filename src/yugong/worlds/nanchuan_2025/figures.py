"""The year's figures: what the union's review of 2025 prints, and exact sums where it says "more than"."""

from dataclasses import dataclass

from yugong.worlds.nanchuan_2025.scale import Scale


@dataclass(frozen=True)
class Figures:
    """What a loading of this size must come to; sums in fen."""

    scale: Scale

    def __getattr__(self, name: str) -> int:
        if name in COUNTS:
            return self.scale.count(COUNTS[name])
        if name in SUMS:
            full, step = SUMS[name]
            return self.scale.fen(full, step=step)
        raise AttributeError(name)


COUNTS = {
    "unions": 45,
    "homes": 30,  # of the unions: at the place of origin, one for each town that had none
    "members": 1_890,
    "platform": 4_294,
    "rural": 82_668,
    "bodies": 77,
    "supervisors": 187,
    "appeals": 139,
    "mediations": 12,
    "aids": 6,
    "reminders": 8,
    "insured": 33_470,
    "claims": 1_078,
    "rounds": 22,  # of them `money_rounds` with money, the others with goods
    "money_rounds": 4,
    "reached": 16_000,  # by goods
    "visited": 100,  # with money
    "stations": 8,
    "students": 7,
    "helpers": 5,  # students who worked in the holidays
    "talks": 5,
    "heard": 612,  # at the talks
    "stories": 5,
    "listened": 1_024,  # to stories of model workers
    "campers": 40,
    "screened": 2_716,  # of them up to `cancers` in the second sort
    "cancers": 180,
    "canteens": 2,
    "gyms": 3,
}
SUMS = {  # full sum, and the step in which it is counted
    "recovered": (203_641_800, 100),
    "paid_out": (177_010_000, 5_000),  # nights at 50 yuan, illness at 10,000
    "schooling": (2_185_000, 100),
    "holiday": (1_100_000, 100),
    "central": (52_000_000, 100),
    "city": (44_428_200, 100),
    "goods": (58_326_000, 100),
    "gifts": (10_000_000, 100),
}
