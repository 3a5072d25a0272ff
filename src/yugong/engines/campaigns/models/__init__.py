"""The rows of campaigns; each file holds the rows of one function."""

from yugong.engines.campaigns.models.attendance import Attendance, Opinion
from yugong.engines.campaigns.models.campaign import REVIEWS, Campaign, Stage
from yugong.engines.campaigns.models.enrolment import HOLDS, LIVE, Enrolment, Standing
from yugong.engines.campaigns.models.sitting import Review, Sitting

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
