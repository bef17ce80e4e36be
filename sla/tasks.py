"""Wake-ups of the sweep and of the move."""

import structlog
from celery import shared_task
from django.utils import timezone

from sla import move, sweep

log = structlog.get_logger(__name__)


@shared_task(name="sla.sapu")
def sapu() -> int:
    """Fire deadlines that have come; a clock that cannot be right is said and fires nothing."""
    try:
        return sweep.run()
    except sweep.ClockJumped as sebab:
        log.error("sapuan_menolak_jam", sebab=str(sebab))
        return 0


@shared_task(name=move.TASK)
def geser() -> int:
    """Bring open clocks to the present calendar."""
    return move.run(now=timezone.now(), pekerja=move.PEKERJA)
