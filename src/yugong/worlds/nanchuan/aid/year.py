"""The year of aid in tables: which story is told of whom, and how many working days ago it began."""

from collections.abc import Callable

from yugong.worlds.nanchuan.aid import asking, families, file_plots, purse
from yugong.worlds.nanchuan.aid.asking import Asking
from yugong.worlds.nanchuan.aid.families import Family
from yugong.worlds.nanchuan.aid.filing import File
from yugong.worlds.timeline import Story

INSURED = slice(3, 28)  # roster lines that a union insures
FIRST = 30  # roster lines from here on are free for this part
AGES = {"basic": (8, 14), "senior": (16, 17), "entrant": (17, 17)}
FILES: tuple[tuple[Callable[[File], Story], Family, int], ...] = (
    (file_plots.reviewed, families.ILL, 240),
    (file_plots.on_file, families.CANCER, 238),
    (file_plots.on_file, families.STUDENT, 208),
    (file_plots.on_file, families.STUDENT, 150),
    (file_plots.on_file, families.PUPIL, 146),
    (file_plots.on_file, families.STUDENT, 141),
    (file_plots.on_file, families.PUPIL, 137),
    (file_plots.on_file, families.STUDENT, 131),
    (file_plots.on_file, families.FIRE, 60),
    (file_plots.told, families.ILL, 19),
    (file_plots.to_approve, families.CANCER, 17),
    (file_plots.to_review, families.PUPIL, 15),
    (file_plots.reposted, families.FIRE, 8),
    (file_plots.objected, families.ILL, 10),
    (file_plots.posted, families.STUDENT, 8),
    (file_plots.discussed, families.CANCER, 6),
    (file_plots.accepted, families.PUPIL, 3),
    (file_plots.mending, families.FIRE, 4),
    (file_plots.sent, families.ILL, 1),
    (file_plots.begun, families.PUPIL, 1),
    (file_plots.refused, families.WELL, 12),
    (file_plots.appealed, families.WELL, 20),
    (file_plots.kept, families.WELL, 18),
)
CHAIN = 2  # of the files: whose child has the chain
SCHOOLING: tuple[tuple[Callable[[Asking], Story], int, int, int], ...] = (
    (asking.received, 3, 4_950, 62),
    (asking.received, 4, 3_000, 61),
    (asking.received, 5, 4_900, 58),
    (asking.paid, 6, 3_000, 16),
    (asking.granted, 7, 3_000, 4),
    (asking.asked, 0, 0, 1),
)  # file, yuan, working days ago; with the chain's 3,000 together 21,850
URGENT: tuple[tuple[Callable[[Asking], Story], int, int], ...] = (
    (asking.received, 3_000, 96),
    (asking.received, 2_600, 55),
    (asking.paid, 1_800, 15),
    (asking.granted, 3_000, 3),
    (asking.refused, 0, 5),
    (asking.asked, 0, 0),
)
BATCHES = (
    (purse.settled, 190), (purse.settled, 176), (purse.settled, 132), (purse.settled, 88),
    (purse.settled, 53), (purse.settled, 48), (purse.settled, 13), (purse.checked, 3), (purse.made, 1),
)  # fmt: skip
TROUBLE = {
    "cause": "illness", "story": "父亲突发脑溢血，住进重症监护室，先交了一大笔钱。", "loss": "9000",
    "civil": "no", "agree": True,
}  # fmt: skip
