"""Who hears what of a ticket: the reporter, whoever has it, the head when it is late."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from akun.actor import Actor
from akun.models import User
from helpdesk import flow, flow_eskalasi
from helpdesk.models import Tiket
from jejak import outbox
from notifikasi.models import Pesan
from sla import clock
from sla.sweep import sweep
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

Pelaku = Callable[[str], Actor]


def antar(now: datetime = SENIN) -> None:
    while outbox.deliver(now=now):
        pass


def pesan(templat: str) -> list[tuple[str, str]]:
    return sorted(Pesan.objects.filter(templat=templat).values_list("penerima", "kanal"))


def dua(user: User) -> list[tuple[str, str]]:
    return [(f"user:{user.pk}", "portal"), (f"user:{user.pk}", "surel")]


def test_the_reporter_gets_his_number_and_the_officer_his_ticket(buat: BuatTiket, petugas: dict[str, User]) -> None:
    tiket = buat()
    antar()
    assert pesan("tiket_diterima") == dua(petugas["pelapor"])
    assert pesan("tiket_untuk_anda") == dua(petugas["mamuju"])
    satu = Pesan.objects.filter(templat="tiket_diterima")[0]
    assert tiket.judul not in str(satu.konteks)
    assert "Andi" not in str(satu.konteks)


def test_somebody_without_an_account_gets_it_by_mail(buat: BuatTiket) -> None:
    tiket = buat(oleh="mamuju")
    antar()
    assert pesan("tiket_diterima") == [(f"tiket:{tiket.nomor}", "surel")]
    assert pesan("tiket_untuk_anda") == []  # who wrote it down knows


def test_who_left_no_address_hears_nothing_and_nothing_fails(buat: BuatTiket) -> None:
    buat(oleh="mamuju", surel="")
    antar()
    assert pesan("tiket_diterima") == []


def test_a_solution_asks_and_is_asked_again_before_the_ticket_closes(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, petugas: dict[str, User], pelaku: Pelaku
) -> None:
    tiket = klasifikasikan(buat())
    flow.selesaikan(tiket=tiket, isi="Beres", by=pelaku("mamuju"), now=SENIN)
    antar()
    assert pesan("tiket_selesai") == dua(petugas["pelapor"])
    batas = flow.batas_buka_kembali(tiket)
    assert batas is not None
    sweep(now=batas - timedelta(hours=9))
    antar(batas - timedelta(hours=9))
    assert pesan("tiket_ingat_konfirmasi") == dua(petugas["pelapor"])
    sweep(now=batas)
    antar(batas)
    assert Tiket.objects.get(pk=tiket.pk).status == "ditutup"
    assert pesan("tiket_ditutup") == dua(petugas["pelapor"])


def test_a_late_ticket_is_told_to_its_officer_then_to_the_head(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, petugas: dict[str, User]
) -> None:
    tiket = klasifikasikan(buat())
    batas = clock.running(tiket).get().jatuh_tempo
    sweep(now=batas)
    antar(batas)
    assert pesan("tiket_terlambat") == dua(petugas["mamuju"])
    besok = batas + timedelta(days=1, hours=1)
    sweep(now=besok)
    antar(besok)
    assert pesan("tiket_terlambat") == sorted(dua(petugas["mamuju"]) + dua(petugas["kepala"]))


def test_an_escalation_is_told_to_lkpp_and_its_answer_to_the_lpse(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, petugas: dict[str, User], pelaku: Pelaku
) -> None:
    tiket = klasifikasikan(buat())
    flow_eskalasi.eskalasi_lkpp(tiket=tiket, lingkup="bug", alasan="Galat", by=pelaku("mamuju"), now=SENIN)
    antar()
    assert pesan("tiket_dieskalasi") == dua(petugas["helpdesk"])
    flow_eskalasi.jawab_eskalasi(tiket=tiket, jawaban="Sudah", by=pelaku("helpdesk"), now=SENIN)
    antar()
    assert pesan("tiket_eskalasi_dijawab") == dua(petugas["mamuju"])


@pytest.mark.django_db(transaction=True)
def test_a_report_survives_a_silent_queue(buat: BuatTiket, monkeypatch: pytest.MonkeyPatch) -> None:
    def diam(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr("celery.app.base.Celery.send_task", diam)
    assert buat().pk
