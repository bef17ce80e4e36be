"""Waking a worker. A wake-up is a courtesy: lost or refused, the sweepers find the rows."""

import time
from functools import lru_cache
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from kombu.connection import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

ISTIRAHAT = 10.0  # seconds without trying after a refusal, so that an outage costs a request nothing
log = structlog.get_logger(__name__)
_quiet_until = 0.0

# A request waits this long for the broker at the most (seconds), and does not try twice.
CEPAT = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3, "max_retries": 0, "connect_retries_timeout": 0.3}


@lru_cache(maxsize=1)
def _broker() -> Connection:
    """A connection of our own: workers are patient with the broker, a request is not."""
    return Connection(settings.CELERY_BROKER_URL, transport_options=CEPAT)


def wake(task: str, **kwargs: Any) -> bool:
    """Send `task` to the broker; False when the broker does not answer. Never raises, never waits long."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        current_app.send_task(task, kwargs=kwargs, retry=False, connection=_broker())
    except (OperationalError, RedisError, OSError) as error:
        _quiet_until = time.monotonic() + ISTIRAHAT
        _broker().release()
        _broker.cache_clear()
        log.warning("broker_diam", tugas=task, galat=type(error).__name__)
        return False
    return True
