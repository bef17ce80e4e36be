""" "Mengapa tanggal ini?" for the complainant: opened by number and token, in plain words, with nothing secret."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun import terbuka
from akun.actor import Actor
from akun.models import User
from akun.receipt import new_token
from pengaduan import flow, flow_tenggat
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from sla import clock, move, office, pita
from sla.models import HariLibur, Kebijakan
from tests.factories import SENIN, ajukan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
HALAMAN = "pengaduan:lacak_mengapa"
Orang = dict[str, User]


@pytest.fixture(autouse=True)
def selasa(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is the day after most cases of these tests began."""
    now = SENIN + timedelta(days=1, hours=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def lihat(p: Pengaduan, bahasa: str = "id") -> str:
    """What a browser shows in which the case is open."""
    client = Client(headers={"accept-language": bahasa})
    sesi = client.session
    terbuka.ingat(sesi, p.nomor, now=timezone.now())
    sesi.save()
    client.cookies["sessionid"] = sesi.session_key
    client.cookies["django_language"] = bahasa
    jawaban = client.get(reverse(HALAMAN))
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def test_it_needs_number_and_token(client: Client) -> None:
    token = new_token()
    p = ajukan(token=token)
    assert client.get(reverse(HALAMAN))["Location"] == reverse("lacak")
    client.post(reverse("lacak"), {"nomor": p.nomor, "token": new_token()})
    assert client.get(reverse(HALAMAN))["Location"] == reverse("lacak")
    client.post(reverse("lacak"), {"nomor": p.nomor, "token": token})
    assert p.nomor in client.get(reverse(HALAMAN)).content.decode()
    assert reverse(HALAMAN) in client.get(reverse("pengaduan:lacak_kasus")).content.decode()
    assert client.post(reverse(HALAMAN)).status_code == 405


def test_the_date_is_explained_in_plain_words() -> None:
    isi = lihat(ajukan())
    for kata in (
        "Kami selesai memeriksa kelengkapan laporan Anda, paling lambat",
        "Kamis, 26 November 2026",
        "pukul 16.00 WIB",
        "Hitungan mulai Senin, 23 November 2026. Hari itu sendiri tidak dihitung.",
        "Kami menghitung 3 hari kerja: Senin sampai Jumat, kecuali hari libur.",
        "<b>3 dari 3 hari kerja</b>",
        "Sampai hari ini: 1 dari 3 hari kerja.",
        "Dasar janji ini: Kebijakan internal, sejalan dengan tanggapan pertama 3 hari kerja pada WBS LKPP.",
        ">November 2026</caption>",
        "dihitung, hari ke-1, hari ini",
        "batas waktu, hari ke-3",
    ):
        assert kata in isi, kata


def test_two_promises_stand_side_by_side() -> None:
    isi = lihat(ajukan())
    for kata in (
        "Ada dua batas waktu",
        "janji-dua",
        "Seluruh penanganan laporan Anda selesai",
        "Jumat, 22 Januari 2027",
    ):
        assert kata in isi, kata
    assert "Kami menghitung 60 hari kalender: semua hari, juga akhir pekan dan hari libur." in isi
    assert "Dasar janji ini: Perpres 76/2013: 60 hari sejak berkas lengkap." in isi
    assert "dihitung sendiri-sendiri" not in isi


def test_a_stage_that_ends_after_the_whole_is_explained(orang: Orang) -> None:
    isi = lihat(bawa_ke(Status.TINDAK_LANJUT_APIP, orang))
    assert "dihitung sendiri-sendiri" in isi
    assert "60 hari kerja (kebijakan internal LKPP)." in isi


def test_holidays_are_named_and_a_year_without_a_decree_is_a_warning(orang: Orang) -> None:
    isi = lihat(bawa_ke(Status.TINDAK_LANJUT_APIP, orang))
    assert "Jumat, 25 Desember 2026: Hari Raya Natal." in isi
    assert "Hari libur tahun 2027 belum ditetapkan; tanggal ini dapat bergeser." in isi
    assert "(perkiraan)" in isi
    assert "belum ditetapkan" not in lihat(ajukan())


def test_the_pause_that_waits_for_him_is_told(orang: Orang, selasa: datetime) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    isi = lihat(p)
    assert "Waktu kami memeriksa berhenti sampai Anda menjawab" in isi
    assert "Hitungan berhenti sejak Senin, 23 November 2026 karena menunggu jawaban Anda." in isi
    assert "Anda melengkapi laporan, paling lambat" in isi
    flow.lengkapi(pengaduan=p, pesan="Ini.", by=Actor.pengadu(p.nomor), now=selasa + timedelta(days=1))
    isi = lihat(p)
    assert "dari Senin, 23 November 2026 sampai Rabu, 25 November 2026 karena menunggu jawaban Anda." in isi
    assert "1 hari ketika hitungan berhenti." in isi
    assert "Jumat, 27 November 2026" in isi


def test_a_pause_of_the_inspectorate_is_told_as_what_it_is(orang: Orang) -> None:
    isi = lihat(bawa_ke(Status.PERLU_KLARIFIKASI, orang))
    assert "karena inspektorat menunggu jawaban LKPP." in isi
    assert "Satu hitungan sedang berhenti" in isi


def test_a_date_that_moved_with_the_calendar_says_from_where_and_why(orang: Orang, selasa: datetime) -> None:
    p = ajukan()

    def libur() -> HariLibur:
        return HariLibur.objects.create(tanggal=date(2026, 11, 25), jenis="khusus", nama="Pilkada")

    uraian = {"apa": "libur_ditambah", "nama": "Pilkada", "tanggal": ["2026-11-25"]}
    move.apply(libur, uraian=uraian, by=Actor.of(orang["admin_sistem"]), now=selasa)
    assert "Kalender kerja baru saja berubah. Tanggal ini sedang kami hitung ulang." in lihat(p)
    move.run(now=selasa)
    isi = lihat(p)
    assert "bergeser dari Kamis, 26 November 2026 ke Jumat, 27 November 2026 karena kalender kerja berubah." in isi
    assert "Hari libur ditambahkan: Pilkada, 25 November 2026." in isi
    assert "sedang kami hitung ulang" not in isi


def test_a_date_that_an_officer_moved_says_so_without_his_reason(orang: Orang, selasa: datetime) -> None:
    p = bawa_ke(Status.VERIFIKASI, orang)
    lama = Kebijakan.objects.get(kode="pengaduan.verifikasi")
    kolom = {f.name: getattr(lama, f.name) for f in lama._meta.fields if f.name != "id"}
    baru = Kebijakan.objects.create(**kolom | {"versi": 2, "jumlah": 5})
    office.forget()
    flow_tenggat.pindah_kebijakan(
        pengaduan=p,
        tenggat=clock.running(p).get(kode=lama.kode),
        kebijakan=baru,
        alasan="Petugas Budi cuti.",
        by=Actor.of(orang["pejabat_dpph"]),
        now=selasa,
    )
    isi = lihat(p)
    assert "berpindah dari Kamis, 26 November 2026 ke Senin, 30 November 2026" in isi
    assert "Budi" not in isi


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_explained_without_names_codes_or_content(status: str, orang: Orang) -> None:
    p = bawa_ke(status, orang)
    isi = lihat(p)
    kode = Kebijakan.objects.values_list("kode", flat=True)
    for rahasia in [*(u.nama for u in orang.values()), *kode, "versi 1", p.nama_paket, p.uraian, "PT Contoh Jaya"]:
        assert rahasia not in isi, rahasia


def test_a_phone_loads_little_even_for_the_longest_promise(orang: Orang) -> None:
    assert len(lihat(bawa_ke(Status.TINDAK_LANJUT_APIP, orang)).encode()) <= 50_000


def test_a_limit_in_hours_is_told_in_hours() -> None:
    Kebijakan.objects.filter(kode="pengaduan.verifikasi").update(satuan="jam_kerja", jumlah=20)
    office.forget()
    p = ajukan()
    isi = lihat(p)
    for kata in ("Kami menghitung 20 jam kerja: hanya jam ketika kantor buka.", "<b>20 dari 20 jam kerja</b>"):
        assert kata in isi, kata
    jam = clock.running(p).get(kode="pengaduan.verifikasi")
    assert pita.alasan(jam.kebijakan, jam.mulai_pada) == "Batasnya 20 jam kerja sejak Senin, 23 November 2026."


@pytest.mark.parametrize("status", [Status.TIDAK_DAPAT, Status.DITUTUP])
def test_a_case_that_has_ended_promises_nothing(status: str, orang: Orang) -> None:
    assert "Sekarang tidak ada tanggal yang kami janjikan" in lihat(bawa_ke(status, orang))


def test_a_merged_case_shows_the_date_only(orang: Orang) -> None:
    p = bawa_ke(Status.DIGABUNG, orang)
    isi = lihat(p)
    assert "Kamis, 26 November 2026" in isi
    assert p.induk.nomor not in isi
    for kata in ("abung", "<table", "Hitungan mulai"):
        assert kata not in isi, kata


def test_for_anonim_nothing_is_finer_than_the_day(orang: Orang, selasa: datetime) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang, tingkat="anonim")
    flow.lengkapi(pengaduan=p, pesan="Ini.", by=Actor.pengadu(p.nomor), now=selasa)
    isi = lihat(p)
    assert "dari Senin, 23 November 2026 sampai Selasa, 24 November 2026" in isi
    assert {
        jam for jam in ("09.00", "10.00", "12.00") if f"{jam} WIB" in isi.partition("<main")[2].partition("</main")[0]
    } == set()


def test_a_promise_that_was_missed_is_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    p = ajukan()
    monkeypatch.setattr(timezone, "now", lambda: SENIN + timedelta(days=9))
    assert "Sudah lewat" in lihat(p)


def test_the_page_speaks_english() -> None:
    isi = lihat(ajukan(), "en")
    assert "Thursday, 26 November 2026" in isi
    assert "<caption" in isi
    assert ">November 2026</caption>" in isi


@pytest.mark.parametrize(
    "status", [Status.TERKIRIM, Status.TINDAK_LANJUT_APIP, Status.PERLU_DILENGKAPI, Status.DIGABUNG]
)
def test_the_page_needs_six_queries_at_most(status: str, orang: Orang, django_assert_max_num_queries: Any) -> None:
    p = bawa_ke(status, orang)
    client = Client()
    sesi = client.session
    terbuka.ingat(sesi, p.nomor, now=timezone.now())
    sesi.save()
    client.cookies["sessionid"] = sesi.session_key
    client.get(reverse(HALAMAN))
    with django_assert_max_num_queries(6):
        client.get(reverse(HALAMAN))
