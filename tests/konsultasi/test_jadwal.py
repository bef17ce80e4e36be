"""Visiting times and visitors without an appointment."""

import html
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from akun.models import Unit
from akun.receipt import WIB
from konsultasi import flow_temu
from konsultasi.models import Konsultasi, SlotTatapMuka, Subjek
from konsultasi.status import Status

pytestmark = pytest.mark.django_db
JADWAL, TAMU = "/konsultasi/meja/jadwal/", "/konsultasi/meja/tamu/"
Masuk = Callable[[str], Client]
SENIN_DEPAN = date(2026, 12, 7)


def teks(jawaban: Any) -> str:
    return html.unescape(jawaban.content.decode())


def pada(hari: date, jam: int) -> datetime:
    return datetime.combine(hari, time(jam), tzinfo=WIB)


@pytest.fixture(autouse=True)
def _hari_ini(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Tuesday, 1 December 2026, ten past nine."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 9, 10, tzinfo=WIB))


def test_a_week_is_opened_by_days_and_hours(direktorat: dict[str, Unit], masuk: Masuk) -> None:
    browser = masuk("petugas_advokasi")
    isi = {"hari": ["2026-12-07", "2026-12-08"], "jam": ["09", "13"], "kuota": "3"}
    page = browser.post(f"{JADWAL}?minggu=2026-12-07", isi, follow=True)
    assert "4 jam kunjungan terbuka." in teks(page)
    slot = SlotTatapMuka.objects.all()
    assert {(s.unit.kode, s.kuota) for s in slot} == {("DAPD", 3)}
    assert [s.mulai for s in slot] == [pada(SENIN_DEPAN + timedelta(days=n), j) for n in (0, 1) for j in (9, 13)]
    assert "09.00 WIB" in teks(page)
    assert "3 tempat" in teks(page)


def test_hours_that_passed_and_days_off_are_not_opened(direktorat: dict[str, Unit], masuk: Masuk) -> None:
    browser = masuk("petugas_advokasi")
    assert browser.post(JADWAL, {"hari": ["2026-11-30"], "jam": ["09"], "kuota": "1"}).status_code == 422
    assert browser.post(JADWAL, {"hari": ["2026-12-01"], "jam": ["08", "09"], "kuota": "1"}).status_code == 422
    assert browser.post(JADWAL, {"hari": ["2026-12-01"], "jam": ["09", "10"], "kuota": "1"}).status_code == 302
    assert SlotTatapMuka.objects.get().mulai == pada(date(2026, 12, 1), 10)
    lalu = teks(browser.get(f"{JADWAL}?minggu=2026-11-23"))
    assert "Minggu ini sudah lewat." in lalu
    for aneh in ("x", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert browser.get(f"{JADWAL}?minggu={aneh}").status_code == 200


def test_a_time_is_closed_and_opened_again(
    direktorat: dict[str, Unit], masuk: Masuk, actor: Callable[..., Any]
) -> None:
    browser, jam = masuk("petugas_advokasi"), pada(SENIN_DEPAN, 9)
    by = actor("petugas_advokasi")
    slot = flow_temu.buka_slot(unit=direktorat["DAPD"], mulai=[jam], kuota=1, by=by, now=timezone.now())[0]
    page = browser.post(f"{JADWAL}{slot.pk}/tutup/", follow=True)
    assert "Jam 7 Desember 2026 09.00 ditutup." in teks(page)
    assert not flow_temu.slot_tersedia(direktorat["DAPD"], now=timezone.now()).exists()
    browser.post(f"{JADWAL}?minggu=2026-12-07", {"hari": ["2026-12-07"], "jam": ["09"], "kuota": "2"})
    assert flow_temu.slot_tersedia(direktorat["DAPD"], now=timezone.now()).get().kuota == 2


def test_the_week_says_who_comes(kunjungi: Callable[..., Konsultasi], masuk: Masuk) -> None:
    k = kunjungi(mulai=pada(SENIN_DEPAN, 10))
    page = teks(masuk("petugas_advokasi").get(f"{JADWAL}?minggu=2026-12-07"))
    assert f"/konsultasi/meja/{k.nomor}/" in page
    assert "Siti Rahmawati" in page


def tamu(tentang: Subjek, /, **ganti: str) -> dict[str, str]:
    return {
        "jenis_pemohon": "instansi",
        "nama": "Wa Ode Salma",
        "instansi": "Pemerintah Kabupaten Boven Digoel",
        "subjek": str(tentang.pk),
        "pokok": "Bolehkah tender ulang dipercepat?",
        "uraian": "Dua kali gagal.",
        "surel": "salma@pemda.example",
        "telepon": "0811",
        "identitas": "ktp",
    } | ganti


def test_a_visitor_gets_a_number_at_once(direktorat: dict[str, Unit], subjek: Subjek, masuk: Masuk) -> None:
    browser = masuk("petugas_advokasi")
    page = browser.post(TAMU, tamu(subjek), follow=True)
    k = Konsultasi.objects.get()
    assert (k.status, k.kanal, k.janji.nomor_antrean, k.identitas) == (Status.DIJADWALKAN, "tatap_muka", 1, "ktp")
    isi = teks(page)
    assert "<dd>1</dd>" in isi
    assert 'id="kunci-token"' in isi
    assert 'id="kunci-token"' not in teks(masuk("advokasi_2").get(f"/konsultasi/meja/{k.nomor}/antrean/"))


def test_a_visitor_of_another_directorate_is_shown_the_way(
    direktorat: dict[str, Unit], subjek: Subjek, masuk: Masuk
) -> None:
    page = masuk("petugas_advokasi").post(TAMU, tamu(subjek, hukum="on"))
    assert page.status_code == 422
    assert "Tamu ini dilayani Direktorat DPPH." in teks(page)
    assert not Konsultasi.objects.exists()


@pytest.mark.parametrize("kosong", ["nama", "surel", "telepon", "identitas", "pokok", "uraian", "subjek", "instansi"])
def test_a_visitor_gives_what_the_service_standard_asks(
    kosong: str, direktorat: dict[str, Unit], subjek: Subjek, masuk: Masuk
) -> None:
    assert masuk("petugas_advokasi").post(TAMU, tamu(subjek, **{kosong: ""})).status_code == 422
    assert not Konsultasi.objects.exists()
