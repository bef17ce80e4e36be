"""Clocks and calendars under attack: a director who comes late, lines smuggled into a calendar, one right for two."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from icalendar import Calendar

from akun.actor import SYSTEM, Actor
from akun.receipt import new_token
from konsultasi import flow, flow_temu, ics, kompensasi
from konsultasi.flow import DataKonsultasi
from konsultasi.kompensasi import Pemilik
from konsultasi.models import HakPrioritas, Konsultasi, PertemuanDaring
from konsultasi.pilihan import Kanal
from konsultasi.status import JANJI, Status
from persuratan.models import SuratMasuk
from sla import clock
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
BESOK, LUSA = SENIN + timedelta(days=1), SENIN + timedelta(days=2)
Buat = Callable[[str], Konsultasi]


@pytest.fixture
def bersurat(
    surat_konsultasi: Callable[..., SuratMasuk], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> Buat:
    """A consultation beside a letter that the director does not have yet."""

    def buat(kanal: str) -> Konsultasi:
        surat = surat_konsultasi()
        return flow.dari_surat(surat=surat, kanal=kanal, data=data(), by=actor("direktur"), now=SENIN)

    return buat


def jam(k: Konsultasi) -> list[Any]:
    return [t for t in clock.running(k) if t.kode == JANJI]


def test_a_meeting_that_has_its_time_is_late_for_nobody(bersurat: Buat, actor: Callable[[str], Actor]) -> None:
    k = bersurat(Kanal.DARING)
    waktu: dict[str, Any] = {"mulai": LUSA, "lama_menit": 60, "tautan": "https://rapat.example/a"}
    flow_temu.jadwalkan_daring(konsultasi=k, by=actor("petugas_advokasi"), now=SENIN, **waktu)
    flow.terima_direktur(konsultasi=k, by=actor("direktur"), now=SENIN)
    assert not jam(k)


def test_the_promise_of_a_letter_waits_with_its_applicant(bersurat: Buat, actor: Callable[[str], Actor]) -> None:
    k = bersurat(Kanal.SURAT)
    flow.minta_data(konsultasi=k, isi="Lampirkan kontraknya.", by=actor("petugas_advokasi"), now=SENIN)
    flow.terima_direktur(konsultasi=k, by=actor("direktur"), now=BESOK)
    assert [t.dijeda for t in jam(k)] == [True]
    flow.lengkapi(konsultasi=k, isi="Terlampir.", by=Actor.pengadu(k.nomor), now=LUSA)
    flow.verifikasi(konsultasi=k, by=actor("petugas_advokasi"), now=LUSA)
    assert [t.dijeda for t in jam(k)] == [False]


def test_nothing_is_smuggled_into_a_calendar_and_every_change_counts(
    bersurat: Buat, actor: Callable[[str], Actor]
) -> None:
    k, petugas = bersurat(Kanal.DARING), actor("petugas_advokasi")
    jahat = "https://rapat.example/a\r\nATTENDEE:mailto:x@jahat.example\r\nBEGIN:VALARM"
    temu = flow_temu.jadwalkan_daring(konsultasi=k, mulai=LUSA, lama_menit=60, tautan=jahat, by=petugas, now=SENIN)
    (acara,) = Calendar.from_ical(ics.pertemuan(temu)).walk("VEVENT")
    assert "ATTENDEE" not in acara
    assert not acara.subcomponents
    basi = PertemuanDaring.objects.select_related("konsultasi").get(pk=temu.pk)
    flow_temu.ubah_daring(pertemuan=temu, mulai=LUSA, lama_menit=30, tautan="https://r.example/", by=petugas, now=SENIN)
    flow_temu.batalkan_daring(pertemuan=basi, by=petugas, now=SENIN)  # a page opened before the change
    (acara,) = Calendar.from_ical(ics.pertemuan(basi)).walk("VEVENT")
    assert (int(acara["SEQUENCE"]), str(acara["STATUS"])) == (2, "CANCELLED")
    assert Konsultasi.objects.get(pk=k.pk).status == Status.DIBATALKAN


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_use_one_right_once(
    tanya: Callable[..., Konsultasi], data: Callable[..., DataKonsultasi], actor: Callable[[str], Actor]
) -> None:
    pemohon, isi = actor("pengadu"), data()
    kompensasi.beri(sumber=tanya(), kode=JANJI, pemilik=Pemilik(pemohon.user_id), by=SYSTEM, now=SENIN)
    hasil: list[bool] = []

    def kirim() -> None:
        try:
            k = flow.ajukan_website(data=isi, token=new_token(), by=pemohon, now=SENIN)
            hasil.append(k.hak_prioritas)
        finally:
            connection.close()

    utas = [threading.Thread(target=kirim) for _n in range(3)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert sorted(hasil) == [False, False, True]
    assert HakPrioritas.objects.get().dipakai_nomor
