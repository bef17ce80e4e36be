"""Duplicates and problem records."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import Actor
from helpdesk import flow, flow_kelompok
from helpdesk.models import MejaLayanan
from helpdesk.status import Status
from jejak import outbox
from notifikasi.models import Pesan
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

Pelaku = Callable[[str], Actor]


def test_a_duplicate_ends_and_leads_to_the_other(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, pelaku: Pelaku
) -> None:
    utama, kedua, ketiga = klasifikasikan(buat()), buat(oleh="mamuju"), buat(oleh="mamuju")
    flow_kelompok.gabung(tiket=ketiga, utama=kedua, by=pelaku("mamuju"), now=SENIN)
    flow_kelompok.gabung(tiket=kedua, utama=utama, by=pelaku("mamuju"), now=SENIN)
    ketiga.refresh_from_db()
    assert {kedua.duplikat_dari_id, ketiga.duplikat_dari_id} == {utama.pk}
    assert {kedua.status, ketiga.status} == {Status.DUPLIKAT}
    flow.selesaikan(tiket=utama, isi="Beres", by=pelaku("mamuju"), now=SENIN)
    while outbox.deliver(now=SENIN):
        pass
    kabar = Pesan.objects.filter(templat="tiket_kembar_selesai", kanal="surel")
    assert {p.konteks["nomor"] for p in kabar} == {kedua.nomor, ketiga.nomor}


def test_what_cannot_be_merged(buat: BuatTiket, pelaku: Pelaku) -> None:
    satu, dua, lain = buat(), buat(), buat(di="bontang")
    with pytest.raises(StepRefused):
        flow_kelompok.gabung(tiket=satu, utama=satu, by=pelaku("mamuju"), now=SENIN)
    flow_kelompok.gabung(tiket=satu, utama=dua, by=pelaku("mamuju"), now=SENIN)
    with pytest.raises(StepRefused):
        flow_kelompok.gabung(tiket=dua, utama=satu, by=pelaku("mamuju"), now=SENIN)
    with pytest.raises(PermissionDenied):
        flow_kelompok.gabung(tiket=dua, utama=lain, by=pelaku("mamuju"), now=SENIN)


def test_a_problem_is_solved_once_and_all_are_told(
    buat: BuatTiket, klasifikasikan: Klasifikasikan, meja: dict[str, MejaLayanan], pelaku: Pelaku
) -> None:
    kena = [klasifikasikan(buat(), "mail_server") for _ in range(3)]
    mentah = buat()
    masalah = flow_kelompok.buat_masalah(
        judul="Mail server", uraian="", meja=meja["mamuju"], tiket=[*kena, mentah], by=pelaku("mamuju"), now=SENIN
    )
    sementara = flow_kelompok.solusi_masalah(
        masalah=masalah, solusi="Pakai alamat lain", jenis="sementara", by=pelaku("mamuju"), now=SENIN
    )
    assert {t.status for t in sementara} == {Status.SOLUSI_SEMENTARA}
    selesai = flow_kelompok.solusi_masalah(masalah=masalah, solusi="Server diganti", by=pelaku("mamuju"), now=SENIN)
    assert [t.pk for t in selesai] == [t.pk for t in kena]
    assert {t.status for t in selesai} == {Status.PENYELESAIAN}
    mentah.refresh_from_db()
    assert (mentah.status, mentah.pesan.count()) == (Status.TERCATAT, 2)  # told, but an incident needs its class first
    with pytest.raises(StepRefused, match="sudah diselesaikan"):
        flow_kelompok.solusi_masalah(masalah=masalah, solusi="Lagi", by=pelaku("mamuju"), now=SENIN)


def test_problems_belong_to_their_desk(meja: dict[str, MejaLayanan], pelaku: Pelaku) -> None:
    with pytest.raises(PermissionDenied):
        flow_kelompok.buat_masalah(judul="x", uraian="", meja=meja["mamuju"], by=pelaku("bontang"), now=SENIN)
