"""The rows of campaigns; each file holds the rows of one function."""

from yugong.engines.campaigns.models.campaign import REVIEWS, Campaign, Review, Sitting, Stage
from yugong.engines.campaigns.models.enrolment import (
    HOLDS,
    LIVE,
    Attendance,
    Enrolment,
    Opinion,
    Standing,
)

__all__ = [
    "HOLDS",
    "LIVE",
    "REVIEWS",
    "Attendance",
    "Campaign",
    "Enrolment",
    "Opinion",
    "Review",
    "Sitting",
    "Stage",
    "Standing",
]
