"""Mails of one kind to one person that wait for the same moment leave as one; none is lost, none says two things."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from akun.models import User
from notifikasi import send
from notifikasi.models import Pesan
from tests.conftest import SENIN_PAGI
from tests.notifikasi.smtp_sink import Sink

pytestmark = pytest.mark.django_db
Antre = Callable[..., Pesan]
SELASA = datetime.fromisoformat("2026-11-24T16:00:00+07:00")
NANTI = SENIN_PAGI + send.SEWA


@pytest.fixture(autouse=True)
def _always_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send, "_hours", [])


@pytest.fixture
def ingat(antre: Antre) -> Antre:
    """Queue a reminder about case number `n`."""

    def queue(n: int, *, batas: datetime = SELASA, **changes: Any) -> Pesan:
        nomor = f"PGD20261123{n:04d}"
        konteks = {"nomor": nomor, "tautan": f"/pengaduan/{nomor}/", "batas": batas.isoformat(), "janji": "Verifikasi"}
        return antre(**({"templat": "ingat", "bundel": "ingat", "konteks": konteks} | changes))

    return queue


def subjects(sink: Sink) -> list[str]:
    return [str(mail["Subject"]) for mail in sink.surat]


def bodies(sink: Sink, kind: str = "plain") -> list[str]:
    return [mail.get_body((kind,)).get_content() for mail in sink.surat]


def test_five_reminders_leave_as_one_with_numbers_dates_kinds_and_links(
    sink: Sink, ingat: Antre, settings: Any
) -> None:
    settings.SITE_URL = "https://portal.example"
    for n in range(5):
        ingat(n)
    assert send.deliver(now=SENIN_PAGI) == 1
    assert subjects(sink) == ["5 perkara jatuh tempo besok"]
    for kind in ("plain", "html"):
        (body,) = bodies(sink, kind)
        assert body.count("Verifikasi, 24 November 2026 pukul 16.00 WIB") == 5
        for n in range(5):
            assert f"https://portal.example/pengaduan/PGD20261123{n:04d}/" in body
        assert "https://portal.example/kotak/" in body
    assert not Pesan.objects.filter(terkirim_pada=None).exists()
    assert not Pesan.objects.exclude(alamat_segel=b"").exists()


def test_one_alone_is_sent_as_any_other(sink: Sink, ingat: Antre) -> None:
    ingat(1)
    send.deliver(now=SENIN_PAGI)
    assert subjects(sink) == ["Tenggat kasus PGD202611230001 mendekat"]


@pytest.mark.parametrize(
    ("batas", "subject"),
    [
        ([SENIN_PAGI, SENIN_PAGI], "2 perkara jatuh tempo hari ini"),
        ([SELASA + timedelta(days=2)] * 2, "2 perkara jatuh tempo Kamis, 26 November 2026"),
        ([SELASA, SELASA + timedelta(days=2)], "2 perkara segera jatuh tempo"),
    ],
)
def test_the_subject_says_when(sink: Sink, ingat: Antre, batas: list[datetime], subject: str) -> None:
    for n, sampai in enumerate(batas):
        ingat(n, batas=sampai)
    send.deliver(now=SENIN_PAGI)
    assert subjects(sink) == [subject]


def test_what_is_late_is_told_apart_from_what_falls_due(sink: Sink, ingat: Antre) -> None:
    for n in range(2):
        ingat(n)
        ingat(n + 2, templat="terlambat", bundel="terlambat")
    assert send.deliver(now=SENIN_PAGI) == 2
    assert sorted(subjects(sink)) == ["2 perkara jatuh tempo besok", "2 perkara terlambat"]


def test_nobody_gets_what_is_for_another(sink: Sink, ingat: Antre, orang: dict[str, User]) -> None:
    lain = orang["penelaah"]
    for n in range(2):
        ingat(n)
        ingat(n + 2, user=lain, penerima=f"user:{lain.pk}", alamat=lain.email)
    send.deliver(now=SENIN_PAGI)
    assert {str(mail["To"]) for mail in sink.surat} == {orang["verifikator"].email, lain.email}
    assert all(("0002" in body) != ("0001" in body) for body in bodies(sink))


def test_two_clocks_of_one_case_are_one_case(sink: Sink, ingat: Antre) -> None:
    ingat(1)
    ingat(1, konteks=ingat(1).konteks | {"janji": "Seluruh penanganan"})
    send.deliver(now=SENIN_PAGI)
    assert subjects(sink) == ["1 perkara jatuh tempo besok"]
    assert bodies(sink)[0].count("24 November 2026 pukul 16.00") == 2


def test_a_long_bundle_is_counted_not_listed(sink: Sink, ingat: Antre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifikasi.surat.TERBANYAK", 2)
    for n in range(5):
        ingat(n)
    send.deliver(now=SENIN_PAGI)
    assert "Dan 3 tenggat lain" in bodies(sink)[0]
    assert bodies(sink)[0].count("Verifikasi,") == 2


def test_it_does_not_leave_before_its_time(sink: Sink, ingat: Antre) -> None:
    mulai = SENIN_PAGI + timedelta(minutes=10)
    ingat(1, mulai=mulai), ingat(2, mulai=mulai)
    assert send.deliver(now=mulai - timedelta(seconds=1)) == 0
    assert send.deliver(now=mulai) == 1


@pytest.mark.parametrize("detik", [1, 20, 299, 300])
def test_what_begins_within_the_same_minutes_leaves_at_the_same_moment(detik: int) -> None:
    buka = SENIN_PAGI.replace(hour=7, minute=30)
    assert send.gathered(buka) == buka + send.KUMPUL
    assert send.gathered(buka + timedelta(seconds=detik)) == buka + 2 * send.KUMPUL


def killed_after_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies when the mail has left and before that is written."""
    real = send._send

    class Killed(BaseException):
        pass

    def send_and_die(*args: Any) -> None:
        real(*args)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(send, "_send", send_and_die)
        with pytest.raises(Killed):
            send.deliver(now=SENIN_PAGI)


