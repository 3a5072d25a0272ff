"""Plants news for the tours: articles in every state, a work to be looked at and one that is shown."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import person as acting
from yugong.scenes.service.actions import news_mending, news_reading, news_writing, works
from yugong.scenes.service.models import Article, Work

NOW = timezone.now()
TEXT = {"column": "festival", "body": "## 远处的灯\n凌晨三点还亮着。\n\n- 巡线\n- 倒闸", "byline": "远处记者"}


def article(unit: Unit, crew: list[Any], title: str, steps: int = 0) -> Article:
    """Written by the first, read so many steps by the others, each once."""
    row = news_writing.write(unit=unit, given=TEXT | {"title": title}, by=crew[0], at=NOW)
    if steps:
        row = news_writing.submit(article=row, by=crew[0], at=NOW)
    for n in range(steps):
        reader = crew[1 + n]
        row = news_reading.read(article=row, step=n + 1, passed=True, remark="通读过", by=reader, at=NOW)
    return row


def work(person: Person) -> Work:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "PNG")
    upload = SimpleUploadedFile("远.png", data.getvalue(), "image/png")
    given = {"sort": "photo", "title": "远处的山", "about": "", "byline": "远人", "agree": True}
    return works.offer(person=person, given=given, upload=upload, by=acting(person.pk), at=NOW)


def plant(person: Person, upper: Unit, crew: list[Any]) -> list[Any]:
    """The paths that are opened."""
    draft, half = article(upper, crew, "远处草稿"), article(upper, crew, "远处审校", 2)
    ready, shown, gone = (article(upper, crew, f"远处{word}", 6) for word in ("待发", "致敬", "撤下"))
    for row in (shown, gone):
        news_reading.publish(article=row, by=crew[1], at=NOW)
    news_mending.correct(
        article=Article.objects.get(pk=shown.pk),
        title="远处致敬",
        body="改过。",
        note="错字",
        by=crew[0],
        at=NOW,
    )
    news_mending.withdraw(article=gone, why="当事人不愿再登", by=crew[1], at=NOW)
    mine, hung = work(person), work(person)
    works.judge(work=hung, shown=True, by=crew[1], at=NOW)
    return [
        ("", "/news/", 200),
        ("", "/news/?q=远处", 200),
        ("", "/news/tributes/", 200),
        ("", f"/news/{shown.pk}/", 200),
        ("", f"/news/{gone.pk}/", 200),
        ("", "/news/works/", 200),
        ("", f"/news/works/{hung.pk}/", 200),
        ("holder", "/news/works/new/", 200),
        ("holder", f"/news/works/{mine.pk}/", 200),
        ("city", "/desk/news/", 200),
        ("city", "/desk/news/new/", 200),
        ("city", f"/desk/news/{draft.pk}/mend/", 200),
        ("city", "/desk/news/works/", 200),
        ("city", f"/desk/news/works/{mine.pk}/", 200),
        *(("city", f"/desk/news/{row.pk}/", 200) for row in (draft, half, ready, shown, gone)),
    ]


def far(upper: Unit, person: Person, clerk: Any) -> dict[str, str]:
    """A draft of another district, and a work that waits to be looked at there."""
    return {"article_id": str(article(upper, [clerk], "远处草稿").pk), "work_id": str(work(person).pk)}
