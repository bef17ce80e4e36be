"""Complaints about the service at the desk: read, taken and answered by somebody who did not give it."""

import html
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from akun.actor import Actor
from akun.models import User
from jejak import outbox
from konsultasi import flow_keluhan
from konsultasi.models import Keluhan, Konsultasi
from konsultasi.status import Status
from konsultasi.status_keluhan import StatusKeluhan
from notifikasi.models import Pesan
from sla import sweep
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
MEJA = "/konsultasi/meja/keluhan/"
Masuk = Callable[[str], Client]


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


@pytest.fixture
def keluhan(tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]) -> Keluhan:
    """A complaint about an answer by petugas_advokasi, reviewed by advokasi_2."""
    return flow_keluhan.ajukan(
        konsultasi=tanya(Status.DIJAWAB), isi="Jawabannya terlalu umum.", by=actor("pengadu"), now=SENIN
    )


def test_taken_and_answered_by_another(keluhan: Keluhan, masuk: Masuk) -> None:
    browser, alamat = masuk("advokasi_pusat"), f"{MEJA}{keluhan.pk}/"
    assert keluhan.konsultasi.nomor in teks(browser.get(MEJA))
    lihat = teks(browser.get(alamat))
    assert "Jawabannya terlalu umum." in lihat
    assert "Dapat, dengan bukti." not in lihat  # the service itself is read by whoever has taken the complaint
    assert browser.get(alamat + "jawab/").status_code == 409
    assert "Keluhan ini sekarang tugas Anda." in teks(browser.post(alamat + "tangani/", follow=True))
    assert "Dapat, dengan bukti." in teks(browser.get(alamat))
    assert masuk("advokasi_3").get(alamat).status_code == 404
    assert browser.post(alamat + "jawab/", {"jawaban": ""}).status_code == 422
    assert "Keluhan sudah dijawab." in teks(browser.post(alamat + "jawab/", {"jawaban": "Maaf."}, follow=True))
    keluhan.refresh_from_db()
    assert (keluhan.status, keluhan.jawaban) == (StatusKeluhan.DIJAWAB, "Maaf.")


@pytest.mark.parametrize("nama", ["petugas_advokasi", "advokasi_2", "pengadu"])
def test_who_gave_or_reviewed_the_service_or_complained_finds_nothing(
    nama: str, keluhan: Keluhan, masuk: Masuk
) -> None:
    browser = masuk(nama)
    for bagian in ("", "tangani/", "jawab/"):
        assert browser.get(f"{MEJA}{keluhan.pk}/{bagian}").status_code in {403, 404}
    assert browser.post(f"{MEJA}{keluhan.pk}/tangani/").status_code in {403, 404}
    assert keluhan.konsultasi.nomor not in teks(browser.get(MEJA))


def test_the_leadership_hears_of_a_late_complaint_and_nobody_of_that_service(
    keluhan: Keluhan, orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    flow_keluhan.tangani(keluhan=keluhan, by=actor("advokasi_3"), now=SENIN)
    nanti = SENIN + timedelta(days=9)
    sweep.sweep(now=nanti)
    while outbox.deliver(now=nanti):
        pass
    telat = Pesan.objects.filter(templat="konsultasi_terlambat", konteks__tautan=MEJA)
    penerima = set(telat.values_list("user_id", flat=True))
    assert {orang["pimpinan"].pk, orang["advokasi_3"].pk} <= penerima
    assert not penerima & {orang["petugas_advokasi"].pk, orang["advokasi_2"].pk}
