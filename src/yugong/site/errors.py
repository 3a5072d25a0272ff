"""Pages for what went wrong: each says what to do, asks no database, and shows nothing of the inside."""

import sys
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from yugong.kernel.errors import Refused
from yugong.ui.pages import page_or_fragment, wants_fragment

DESK = "/desk/"
PLAIN = "text/plain; charset=utf-8"
AGAIN = "5"  # seconds after which a browser or a proxy may come back
WORDS = {
    400: ("请求没有看懂", "内容里可能有认不出的字符，或者太长、太大。请返回上一页，检查后再提交。"),
    403: ("不能这样操作", "您现在的身份或岗位不能做这件事。请返回上一页，或换一个岗位再试。"),
    404: ("没有找到这一页", "地址可能写错了，或者内容已经办结、转走。请从首页重新进入。"),
    405: ("这一页要从页面上的按钮打开", "请返回上一页，按页面上的按钮再做一次。"),
    409: ("现在不能这样办", "情况可能刚有变化。请返回上一页，刷新后再看。"),
    422: ("填写的内容不能用", "请返回上一页，检查后再提交。"),
    429: ("操作太频繁", "请稍等一会儿再试。"),
    500: ("系统出了问题", "不是您的原因，我们已经记录下来。请稍后再试；急事请拨打 12351。"),
    503: ("系统正忙", "请过几秒钟再试一次。急事请拨打 12351。"),
}
STALE = "页面放得太久，或在别处重新登录过，为了安全没有提交。请返回上一页，刷新后再提交。"
MOVED = frozenset(("stale", "claimed", "conflict", "roster_state", "closed", "paused", "running"))


def page(request: HttpRequest, status: int, *, reason: str = "") -> HttpResponse:
    """The page of one status; `reason` replaces its usual sentence. HTMX gets the sentence alone to show."""
    title, usual = WORDS[status]
    if wants_fragment(request):  # 422 is what HTMX would put into the page
        words = reason or f"{title}：{usual}"
        return HttpResponse(words, status=400 if status == 422 else status, content_type=PLAIN)
    desk = request.path.startswith(DESK)
    context = {"title": title, "words": reason or usual, "status": status, "menu": (), "unread": 0}
    template = "site/error_desk.html" if desk else "site/error.html"
    return page_or_fragment(request, template, context=context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what Django itself would not read."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page whether a thing does not exist or is not for this reader."""
    return page(request, 404)


@login_not_required
def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the token that its page gave it."""
    return page(request, 403, reason=STALE)


def failed(request: HttpRequest) -> HttpResponse:
    """What nobody caught: 503 while the database is away or busy, 400 for text no column takes, else 500."""
    caught = sys.exc_info()[1]
    if isinstance(caught, OperationalError | InterfaceError):
        answer = page(request, 503)
        answer["Retry-After"] = AGAIN
        return answer
    return page(request, 400 if isinstance(caught, DataError) else 500)


def status_of(refused: Refused) -> int:
    """The status of a refusal that no page took up itself."""
    if refused.code == "forbidden":
        return 403
    if refused.code == "limited":
        return 429
    return 409 if refused.code in MOVED else 422


class Told:
    """A refusal that no page took up, and a wrong method, still become a page that says what to do."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        told = page(request, 405)
        told["Allow"] = response.get("Allow", "")
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; anything else goes on to `failed`."""
        if isinstance(exception, Refused):
            return page(request, status_of(exception), reason=exception.reason)
        return None
