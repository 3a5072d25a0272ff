"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.service.models.order import Audience, Bid, Got, Liked, Offering, ServiceOrder, Wish
from yugong.scenes.service.models.order import Stage as OrderStage
from yugong.scenes.service.models.station import (
    FAULTS,
    DoorSignal,
    Impression,
    Station,
    StationReport,
    StationSort,
    StationWord,
)

__all__ = ["Audience", "Bid", "Got", "Liked", "Offering", "OrderStage", "ServiceOrder", "Wish"]
__all__ += ["FAULTS", "DoorSignal", "Impression", "Station", "StationReport", "StationSort", "StationWord"]
