"""Mail leaves at least once and is recognisably the same, whatever the mail server does."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from notifikasi import send
from notifikasi.models import Pesan
from notifikasi.tasks import kirim
from tests.conftest import SENIN_PAGI
from tests.notifikasi.smtp_sink import Sink

pytestmark = pytest.mark.django_db
Antre = Callable[..., Pesan]
NANTI = timedelta(hours=2)


def test_a_message_leaves_once_with_text_and_html_and_its_link(sink: Sink, antre: Antre, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example"
    antre()
    assert send.deliver(now=SENIN_PAGI) == 1
    assert send.deliver(now=SENIN_PAGI + NANTI) == 0
    (mail,) = sink.surat
    assert mail["Subject"] == "Kasus PGD202611230001 diserahkan kepada Anda"
    for part in ("plain", "html"):
        assert "https://portal.example/pengaduan/PGD202611230001/" in mail.get_body((part,)).get_content()


def test_queued_twice_is_written_once(antre: Antre) -> None:
    first = antre()
    assert antre(jejak=first.jejak, now=SENIN_PAGI + NANTI) == first
    assert Pesan.objects.count() == 1


def test_the_address_lies_sealed_and_is_gone_after_sending(sink: Sink, antre: Antre) -> None:
    pesan = antre(alamat="rahasia@pelapor.example")
    assert b"rahasia" not in bytes(pesan.alamat_segel)
    send.deliver(now=SENIN_PAGI)
    pesan.refresh_from_db()
    assert bytes(pesan.alamat_segel) == b""
    assert sink.surat[0]["To"] == "rahasia@pelapor.example"


@pytest.mark.parametrize("ulah", ["451", "putus", "diam"])
def test_a_failing_server_gets_the_same_message_again_later(sink: Sink, antre: Antre, ulah: str) -> None:
    pesan = antre()
    sink.ulah = ulah
    assert send.deliver(now=SENIN_PAGI) == 0
    sink.ulah = "terima"
    assert send.deliver(now=SENIN_PAGI) == 0, "not before its time"
    assert send.deliver(now=SENIN_PAGI + NANTI) == 1
    assert {mail["Message-ID"] for mail in sink.surat} == {send.message_id(pesan)}
    assert len(sink.surat) == (2 if ulah == "putus" else 1)


def test_a_refused_connection_ends_the_round_after_one_try(antre: Antre, settings: Any, sink: Sink) -> None:
    antre(), antre(), antre()
    settings.EMAIL_PORT = 1
    assert send.deliver(now=SENIN_PAGI) == 0
    assert sorted(Pesan.objects.values_list("percobaan", flat=True)) == [0, 0, 1]
    settings.EMAIL_PORT = sink.port
    assert send.deliver(now=SENIN_PAGI + NANTI) == 3


def test_one_refused_message_does_not_hold_up_the_others(sink: Sink, antre: Antre) -> None:
    buruk = antre(alamat="a@b.example\nBcc: semua@x.example")
    antre()
    assert send.deliver(now=SENIN_PAGI) == 1
    buruk.refresh_from_db()
    assert buruk.galat
    assert buruk.terkirim_pada is None


def test_tries_come_ever_later_and_end_when_refused_for_good(sink: Sink, antre: Antre) -> None:
    pesan, now, jeda = antre(), SENIN_PAGI, []
    sink.ulah = "550"
    for _ in range(send.MENYERAH - 1):
        send.deliver(now=now)
        pesan.refresh_from_db()
        jeda.append(pesan.coba_pada - now)
        now = pesan.coba_pada
    send.deliver(now=now)
    pesan.refresh_from_db()
    assert jeda == sorted(jeda)
    assert jeda[0] < jeda[-1] <= send.JEDA_TERLAMA
    assert pesan.coba_pada is None
    assert pesan.galat == "SMTPDataError"


def test_a_wrong_mail_password_never_discards_a_message(antre: Antre, monkeypatch: pytest.MonkeyPatch) -> None:
    pesan, now = antre(), SENIN_PAGI

    def refuse(*args: object) -> None:
        raise send.smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(send, "_send", refuse)
    for _ in range(send.MENYERAH + 2):
        send.deliver(now=now)
        now += NANTI
    pesan.refresh_from_db()
    assert pesan.coba_pada is not None


def test_a_message_leased_by_a_dead_worker_is_taken_again_after_the_lease(sink: Sink, antre: Antre) -> None:
    antre()
    assert len(send._lease(SENIN_PAGI)) == 1
    assert send.deliver(now=SENIN_PAGI) == 0
    assert send.deliver(now=SENIN_PAGI + send.SEWA) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_take_the_same_message(antre: Antre) -> None:
    with transaction.atomic():
        antre(), antre()
    taken: list[int] = []

    def other() -> None:
        taken.extend(pesan.pk for pesan in send._lease(SENIN_PAGI))
        connection.close()

    with transaction.atomic():
        mine = send._lease(SENIN_PAGI)
        worker = threading.Thread(target=other)
        worker.start()
        worker.join(10)
    assert len(mine) == len(taken) == 1
    assert taken != [mine[0].pk]


def test_the_portal_needs_no_sending(antre: Antre) -> None:
    pesan = antre(kanal=Pesan.Kanal.PORTAL)
    assert pesan.terkirim_pada == SENIN_PAGI
    assert pesan.coba_pada is None
    assert bytes(pesan.alamat_segel) == b""


def test_the_task_sends_what_is_due(sink: Sink, antre: Antre) -> None:
    antre(now=timezone.now())
    assert kirim() == 1
