"""The gatherings of this scene: activities, camps, talks; each is one declaration."""

from yugong.kernel.gather import LOT, QUEUE, Gathering, gatherings
from yugong.scenes.service.rules import childcare

ACTIVITY = gatherings.add(Gathering("service.activity", "文体活动", "calendar"))
TALK = gatherings.add(Gathering("service.talk", "讲座", "message-square", takings=(QUEUE,)))
STORIES = gatherings.add(Gathering("service.stories", "劳模工匠宣讲", "message-square", takings=(QUEUE,)))
CAMP = gatherings.add(Gathering("service.camp", "夏令营", "users", takings=(LOT,)))
READING = gatherings.add(Gathering("service.reading", "读书会", "clipboard-list", takings=(QUEUE,)))
CLASS = gatherings.add(
    Gathering(
        "service.childcare", "托管班", "graduation-cap", takings=(LOT, QUEUE), asks=childcare.ASKS,
        gauge=childcare.gauge, sittings=40, most=3, each="孩子",
    )
)  # fmt: skip
