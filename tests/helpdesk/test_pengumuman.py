"""Maintenance is announced in time or with a reason, told to those concerned once, and shown while it lasts."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from helpdesk import listeners_pengumuman, pengumuman, spanduk
from helpdesk.models import Layanan, Pengumuman
from helpdesk.pengumuman import Isi, PengumumanRefused
from helpdesk.reference_layanan import load_layanan
from jejak import trail
from notifikasi.models import Pesan
from tests import factories
from tests.factories import SENIN, WIB

Tulis = Callable[..., Pengumuman]
JAUH = datetime(2026, 12, 12, 20, 0, tzinfo=WIB)


@pytest.fixture(autouse=True)
def _tanpa_spanduk_lama() -> Iterator[None]:
    spanduk.lupa()
    yield
    spanduk.lupa()


@pytest.fixture
def tulis(meja, pelaku) -> Tulis:
    """A draft; `terbit` publishes it."""
    load_layanan()

    def buat(
        *, di: str = "lkpp", oleh: str = "", mulai: datetime = JAUH, jam: float = 2, terbit: bool = False, **lain: Any
    ) -> Pengumuman:
        by = pelaku(oleh or ("helpdesk" if di == "lkpp" else di))
        layanan = [Layanan.objects.get(kode="11")]
        isi = Isi("Pemeliharaan server", "Simpan dahulu.", mulai, mulai + timedelta(hours=jam), layanan, **lain)
        p = pengumuman.tulis(meja=meja[di], isi=isi, by=by, now=SENIN)
        if terbit:
            pengumuman.terbitkan(pengumuman=p, by=by, now=SENIN)
            p.refresh_from_db()
        return p

    return buat


def isi_dari(p: Pengumuman, **ganti: Any) -> Isi:
    nama = ("judul", "isi", "mulai", "selesai", "alasan_darurat")
    return Isi(**{n: getattr(p, n) for n in nama} | {"layanan": list(p.layanan.all())} | ganti)


# SENIN is Monday 23 November 2026, 09.00 WIB
@pytest.mark.parametrize(
    ("di", "hari", "cukup"),
    [
        ("lkpp", date(2026, 12, 1), False),  # the sixth working day
        ("lkpp", date(2026, 12, 2), True),  # the seventh
        ("lkpp", date(2026, 12, 5), True),  # a Saturday after it
        ("lkpp", date(2026, 11, 29), False),
        ("mamuju", date(2026, 11, 25), False),
        ("mamuju", date(2026, 11, 26), True),  # three days, whatever days they are
    ],
)
def test_lkpp_needs_seven_working_days_and_an_lpse_three_days(tulis, pelaku, di, hari, cukup: bool) -> None:
    p = tulis(di=di, mulai=datetime(hari.year, hari.month, hari.day, 1, 30, tzinfo=WIB))
    by = pelaku("helpdesk" if di == "lkpp" else di)
    if cukup:
        pengumuman.terbitkan(pengumuman=p, by=by, now=SENIN)
    else:
        with pytest.raises(PengumumanRefused) as galat:
            pengumuman.terbitkan(pengumuman=p, by=by, now=SENIN)
        assert "paling awal" in " ".join(galat.value.messages)
    p.refresh_from_db()
    assert p.terbit == cukup


def test_a_holiday_moves_the_first_day_that_is_in_time(tulis, meja) -> None:
    assert pengumuman.paling_awal(meja["lkpp"], now=SENIN) == date(2026, 12, 2)
    # from Friday 18 December: 21-23 and 28-31 are working days, the 24th and 25th are not
    jumat = datetime(2026, 12, 18, 9, 0, tzinfo=WIB)
    tujuh = [d for n in range(1, 30) if (d := jumat + timedelta(days=n)) and _kerja(meja, d)][6]
    assert pengumuman.paling_awal(meja["lkpp"], now=jumat) == tujuh.date() > date(2026, 12, 29)


def _kerja(meja, hari: datetime) -> bool:
    from sla import office

    return office.kalender(meja["lkpp"].kalender_id).works(hari.date())


def test_the_days_of_an_lpse_are_those_of_its_own_zone(tulis, meja) -> None:
    # 23.30 WIB on Monday is Tuesday in Makassar: three days lie ahead of Friday there, four here
    malam = datetime(2026, 11, 23, 23, 30, tzinfo=WIB)
    jumat = datetime(2026, 11, 27, 8, 0, tzinfo=WIB)
    assert pengumuman.hari_di_muka(meja["mamuju"], jumat, now=malam) == 3


def test_an_emergency_is_published_with_its_reason(tulis, client) -> None:
    p = tulis(mulai=SENIN + timedelta(hours=3), alasan_darurat="Celah keamanan yang sudah dipakai orang", terbit=True)
    isi = client.get(reverse("helpdesk:pengumuman_satu", args=[p.pk])).content.decode()
    assert "Celah keamanan yang sudah dipakai orang" in isi


def test_a_desk_announces_for_itself_alone(tulis, pelaku) -> None:
    for di, oleh in (("lkpp", "mamuju"), ("mamuju", "helpdesk"), ("mamuju", "bontang"), ("mamuju", "pelapor")):
        with pytest.raises(PermissionDenied):
            tulis(di=di, oleh=oleh)
    assert tulis(di="mamuju", oleh="kepala").meja.unit.kode == "LPSE-76.02"


def test_a_change_counts_up_and_another_start_has_to_be_in_time_again(tulis, pelaku) -> None:
    p, by = tulis(terbit=True), pelaku("helpdesk")
    pengumuman.ubah(pengumuman=p, isi=isi_dari(p, selesai=p.selesai + timedelta(hours=1)), by=by, now=SENIN)
    p.refresh_from_db()
    assert p.urutan == 1
    dekat = isi_dari(p, mulai=SENIN + timedelta(days=1), selesai=SENIN + timedelta(days=1, hours=2))
    with pytest.raises(PengumumanRefused):
        pengumuman.ubah(pengumuman=p, isi=dekat, by=by, now=SENIN)
    with pytest.raises(PengumumanRefused):
        pengumuman.ubah(pengumuman=p, isi=isi_dari(p), by=by, now=SENIN)
    pengumuman.batalkan(pengumuman=p, alasan="Suku cadang belum datang", by=by, now=SENIN)
    p.refresh_from_db()
    assert (p.dibatalkan, p.urutan) == (True, 2)
    assert [j.kejadian.rpartition("_")[2] for j in trail.of(p)] == ["ditulis", "terbit", "diubah", "dibatalkan"]
    with pytest.raises(PengumumanRefused):
        pengumuman.ubah(pengumuman=p, isi=dekat, by=by, now=SENIN)


def test_one_that_ends_before_it_begins_or_hits_nothing_is_refused(tulis) -> None:
    for ganti in ({"jam": 0}, {"jam": 24 * 15}):
        with pytest.raises(PengumumanRefused):
            tulis(**ganti)


# -- who is told ------------------------------------------------------------------------------------------


def kabari(p: Pengumuman) -> list[Pesan]:
    event = trail.of(p).last()
    listeners_pengumuman.kabari(event, SENIN)
    listeners_pengumuman.kabari(event, SENIN)  # an event that is told twice is written once
    return list(Pesan.objects.filter(jejak=event, kanal="surel"))


def test_every_lpse_hears_of_lkpps_maintenance_once(tulis, petugas, meja) -> None:
    petugas["bontang"].is_active = False
    petugas["bontang"].save()
    penerima = {p.penerima for p in kabari(tulis(terbit=True))}
    orang = {f"user:{petugas[n].pk}" for n in ("mamuju", "mamuju_2", "kepala")}
    assert penerima == orang | {f"meja:{meja['bontang'].pk}"}  # nobody there has an account that works


def test_whoever_has_an_open_ticket_hears_of_an_lpses_maintenance_once(tulis, buat, petugas) -> None:
    buat()
    buat()
    dua = [buat(oleh="mamuju", surel="citra@penyedia.example") for _ in range(2)]
    buat(di="bontang", oleh="bontang", surel="dewi@lain.example")
    penerima = [p.penerima for p in kabari(tulis(di="mamuju", terbit=True))]
    assert sorted(penerima) == sorted([f"user:{petugas['pelapor'].pk}", f"tiket:{dua[0].nomor}"])


def test_the_mail_says_what_when_and_where(tulis) -> None:
    from notifikasi import surat

    p = tulis(terbit=True)
    pesan = kabari(p)[0]
    isi = surat.tulis(pesan.templat, pesan.konteks)
    assert p.judul in isi.subjek
    assert "12 Desember 2026 pukul 20.00 WIB" in isi.isi
    assert pesan.konteks["tautan"] == reverse("helpdesk:pengumuman_satu", args=[p.pk])


# -- the banner -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pada", "tampil"),
    [
        (timedelta(hours=-25), False),
        (timedelta(hours=-23), True),
        (timedelta(hours=1), True),
        (timedelta(hours=2), False),
    ],
)
def test_the_banner_lasts_from_a_day_before_until_the_end(tulis, pada: timedelta, tampil: bool) -> None:
    tulis(terbit=True)
    assert bool(spanduk.berlaku(JAUH + pada)) == tampil


def test_the_banner_asks_the_database_once_for_many_pages(tulis, django_assert_num_queries) -> None:
    tulis(terbit=True)
    with django_assert_num_queries(1):
        for _ in range(5):
            assert len(spanduk.berlaku(JAUH)) == 1


def test_a_draft_and_one_that_was_called_off_have_no_banner(tulis, pelaku) -> None:
    tulis()
    p = tulis(terbit=True)
    pengumuman.batalkan(pengumuman=p, alasan="Tidak jadi", by=pelaku("helpdesk"), now=SENIN)
    assert spanduk.berlaku(JAUH) == []


def _sekarang(tulis: Tulis) -> Pengumuman:
    from django.utils import timezone

    p = tulis(terbit=True)
    kini = timezone.now()
    Pengumuman.objects.filter(pk=p.pk).update(mulai=kini - timedelta(hours=1), selesai=kini + timedelta(hours=1))
    spanduk.lupa()
    return p


def test_the_banner_stands_on_the_landing_page_and_in_the_helpdesk_only(tulis, client: Client) -> None:
    p = _sekarang(tulis)
    for nama, ada in (("beranda", True), ("helpdesk:layanan", True), ("lacak", False), ("privasi", False)):
        isi = client.get(reverse(nama)).content.decode()
        assert (reverse("helpdesk:pengumuman_satu", args=[p.pk]) in isi) == ada, nama


def test_what_comes_later_is_a_notice_on_the_landing_page(tulis, client: Client) -> None:
    from django.utils import timezone

    p = tulis(terbit=True)
    kini = timezone.now()
    Pengumuman.objects.filter(pk=p.pk).update(mulai=kini + timedelta(days=3), selesai=kini + timedelta(days=4))
    spanduk.lupa()
    isi = client.get(reverse("beranda")).content.decode()
    assert "Pemeliharaan server" in isi
    assert 'id="spanduk"' not in isi


# -- pages ------------------------------------------------------------------------------------------------

FORMULIR = {
    "judul": "Pindah pusat data",
    "mulai_tanggal": "2027-01-20",
    "mulai_jam": "20.00",
    "lama_jam": "3",
    "lama_menit": "30",
    "isi": "Selesaikan unggahan sebelum pukul 19.00.",
}


def test_an_lpse_writes_in_its_own_zone_publishes_changes_and_calls_off(tulis, petugas, client) -> None:
    browser = factories.logged_in(petugas["mamuju"])
    layanan = Layanan.objects.get(kode="15.a")
    jawab = browser.post(reverse("helpdesk:pengumuman_tulis"), {**FORMULIR, "layanan": [layanan.pk]})
    p = Pengumuman.objects.get()
    assert jawab.url == reverse("helpdesk:pengumuman_periksa", args=[p.pk])
    assert p.mulai == datetime(2027, 1, 20, 19, 0, tzinfo=WIB)  # 20.00 WITA
    umum = reverse("helpdesk:pengumuman_satu", args=[p.pk])
    assert client.get(umum).status_code == 404
    assert browser.post(jawab.url).status_code == 302
    isi = client.get(umum).content.decode()
    assert "20 Januari 2027 pukul 19.00 WIB" in isi
    assert "20.00–23.30 WITA" in isi
    ubah = reverse("helpdesk:pengumuman_ubah", args=[p.pk])
    assert 'value="20:00"' in browser.get(ubah).content.decode()
    assert browser.post(ubah, {**FORMULIR, "layanan": [layanan.pk], "lama_jam": "4"}).status_code == 302
    batal = reverse("helpdesk:pengumuman_batal", args=[p.pk])
    assert browser.post(batal, {"alasan": ""}).status_code == 422
    assert browser.post(batal, {"alasan": "Ditunda"}).status_code == 302
    assert "Ditunda" in client.get(umum).content.decode()


def test_too_late_is_refused_with_the_first_day_that_would_do(tulis, petugas) -> None:
    from django.utils import timezone

    browser = factories.logged_in(petugas["helpdesk"])
    p = tulis()
    kini = timezone.now()
    Pengumuman.objects.filter(pk=p.pk).update(mulai=kini + timedelta(hours=5), selesai=kini + timedelta(hours=6))
    url = reverse("helpdesk:pengumuman_periksa", args=[p.pk])
    halaman = browser.get(url).content.decode()
    assert "alasan darurat" in halaman
    assert ">Terbitkan<" not in halaman
    jawab = browser.post(url)
    assert jawab.status_code == 409
    assert "paling awal" in jawab.content.decode()


def test_another_desks_announcement_is_not_there(tulis, petugas) -> None:
    p = tulis(di="bontang")
    browser = factories.logged_in(petugas["mamuju"])
    for nama in ("periksa", "ubah", "batal"):
        assert browser.get(reverse(f"helpdesk:pengumuman_{nama}", args=[p.pk])).status_code == 404


def test_nothing_typed_is_lost_when_something_is_missing(tulis, petugas) -> None:
    browser = factories.logged_in(petugas["mamuju"])
    jawab = browser.post(reverse("helpdesk:pengumuman_tulis"), {**FORMULIR, "lama_jam": "", "lama_menit": ""})
    isi = jawab.content.decode()
    assert jawab.status_code == 422
    for kata in ("Pindah pusat data", "Tulis lamanya", "Pilih paling sedikit satu layanan"):
        assert kata in isi
