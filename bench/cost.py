"""What a page costs apart from waiting: processor time of the server's code, and its main query alone."""

import io
import re
import sys
import threading
import time
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench.clients import CLIENTS, FORM, Ask, Request, Took

BATCHES, EACH = 8, 15
READS = re.compile(r"\s*(SELECT\b|WITH\b(?!.*\b(INSERT INTO|UPDATE|DELETE)\b))", re.S)  # what only reads


@dataclass
class Cost:
    """`cpu`: ms of processor time of one request here; `sql`: the longest query at 16 connections."""

    cpu: float
    queries: int
    size: int
    alone: float
    sql: Took


def environ(request: Request) -> dict[str, Any]:
    """A request as WSGI hands it over."""
    method, path, cookie, form = request
    body = urlencode(form).encode() if form else b""
    place, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": place, "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": cookie, "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
    }  # fmt: skip


def answered(application: Any, ask: Ask) -> int:
    """One request through the whole application in this process; the size of its answer."""
    heads: list[str] = []
    answer = application(environ(ask.make(ask.sent)), lambda status, _, info=None: heads.append(status))
    ask.sent += 1
    size = sum(map(len, answer))
    if hasattr(answer, "close"):
        answer.close()
    if not heads[0].startswith(str(ask.expect)):
        raise SystemExit(f"{ask.label}: answered {heads[0]}, expected {ask.expect}")
    return size


def measured(application: Any, ask: Ask, seconds: float) -> Cost:
    """The quietest of some batches counts: what other programs do only ever adds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(5):
        size = answered(application, ask)
    with CaptureQueriesContext(connection) as seen:
        connection.queries_log.clear()
        answered(application, ask)
        asked = list(connection.queries_log)
    spent = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(EACH):
            answered(application, ask)
        spent.append((time.process_time() - began) * 1000 / EACH)
    del seen
    reads = [one["sql"] for one in asked if READS.match(one["sql"])]
    alone, sql = max((_alone(sql), sql) for sql in reads)
    return Cost(min(spent), len(asked), size, alone, _together(sql, seconds))


def _alone(sql: str) -> float:
    """The median time of a statement that runs alone on a warm connection."""
    from django.db import connection

    took = []
    with connection.cursor() as cursor:
        for _ in range(15):
            began = time.perf_counter()
            cursor.execute(sql)
            cursor.fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return median(took)


def _together(sql: str, seconds: float) -> Took:
    """The statement asked by as many connections as there are clients."""
    from django.db import connection

    def client() -> None:
        with connection.cursor() as cursor:  # each thread has its own connection
            cursor.execute(sql)
            began = time.perf_counter()
            while began < until:
                cursor.execute(sql)
                cursor.fetchall()
                ended = time.perf_counter()
                took.ms.append((ended - began) * 1000)
                began = ended
        connection.close()

    took, start = Took(), time.perf_counter()
    until = start + seconds
    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.seconds = time.perf_counter() - start
    return took
