"""Telling somebody that he has a place, and the text by which notices name a campaign."""

from datetime import datetime

from yugong.engines.campaigns.models import Campaign, Enrolment
from yugong.engines.campaigns.queries import whom
from yugong.engines.campaigns.texts import IN
from yugong.ground.notices.actions import tell
from yugong.kernel.moment import words


def about(campaign: Campaign) -> str:
    """The text by which notices name it."""
    return f"campaigns.campaign:{campaign.pk}"


def say_in(row: Enrolment, campaign: Campaign, at: datetime) -> None:
    """Tell him that he has a place."""
    values = {"title": campaign.title, "when": words(whom.begins(campaign)), "place": campaign.place}
    tell(to=row.person_id, template=IN.name, values=values, at=at, about=about(campaign),
         path=f"/activities/{campaign.pk}/")  # fmt: skip
