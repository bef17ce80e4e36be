"""The table of stages of a ticket."""

from helpdesk.models import Tiket
from helpdesk.status import PUBLIK, STAGES, TERBUKA, USAI, Event, Status


def test_every_status_has_a_limit_or_none_and_a_word_for_the_reporter() -> None:
    assert set(STAGES.limits) == set(Status.values) == set(PUBLIK)
    assert {*TERBUKA, *USAI} == set(Status.values)
    assert not set(TERBUKA) & set(USAI)
    assert STAGES.tipe == Tiket._meta.label_lower


def test_every_open_ticket_can_be_withdrawn_and_reaches_an_end() -> None:
    bisa = {s: {step.to for step in STAGES.possible(s)} for s in Status.values}
    for status in TERBUKA:
        assert {Status.DIBATALKAN, Status.DUPLIKAT} <= bisa[status]
        sampai, tepi = set[str](), {str(status)}
        while tepi:
            sampai |= tepi
            tepi = {t for s in tepi for t in bisa[s]} - sampai
        assert Status.DITUTUP in sampai, status


def test_every_step_is_an_event_that_the_trail_knows() -> None:
    assert {s.event for s in STAGES.steps} <= set(Event)
    assert STAGES.done == set(USAI)
