"""Rotating and retiring keys: a new key seals what is new, then everything old is renewed under it."""

import time
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs.models import Progress
from yugong.ground.jobs.progress import follow
from yugong.ground.jobs.queue import jobs
from yugong.ground.people import rotation
from yugong.kernel import keyring
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

LATER = "请先运行 yugong keys resume；提交、验证码和会员码的旧值一天内自行失效，到时再试"
KNOWN_AFTER = 2 * keyring.FRESH  # seconds after which every process has read the file again
PATIENCE = 60.0
OPEN = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend' AND xact_start <= %s
"""


@action(Permission.SYSTEM_RUN, named="keys.rotate")
def rotate_keys(*, purposes: Sequence[str], by: Actor, at: datetime) -> str:
    """Add a key for each purpose and make it active once every process knows it; returns what was done.

    Between the two steps lies a wait: nobody may seal under the new key before everybody can read it.
    """
    path = settings.YUGONG_KEYRING.path
    added = {purpose: keyring.add(path, purpose) for purpose in purposes}
    time.sleep(KNOWN_AFTER)
    for purpose, key_id in added.items():
        keyring.activate(path, purpose, key_id)
    time.sleep(KNOWN_AFTER)
    settings.YUGONG_KEYRING.refresh()
    facts(active=added)
    return "keys"


@action(Permission.SYSTEM_RUN, named="keys.renew")
def renew_values(*, by: Actor, at: datetime) -> Progress:
    """Let the worker renew what is not under the active keys; its progress can be watched."""
    return follow(jobs["people.renew"], owner=by.key, label="更换密钥", at=at)


@action(Permission.SYSTEM_RUN, named="keys.retire")
def retire_key(*, purpose: str, key_id: int, by: Actor, at: datetime) -> str:
    """Remove a key from the file; refuses while it is active or any value still needs it."""
    ring = settings.YUGONG_KEYRING
    if key_id not in ring.keys[purpose]:
        raise Refused(f"没有 {purpose} 密钥 {key_id}")
    if ring.active[purpose] == key_id:
        raise Refused(f"{purpose} 密钥 {key_id} 正在使用，请先运行 yugong keys rotate 换用新密钥")
    wait_for_writers()
    held = [use for use in rotation.uses(at=at, purposes=[purpose]) if use.key_id == key_id]
    if held:
        places = "、".join(f"{use.place} {use.count} 项" for use in held[:5])
        raise Refused(f"{purpose} 密钥 {key_id} 还有数据在用（{places}）：{LATER}")
    keyring.drop(ring.path, purpose, key_id)
    ring.refresh()
    facts(purpose=purpose, key_id=key_id)
    return "keys"


def wait_for_writers() -> None:
    """Let every transaction that is open now come to its end: it may have sealed under an old key."""
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment = cursor.fetchone()[0]
        while True:
            cursor.execute(OPEN, [moment])
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > end:
                raise Refused("有一项写入还没有结束，请过几分钟再试")
            time.sleep(0.2)
            cursor.execute("SELECT pg_stat_clear_snapshot()")
