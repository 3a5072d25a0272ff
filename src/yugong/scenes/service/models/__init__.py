"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.service.models.best import (
    BestPlace,
    BestSort,
    BestState,
)
from yugong.scenes.service.models.counsel import (
    Counsel,
    CounselHour,
    Counsellor,
    CounselState,
    CounselWay,
)
from yugong.scenes.service.models.mentor import (
    Mentor,
    MentorHour,
    MentorVisit,
    VisitState,
)
from yugong.scenes.service.models.news import (
    STEPS,
    Article,
    Column,
    Correction,
    Reading,
    Work,
    WorkSort,
    WorkStanding,
)
from yugong.scenes.service.models.news import Standing as NewsStanding
from yugong.scenes.service.models.order import (
    Audience,
    Bid,
    Got,
    Liked,
    Offering,
    ServiceOrder,
    Wish,
)
from yugong.scenes.service.models.order import (
    Stage as OrderStage,
)
from yugong.scenes.service.models.screening import (
    Examinee,
    ExamineeState,
    Screening,
    ScreeningSlot,
    ScreeningSort,
    ScreeningStage,
)
from yugong.scenes.service.models.station import (
    FAULTS,
    DoorSignal,
    Impression,
    Station,
    StationReport,
    StationSort,
    StationWord,
)
from yugong.scenes.service.models.station_import import StationImport, TableState
from yugong.scenes.service.models.station_inspection import Inspection
from yugong.scenes.service.models.station_photo import StationPhoto

__all__ = [
    "FAULTS",
    "Audience",
    "BestPlace",
    "BestSort",
    "BestState",
    "Bid",
    "Counsel",
    "CounselHour",
    "CounselState",
    "CounselWay",
    "Counsellor",
    "DoorSignal",
    "Examinee",
    "ExamineeState",
    "Got",
    "Impression",
    "Inspection",
    "Liked",
    "Mentor",
    "MentorHour",
    "MentorVisit",
    "Offering",
    "OrderStage",
    "Screening",
    "ScreeningSlot",
    "ScreeningSort",
    "ScreeningStage",
    "ServiceOrder",
    "Station",
    "StationImport",
    "StationPhoto",
    "StationReport",
    "StationSort",
    "StationWord",
    "TableState",
    "VisitState",
    "Wish",
]
__all__ += ["STEPS", "Article", "Column", "Correction", "NewsStanding", "Reading", "Work", "WorkSort"]
__all__ += ["WorkStanding"]
