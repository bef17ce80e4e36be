"""Events point upwards: whoever wants to hear is connected here by the wiring page and hears each event once."""

import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.db import transaction
from django.db.models import Q

from jejak import wake
from jejak.models import Jejak, Outbox

Listener = Callable[[Jejak, datetime], None]
log = structlog.get_logger(__name__)

_by_event: dict[str, list[str]] = defaultdict(list)
_by_name: dict[str, Listener] = {}


def connect(kejadian: str, *listeners: Listener) -> None:
    """Let `listeners` hear of `kejadian`; connecting twice changes nothing."""
    for listener in listeners:
        name = f"{listener.__module__}.{listener.__qualname__}"
        _by_name[name] = listener
        if name not in _by_event[kejadian]:
            _by_event[kejadian].append(name)


def connected() -> dict[str, list[str]]:
    """Every event and the names of those who hear it."""
    return {event: list(names) for event, names in _by_event.items()}


def enqueue(rows: Sequence[tuple[int, str]], *, now: datetime) -> None:
    """Remember who has to hear of `rows` (number on the trail, event), and wake a worker after the commit."""
    waiting = [
        Outbox(jejak_id=pk, listener=name, coba_pada=now) for pk, event in rows for name in _by_event.get(event, ())
    ]
    if waiting:
        Outbox.objects.bulk_create(waiting, batch_size=1000)
        transaction.on_commit(partial(wake.wake, "jejak.antar"))


def deliver(*, now: datetime, limit: int = 500) -> int:
    """Deliver what is due, each row in a transaction of its own with the listener's effect; return how many.

    A first try is due at once: the time of an event may be kept by the day and lie some hours ahead. What is left
    when the limit is reached wakes the next worker.
    """
    done = 0
    while done < limit and _deliver_one(now):
        done += 1
    if done == limit:
        wake.wake("jejak.antar")
    return done


def _deliver_one(now: datetime) -> bool:
    with transaction.atomic():
        row = (
            Outbox.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("jejak")
            .filter(Q(coba_pada__lte=now) | Q(percobaan=0), diantar_pada__isnull=True)
            .order_by("coba_pada", "id")
            .first()
        )
        if row is None:
            return False
        row.percobaan += 1
        try:
            with transaction.atomic():
                _by_name[row.listener](row.jejak, now)
        except Exception as error:  # noqa: BLE001 - one listener's fault must not hold up the others; it is tried again
            row.galat = type(error).__name__
            row.coba_pada = now + timedelta(seconds=min(3600, 15 * 2**row.percobaan))
            log.error("antar_gagal", listener=row.listener, jejak=row.jejak_id, galat=row.galat, di=_where(error))
        else:
            row.diantar_pada, row.galat = now, ""
        row.save(update_fields=["percobaan", "galat", "coba_pada", "diantar_pada"])
    return True


def _where(error: Exception) -> str:
    """File and line of a fault: enough to find it, and nothing of what it was about."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
