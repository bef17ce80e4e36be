"""What decides when a case is late can be read by those who answer for it, in words, and tried out."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from akun.actor import Peran
from akun.models import User
from sla.models import HariLibur, JamKerja, Kalender, Kebijakan, Musim, PerubahanKalender
from sla.permissions import PEMBACA
from tests import factories
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
DAFTAR = ("ringkas", "libur", "musim", "kalender", "coba")
VERIFIKASI = "pengaduan.verifikasi"


@pytest.fixture
def admin(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["admin_sistem"])


def isi(client: Client, nama: str, kueri: dict[str, Any] | None = None, *args: Any) -> str:
    jawaban = client.get(reverse(f"sla:{nama}", args=args), kueri or {})
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().split())


def ramadan() -> Musim:
    m = Musim.objects.create(nama="Ramadan 1448 Hijriah", mulai=date(2027, 2, 8), sampai=date(2027, 3, 9))
    for k in Kalender.objects.filter(selalu_buka=False):
        JamKerja.objects.create(kalender=k, musim=m, hari=0, buka=time(8), tutup=time(15))
    return m


@pytest.mark.parametrize("siapa", sorted(PEMBACA))
def test_those_who_answer_for_deadlines_read_every_list(siapa: str, orang: dict[str, User]) -> None:
    ramadan()
    client = factories.logged_in(orang[siapa])
    for nama in DAFTAR:
        assert "Tenggat dan kalender" in isi(client, nama)
    assert "Versi pertama" in isi(client, "kebijakan", None, VERIFIKASI)


@pytest.mark.parametrize("siapa", [Peran.PIMPINAN, Peran.PEJABAT_DPPH])
def test_who_only_reads_sees_no_way_to_change(siapa: str, orang: dict[str, User]) -> None:
    ramadan()
    client = factories.logged_in(orang[siapa])
    for halaman in [isi(client, nama) for nama in DAFTAR] + [isi(client, "kebijakan", None, VERIFIKASI)]:
        assert not any(jalan in halaman for jalan in ("/tambah/", "/ubah/", "/hapus/", "versi-baru"))


def test_the_overview_says_what_is_in_force_and_how_many_clocks_run(admin: Client) -> None:
    factories.ajukan()
    factories.ajukan()
    halaman = isi(admin, "ringkas")
    assert "<b>3 hari kerja</b>" in halaman
    assert "sejak diterima" in halaman
    assert "dijeda saat Perlu dilengkapi" in halaman
    assert "Pengingat 10 sebelum<br>Ketua tim 5 sesudah<br>Direktur 10 sesudah" in halaman
    assert "Kebijakan internal" in halaman
    assert halaman.count('data-label="Tenggat berjalan:">2</td>') == 2  # verification and the overall limit


def test_a_policy_tells_its_versions_what_they_changed_and_which_is_to_come(admin: Client) -> None:
    lama = Kebijakan.objects.get(kode=VERIFIKASI)
    factories.ajukan()
    nanti = date(timezone.now().year + 1, 7, 1)
    Kebijakan.objects.create(
        kode=VERIFIKASI,
        versi=2,
        berlaku_sejak=nanti,
        nama=lama.nama,
        jumlah=4,
        pengingat=lama.pengingat,
        dasar_hukum="X",
    )
    assert f"Versi 2 mulai 1 Juli {nanti.year}" in isi(admin, "ringkas")
    halaman = isi(admin, "kebijakan", None, VERIFIKASI)
    assert "Yang berlaku sekarang: versi 1" in halaman
    assert "Dijadwalkan" in halaman
    assert "Lama batas waktu: 3 menjadi <b>4</b>" in halaman
    assert "Ketua tim diberi tahu: 2 hari kerja sesudahnya menjadi <b>Tidak</b>" in halaman
    assert admin.get(reverse("sla:kebijakan", args=["tidak.ada"])).status_code == 404


def test_a_year_without_decree_is_warned_of(admin: Client) -> None:
    assert "belum ada ketetapan" in isi(admin, "libur", {"tahun": "2027"})
    assert "belum ada ketetapan" not in isi(admin, "libur", {"tahun": "2026"})
    halaman = isi(admin, "libur", {"tahun": "2027"})
    assert "Perkiraan" in halaman
    assert "Belum ada hari libur" in isi(admin, "libur", {"tahun": "2031"})


@pytest.mark.parametrize("tahun", ["", "0", "99999", "٢٠٢٦", "2026'", "-1", "1999"])
def test_a_year_that_cannot_be_is_this_year(tahun: str, admin: Client) -> None:
    assert f"Hari libur {timezone.now().year}" in isi(admin, "libur", {"tahun": tahun})


def test_a_holiday_of_one_office_names_the_office(admin: Client) -> None:
    wit = Kalender.objects.get(kode="wit")
    HariLibur.objects.create(tanggal=date(2026, 2, 5), jenis="khusus", nama="Hari Jadi", berlaku_untuk=wit)
    assert "Kantor di zona WIT" in isi(admin, "libur", {"tahun": "2026"})


def test_hours_are_written_in_few_words(admin: Client) -> None:
    ramadan()
    halaman = isi(admin, "kalender")
    assert "Senin–Kamis 07.30–16.00<br>Jumat 07.30–16.30" in halaman
    assert "24 jam, setiap hari" in halaman
    assert "Senin 08.00–15.00" in isi(admin, "musim")


def test_a_change_under_way_shows_how_far_it_has_come(admin: Client) -> None:
    data = {"apa": "libur_ditambah", "nama": "Hari Contoh", "tanggal": ["2026-11-30"]}
    p = PerubahanKalender.objects.create(uraian=data, dibuat_pada=SENIN, total=3412, diperiksa=1200)
    halaman = isi(admin, "perubahan", None, p.pk)
    assert "Hari libur ditambahkan: Hari Contoh, 30 November 2026." in halaman
    assert "1.200 dari 3.412 tenggat sudah dihitung ulang." in halaman
    assert "data-segarkan" in halaman
    assert "Perbarui sekarang" in halaman
    assert "Lihat kemajuannya" in isi(admin, "ringkas")
    PerubahanKalender.objects.update(selesai_pada=SENIN, diperiksa=3412, bergeser=3000, terlambat=12)
    halaman = isi(admin, "perubahan", None, p.pk)
    assert "3.000 tenggat bergeser, 12 menjadi terlambat." in halaman
    assert "data-segarkan" not in halaman


def queries(client: Client, nama: str, kueri: dict[str, Any] | None = None) -> int:
    isi(client, nama, kueri)
    with CaptureQueriesContext(connection) as ditanya:
        isi(client, nama, kueri)
    return len(ditanya)


def test_the_lists_ask_as_often_with_many_rows_as_with_few(admin: Client) -> None:
    halaman = [("ringkas", None), ("libur", {"tahun": "2026"}), ("musim", None), ("kalender", None), ("coba", None)]
    ramadan()
    sedikit = [queries(admin, *h) for h in halaman]
    lama = Kebijakan.objects.get(kode=VERIFIKASI)
    for n in range(5):
        k = Kalender.objects.create(kode=f"lpse-{n}", nama=f"LPSE {n}")
        JamKerja.objects.create(kalender=k, hari=0, buka=time(8), tutup=time(15))
        HariLibur.objects.create(tanggal=date(2026, 7, 6 + n), jenis="khusus", nama="Libur", berlaku_untuk=k)
        m = Musim.objects.create(nama=f"Musim {n}", mulai=date(2028 + n, 1, 1), sampai=date(2028 + n, 1, 9))
        JamKerja.objects.create(kalender=k, musim=m, hari=0, buka=time(8), tutup=time(15))
        lama.pk, lama.versi, lama.jumlah = None, n + 2, n + 5
        lama.save()
        factories.ajukan()
    assert [queries(admin, *h) for h in halaman] == sedikit


# -- trying out -------------------------------------------------------------------------------------------

COBA = {"kebijakan": VERIFIKASI, "kalender": "lkpp", "mulai": "2026-03-13T10:00"}


def test_a_trial_gives_the_date_and_why(admin: Client) -> None:
    halaman = isi(admin, "coba", COBA)
    # Friday 13 March; 16 and 17 count; 18 to 24 are Nyepi, Idulfitri and leave; 25 is the third
    assert "Rabu, 25 Maret 2026" in halaman
    assert "pukul 16.00 WIB" in halaman
    assert "Hari Suci Nyepi" in halaman
    assert "akhir pekan" in halaman
    assert "<b>hari ke-3</b>" in halaman


def test_a_trial_is_read_in_the_zone_of_its_office(admin: Client) -> None:
    Kebijakan.objects.filter(kode=VERIFIKASI).update(satuan="jam_kerja")
    halaman = isi(admin, "coba", COBA | {"kalender": "wit", "mulai": "2026-03-12T15:00"})
    assert "Jumat, 13 Maret 2026" in halaman
    assert "pukul 09.30 WIT" in halaman
    assert "<b>1 jam</b>" in halaman


def test_a_trial_with_a_pause_and_a_version(admin: Client) -> None:
    jeda = {"dari_1": "2026-03-16T08:00", "hingga_1": "2026-03-17T08:00", "versi": "1"}
    halaman = isi(admin, "coba", COBA | jeda)
    assert "Kamis, 26 Maret 2026" in halaman
    assert "dijeda" in halaman
    sama = isi(admin, "coba", COBA | jeda | {"dari_1": "2026-03-16T08:00+07:00", "hingga_1": "2026-03-17T10:00+09:00"})
    assert "Kamis, 26 Maret 2026" in sama


def test_a_trial_in_a_year_without_decree_warns(admin: Client) -> None:
    assert "tahun 2027 belum ditetapkan" in isi(admin, "coba", COBA | {"mulai": "2027-01-04T10:00"})


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"mulai": ""}, "Tulis tanggal dan jam"),
        ({"mulai": "besok"}, "Tulis tanggal dan jam"),
        ({"mulai": "0001-01-01T00:00"}, "Tulis tanggal dan jam"),
        ({"mulai": "2026-02-30T10:00"}, "Tulis tanggal dan jam"),
        ({"mulai": "9999-12-31T23:59"}, "Tulis tanggal dan jam"),
        ({"mulai": "2049-12-31T10:00"}, "melampaui kalender"),
        ({"kebijakan": "tidak.ada"}, "Pilih dari daftar ini."),
        ({"kalender": "tidak-ada"}, "Pilih dari daftar ini."),
        ({"versi": "7"}, "tidak memiliki versi 7"),
        ({"versi": "x"}, "Tulis nomor versi"),
        ({"dari_1": "2026-03-17T08:00", "hingga_1": "2026-03-16T08:00"}, "Jeda berakhir sebelum mulai"),
        ({"dari_1": "2026-03-17T08:00"}, "Tulis kedua ujung jeda ini."),
        (
            {"kebijakan": "pengaduan.keseluruhan", "dari_1": "2026-03-17T08:00", "hingga_1": "2026-03-18T08:00"},
            "tidak boleh dijeda",
        ),
    ],
)
def test_a_trial_that_cannot_be_says_why_and_keeps_what_was_typed(
    ubah: dict[str, str], kata: str, admin: Client
) -> None:
    jawaban = admin.get(reverse("sla:coba"), COBA | ubah)
    assert jawaban.status_code == 422
    halaman = jawaban.content.decode()
    assert kata in halaman
    assert "<title>Galat: " in halaman
    assert all(f'value="{v}"' in halaman for k, v in (COBA | ubah).items() if v and k not in {"kebijakan", "kalender"})


def test_a_trial_over_years_shows_its_ends(admin: Client) -> None:
    Kebijakan.objects.filter(kode=VERIFIKASI).update(jumlah=2000)
    halaman = isi(admin, "coba", COBA)
    assert "hari sesudah 120 baris pertama tidak ditampilkan" in halaman
    assert "<b>hari ke-2000</b>" in halaman
    assert halaman.count('scope="row"') < 200
