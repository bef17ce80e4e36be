"""The table of stages is whole."""

from pengaduan.status import PUBLIK, STAGES, Status


def test_every_status_has_a_limit_or_says_none_and_a_public_word() -> None:
    assert set(STAGES.limits) == set(Status.values) == set(PUBLIK)


def test_every_status_can_be_reached() -> None:
    assert {STAGES.initial, *(s.to for s in STAGES.steps)} == set(Status.values)


def test_steps_have_names_and_events_of_their_own() -> None:
    assert len({s.nama for s in STAGES.steps}) == len(STAGES.steps) == len({s.event for s in STAGES.steps})


def test_lives_end_where_the_office_ends_them() -> None:
    assert STAGES.ends() == {Status.DITUTUP, Status.TIDAK_DAPAT, Status.BUKAN_KEWENANGAN, Status.DIGABUNG}
