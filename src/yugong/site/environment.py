"""What the environment says: typed reading of variables, and the database address in Django's form."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from yugong.site import embedded

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("YUGONG_VAR", ROOT / "var"))
TIMEOUTS = "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"


def flag(name: str, default: bool) -> bool:
    """A yes/no variable; anything but 1/true/yes/on is no."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """A comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def oidc() -> dict[str, str]:
    """The OpenID Connect provider by which people may sign in; empty where none is configured."""
    issuer = os.environ.get("YUGONG_OIDC_ISSUER", "")
    if not issuer:
        return {}
    return {
        "issuer": issuer,
        "client": os.environ.get("YUGONG_OIDC_CLIENT", ""),
        "secret": os.environ.get("YUGONG_OIDC_SECRET", ""),
        "label": os.environ.get("YUGONG_OIDC_LABEL", "统一身份认证"),
    }


def database() -> dict[str, Any]:
    """The database of DATABASE_URL (PostgreSQL 15 or newer), or the embedded one.

    Connections stay open and statements are prepared; time-outs let a dead peer be noticed in seconds.
    """
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 4000,
        "options": TIMEOUTS,
        "prepare_threshold": 0,
        "server_side_binding": True,
    }
    settings: dict[str, Any] = {
        "ENGINE": "yugong.site.postgres",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        return settings | {"NAME": "yugong", "USER": "yugong", "HOST": str(embedded.socket_dir(VAR))}
    url = urlsplit(address)
    extra = dict(parse_qsl(url.query))
    return settings | {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": extra.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "OPTIONS": options | extra,
    }


def uses_embedded() -> bool:
    """Whether no other server is configured."""
    return not os.environ.get("DATABASE_URL")


def ready() -> None:
    """Make sure a database answers: starts the embedded one where no other is configured."""
    if uses_embedded():
        embedded.ensure(VAR)
