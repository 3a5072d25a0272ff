"""Path algebra of the org tree: a path is the ids from the root down, six base-36 characters each.

A column of paths wants the "C" collation: then `root <= path < upper_bound(root)` is the subtree, by index.
"""

from yugong.kernel.errors import Broken

WIDTH = 6
DEPTH = 5  # levels kept beside a membership row
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LIMIT = 36**WIDTH - 1  # "zzzzzz" stays free, so that every path has an upper bound of its own length


def segment(unit_id: int) -> str:
    """The six characters that stand for one unit id, ordered as the ids are."""
    if not 0 < unit_id < _LIMIT:
        raise Broken(f"unit id {unit_id!r} does not fit a path segment (1 to {_LIMIT - 1})")
    text, rest = "", unit_id
    while rest:
        rest, digit = divmod(rest, 36)
        text = _DIGITS[digit] + text
    return text.rjust(WIDTH, "0")


def child(path: str, unit_id: int) -> str:
    """The path of unit `unit_id` below `path`; the root's path is `child("", id)`."""
    return _whole(path) + segment(unit_id)


def ids(path: str) -> tuple[int, ...]:
    """The unit ids from the root down to the unit itself."""
    _whole(path)
    return tuple(int(path[at : at + WIDTH], 36) for at in range(0, len(path), WIDTH))


def ancestors(path: str) -> tuple[str, ...]:
    """The paths above, nearest first; the path itself is not among them."""
    _whole(path)
    return tuple(path[:end] for end in range(len(path) - WIDTH, 0, -WIDTH))


def depth(path: str) -> int:
    """How many units stand on the path: 1 for the root."""
    return len(_whole(path)) // WIDTH


def within(path: str, root: str) -> bool:
    """Whether `path` is `root` or below it; nothing lies within an empty root."""
    return bool(root) and path.startswith(root)


def upper_bound(path: str) -> str:
    """The first text after the whole subtree: `path >= root AND path < upper_bound(root)`."""
    if not path:
        raise Broken("an empty path has no upper bound: name the root of the tree")
    *above, last = ids(path)
    head = path[: len(above) * WIDTH]
    return head + (segment(last + 1) if last + 1 < _LIMIT else "z" * WIDTH)


def levels(path: str) -> tuple[int | None, ...]:
    """The first five ids of the path, filled up with None: the level columns l1..l5."""
    known: list[int | None] = list(ids(path)[:DEPTH])
    return tuple(known + [None] * (DEPTH - len(known)))


def _whole(path: str) -> str:
    if len(path) % WIDTH:
        raise Broken(f"{path!r} is not a path: its length is no multiple of {WIDTH}")
    return path
