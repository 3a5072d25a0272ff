"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.service.models.station import (
    DoorSignal,
    Impression,
    Station,
    StationReport,
    StationSort,
    StationWord,
)

__all__ = ["DoorSignal", "Impression", "Station", "StationReport", "StationSort", "StationWord"]
