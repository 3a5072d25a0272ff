"""The contests of this scene: the finest stations, the hundred best; each is one declaration."""

from yugong.kernel.tally import Contest, contests

FINEST_STATION = contests.add(
    Contest(
        "service.finest_station",
        "最美渝工港湾",
        "map-pin",
        "会员投票选出最好用的工会驿站，评委实地看过再打分。",
        public=30,
        most=3,
        jurors=3,
        outlier=20,
    )
)
FAVOURITE = contests.add(
    Contest("service.favourite", "职工最喜爱", "users", "完全由会员投票决定，一人一票。", most=2)
)
BEST_CANTEEN = contests.add(
    Contest(
        "service.best_canteen",
        "百优食堂",
        "clipboard-list",
        "食堂申报，评委评分，公示后命名。",
        public=0,
        jurors=3,
        outlier=20,
    )
)
BEST_STATION = contests.add(
    Contest(
        "service.best_station",
        "百佳驿站",
        "map-pin",
        "驿站申报，评委评分，公示后命名。",
        rounds=("初评", "终评"),
        public=0,
        jurors=3,
        outlier=20,
    )
)
