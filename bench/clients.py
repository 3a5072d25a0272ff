"""Sixteen clients in one loop: each keeps its connection, sends a request, waits for all of the answer."""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

CLIENTS, LAST = 16, b"\r\n0\r\n\r\n"
FORM = "application/x-www-form-urlencoded"
Request = tuple[str, str, str, dict[str, str]]  # method, address, cookie, form


@dataclass
class Ask:
    """One request to measure: `make(n)` gives the n-th one; `most` is how many may be sent in all."""

    label: str
    make: Callable[[int], Request]
    expect: int = 200
    most: int = 10**9
    sent: int = 0


@dataclass
class Took:
    """What the clients saw: milliseconds of each answer, over how many seconds, and what was wrong."""

    ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)
    cpu: tuple[float, float, float] = (0.0, 0.0, 0.0)  # ms of one answer: server, database, clients

    @property
    def rate(self) -> float:
        return len(self.ms) / self.seconds if self.seconds else 0.0

    @property
    def p50(self) -> float:
        return median(self.ms) if self.ms else 0.0

    @property
    def p95(self) -> float:
        return sorted(self.ms)[min(len(self.ms) - 1, int(len(self.ms) * 0.95))] if self.ms else 0.0


def spoken(request: Request) -> bytes:
    """A request as bytes."""
    method, path, cookie, form = request
    body = urlencode(form).encode() if form else b""
    heads = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    heads += [f"Cookie: {cookie}"] if cookie else []
    heads += [f"Content-Type: {FORM}", f"Content-Length: {len(body)}"] if form else []
    return "\r\n".join([*heads, "", ""]).encode() + body


class Line:
    """One client's connection and the answer it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began, self.heard, self.wanted, self.status, self.chunked = 0.0, b"", -1, 0, False

    def send(self, request: bytes) -> None:
        self.heard, self.wanted = b"", -1
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def done(self) -> bool:
        """Read what came; whether the answer is complete."""
        came = self.socket.recv(1 << 18)
        if not came:
            raise ConnectionError("the server closed a connection")
        self.heard += came
        if self.wanted < 0 and (end := self.heard.find(b"\r\n\r\n")) >= 0:
            head = self.heard[:end].lower()
            self.status = int(head[9:12])
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            self.chunked = b"transfer-encoding: chunked" in head
            self.wanted = end + 4 + int(length or 0)
        if self.wanted < 0:
            return False
        return self.heard.endswith(LAST) if self.chunked else self.wanted <= len(self.heard)


def drive(ask: Ask, port: int, seconds: float) -> Took:
    """All clients ask for some seconds, or until as many were sent as there may be."""
    took, began = Took(), time.perf_counter()
    until, lines = began + seconds, [Line(port) for _ in range(CLIENTS)]
    with selectors.DefaultSelector() as ready:
        for line in lines:
            ready.register(line.socket, selectors.EVENT_READ, line)
        busy = sum(_next(ask, line, until) for line in lines)
        while busy:
            for line in (key.data for key, _ in ready.select(60)):
                if not line.done():
                    continue
                took.ms.append((time.perf_counter() - line.began) * 1000)
                if line.status != ask.expect:
                    took.wrong.append(str(line.status))
                busy -= not _next(ask, line, until)
    took.seconds = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return took


def _next(ask: Ask, line: Line, until: float) -> bool:
    """Send the next request, when there is time and there are any left."""
    if time.perf_counter() >= until or ask.sent >= ask.most:
        return False
    line.send(spoken(ask.make(ask.sent)))
    ask.sent += 1
    return True
