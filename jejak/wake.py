"""Waking a worker. A wake-up is a courtesy: lost or refused, the sweepers find the rows."""

import time
from typing import Any

import structlog
from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

ISTIRAHAT = 10.0  # seconds without trying after a refusal, so that an outage costs a request nothing
log = structlog.get_logger(__name__)
_quiet_until = 0.0


def wake(task: str, **kwargs: Any) -> bool:
    """Send `task` to the broker; False when the broker does not answer. Never raises, never waits long."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        current_app.send_task(task, kwargs=kwargs, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + ISTIRAHAT
        log.warning("broker_diam", tugas=task, galat=type(error).__name__)
        return False
    return True