def test_killed_between_sending_and_marking_the_same_mail_leaves_again(
    sink: Sink, ingat: Antre, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingat(1), ingat(2)
    killed_after_sending(monkeypatch)
    assert send.deliver(now=SENIN_PAGI) == 0
    assert send.deliver(now=NANTI) == 1
    first, again = sink.surat
    assert first["Message-ID"] == again["Message-ID"]
    assert [str(m.get_body(("plain",)).get_content()) for m in (first,)] == bodies(sink)[1:]


def test_what_arrives_in_between_goes_into_the_next_bundle(
    sink: Sink, ingat: Antre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the Message-ID of a mail that may have arrived, it would be thrown away as known."""
    ingat(1), ingat(2)
    killed_after_sending(monkeypatch)
    ingat(3), ingat(4)
    assert send.deliver(now=NANTI) == 2
    first, new, again = bodies(sink)
    assert first == again
    assert "0003" in new
    assert "0004" in new
    first_id, new_id, again_id = (str(mail["Message-ID"]) for mail in sink.surat)
    assert first_id == again_id != new_id


def test_a_bundle_that_was_one_message_stays_one(sink: Sink, ingat: Antre, monkeypatch: pytest.MonkeyPatch) -> None:
    ingat(1)
    killed_after_sending(monkeypatch)
    ingat(2)
    assert send.deliver(now=NANTI) == 2
    first, new, again = subjects(sink)
    assert first == again
    assert "0002" in new


@pytest.mark.parametrize("ulah", ["451", "putus"])
def test_a_bundle_that_was_refused_for_now_leaves_later_as_the_same(sink: Sink, ingat: Antre, ulah: str) -> None:
    first = ingat(1)
    ingat(2)
    sink.ulah = ulah
    assert send.deliver(now=SENIN_PAGI) == 0
    assert set(Pesan.objects.values_list("percobaan", flat=True)) == {1}
    sink.ulah = "terima"
    assert send.deliver(now=SENIN_PAGI + timedelta(hours=2)) == 1
    assert {str(mail["Message-ID"]) for mail in sink.surat} == {send.message_id(first)}


def test_a_bundle_of_a_dead_worker_is_taken_again_whole(ingat: Antre) -> None:
    ingat(1), ingat(2)
    assert len(send._lease(SENIN_PAGI)) == 2
    assert send._lease(SENIN_PAGI) == []
    assert len(send._lease(NANTI)) == 2


@pytest.fixture
def pekerja_lain(transactional_db: None) -> Callable[[], list[Pesan]]:
    """What another worker takes meanwhile."""

    def take() -> list[Pesan]:
        taken: list[Pesan] = []

        def other() -> None:
            taken.extend(send._lease(SENIN_PAGI))
            connection.close()

        worker = threading.Thread(target=other)
        worker.start()
        worker.join(10)
        assert not worker.is_alive()
        return taken

    return take


def test_two_workers_never_take_parts_of_one_bundle(
    pekerja_lain: Callable[[], list[Pesan]], ingat: Antre, antre: Antre
) -> None:
    with transaction.atomic():
        for n in range(4):
            ingat(n)
        single = antre()
    with transaction.atomic():
        mine = send._lease(SENIN_PAGI)
        other = pekerja_lain()
    assert len(mine) == 4
    assert [p.pk for p in other] == [single.pk]


def test_an_evenings_second_try_waits_for_the_office(
    sink: Sink, ingat: Antre, antre: Antre, monkeypatch: pytest.MonkeyPatch
) -> None:
    buka = SENIN_PAGI + timedelta(hours=10)
    monkeypatch.setattr(send, "_hours", [lambda now: max(now, buka)])
    ingat(1), ingat(2)
    antre()
    assert send.deliver(now=SENIN_PAGI) == 1, "what is no bundle leaves at any hour"
    assert send.deliver(now=buka) == 0
    ingat(3, mulai=send.gathered(buka))
    assert send.deliver(now=send.gathered(buka)) == 1
    assert subjects(sink)[-1] == "3 perkara jatuh tempo besok"


def test_a_bundle_costs_no_more_queries_than_a_message(ingat: Antre, django_assert_max_num_queries: Any) -> None:
    for n in range(30):
        ingat(n)
    with django_assert_max_num_queries(6):
        assert len(send._lease(SENIN_PAGI)) == 30
