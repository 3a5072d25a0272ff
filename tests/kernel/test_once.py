"""Once: asked once while a page is read, every time elsewhere, and nothing outlives the page."""

from itertools import count

from yugong.kernel.once import once, reading


def test_a_page_asks_once_and_the_next_page_asks_again() -> None:
    asked = count()
    assert [once("a", lambda: next(asked)) for _ in range(2)] == [0, 1]
    with reading():
        assert [once("a", lambda: next(asked)), once("b", lambda: next(asked))] == [2, 3]
        assert once("a", lambda: next(asked)) == 2
    with reading():
        assert once("a", lambda: next(asked)) == 4
    assert once("a", lambda: next(asked)) == 5
