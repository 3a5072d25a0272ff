"""News: an article on its way through six readings, its corrections, and works of workers."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from yugong.ground.audit.models import Fixed, Row
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7

STEPS = ("一审", "一校", "二审", "二校", "三审", "三校")  # three reviews and three proof-reads, in this order


class Column(models.TextChoices):
    """The columns of the paper."""

    MODELS = "models", "劳模工匠"
    LIFE = "life", "职工故事"
    NOTICES = "notices", "通知公告"
    SERVICES = "services", "服务资讯"
    FESTIVAL = "festival", "节日致敬"


class Standing(models.TextChoices):
    """Where an article stands."""

    DRAFT = "draft", "写稿"
    READING = "reading", "审校中"
    READY = "ready", "待发布"
    PUBLIC = "public", "已刊出"
    WITHDRAWN = "withdrawn", "已撤下"


class Article(Row):
    """A text of a union; `round` counts how often the readings began, `step` how many of this round are done.

    `grams` holds every character and pair of title and body, and is written with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="articles", verbose_name="哪个工会发")
    column = models.CharField("栏目", max_length=10, choices=Column.choices)
    title = models.CharField("标题", max_length=60)
    body = models.TextField("正文")
    byline = models.CharField("署名", max_length=40, blank=True)
    standing = models.CharField("状态", max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    round = models.IntegerField("第几轮审校", default=1)
    step = models.IntegerField("审校到第几步", default=0)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="撰稿人")
    written_at = models.DateTimeField("写稿时间")
    publish_at = models.DateTimeField("定时发布", null=True)
    published_at = models.DateTimeField("发布时间", null=True)
    shown_until = models.DateField("致敬到哪天", null=True)  # of a tribute: the screens show it until then
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_why = models.CharField("撤下原因", max_length=200, blank=True)
    grams = SearchVectorField("检索词", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-id"], name="article_unit"),
            models.Index(
                fields=["-published_at", "-id"], name="article_public", condition=Q(standing="public")
            ),
            models.Index(fields=["publish_at"], name="article_ready", condition=Q(standing="ready")),
            GinIndex(fields=["grams"], name="article_grams"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing__in=("ready", "public")) | Q(step=len(STEPS)),
                name="article_six_readings",
            ),
            models.CheckConstraint(
                condition=~Q(standing="withdrawn") | ~Q(withdrawn_why=""), name="article_withdrawn_says_why"
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.unit.path


ties.add(Tie(Article, "written_by_id", "撰写的资讯"))


class Reading(Fixed):
    """One of the six readings of a round: by whom, with which remark; written once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="readings", verbose_name="资讯")
    round = models.IntegerField("第几轮")
    step = models.IntegerField("第几步")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="审校人")
    passed = models.BooleanField("通过")
    remark = models.CharField("意见", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "round", "step"], name="reading_once"),
        ]


ties.add(Tie(Reading, "by_id", "审校的资讯"))


class Correction(Row):
    """What was wrong in a published article and how it reads now: one proposes it, another agrees."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="corrections", verbose_name="资讯")
    title = models.CharField("标题", max_length=60)
    body = models.TextField("正文")
    note = models.CharField("更正说明", max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("提出时间")
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="核准人")
    agreed_at = models.DateTimeField("核准时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(agreed_at__isnull=True), name="correction_one_open"
            ),
        ]


ties.add(Tie(Correction, "by_id", "提出的更正"))
ties.add(Tie(Correction, "agreed_by_id", "核准的更正"))


class WorkSort(models.TextChoices):
    """Sorts of works."""

    PHOTO = "photo", "摄影"
    PAINTING = "painting", "书画"
    CRAFT = "craft", "手工"


class WorkStanding(models.TextChoices):
    """Where a work stands; one that was taken back keeps its row and loses its picture and words."""

    OFFERED = "offered", "待审核"
    SHOWN = "shown", "展出中"
    DECLINED = "declined", "不展出"
    TAKEN_BACK = "taken_back", "作者已撤回"


class Work(Row):
    """A worker's own work, shown with his consent and under the name he chose, for as long as he likes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="works", verbose_name="作者")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="works", verbose_name="所在工会")
    sort = models.CharField("类别", max_length=10, choices=WorkSort.choices)
    title = models.CharField("题目", max_length=30, blank=True)
    about = models.CharField("作者的话", max_length=200, blank=True)
    byline = models.CharField("署名", max_length=20, blank=True)
    picture = models.UUIDField("图片", null=True)
    standing = models.CharField("状态", max_length=10, choices=WorkStanding.choices)
    offered_at = models.DateTimeField("投稿时间")
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    judged_at = models.DateTimeField("审核时间", null=True)
    declined_why = models.CharField("不展出的原因", max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-id"], name="work_shown", condition=Q(standing="shown")),
            models.Index(fields=["unit", "-id"], name="work_unit"),
            models.Index(fields=["person", "-id"], name="work_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing="shown") | Q(picture__isnull=False), name="work_shown_has_its_picture"
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.unit.path


ties.add(Tie(Work, "person_id", "作品"))
ties.add(Tie(Work, "judged_by_id", "审核的作品"))
