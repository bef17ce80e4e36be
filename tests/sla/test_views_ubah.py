"""What decides when a case is late is changed only by whoever shows the password again, and sees what would move."""

import time as clock
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import User
from jejak.models import Jejak
from sla import move, office
from sla.holidays import JamSeminggu
from sla.models import HariLibur, JamKerja, Kalender, Kebijakan, Musim, PerubahanKalender, Tenggat
from sla.reference import jam_lazim
from tests import factories
from tests.factories import SENIN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
VERIFIKASI = "pengaduan.verifikasi"
LIBUR = {"tanggal": "2026-11-25", "jenis": "khusus", "nama": "Hari Contoh", "dasar_hukum": "", "berlaku_untuk": ""}


@pytest.fixture
def admin(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["admin_sistem"])


@pytest.fixture
def pasti(admin: Client) -> Client:
    """Has typed the password once more."""
    session = admin.session
    session["account_authentication_methods"] += [{"method": "password", "at": clock.time(), "reauthenticated": True}]
    session.save()
    return admin


def kirim(client: Client, nama: str, data: dict[str, Any], *args: Any, status: int = 200) -> str:
    jawaban = client.post(reverse(f"sla:{nama}", args=args), data)
    assert jawaban.status_code == status, jawaban.content.decode()
    return " ".join(jawaban.content.decode().split())


def terapkan(client: Client, nama: str, data: dict[str, Any], *args: Any) -> PerubahanKalender:
    """The second click; the page of the change follows, with a message."""
    jawaban = client.post(reverse(f"sla:{nama}", args=args), data | {"jalan": "1"}, follow=True)
    assert jawaban.redirect_chain, jawaban.content.decode()
    assert "Kalender kerja sudah diubah." in jawaban.content.decode()
    perubahan = PerubahanKalender.objects.latest("pk")
    assert jawaban.redirect_chain == [(reverse("sla:perubahan", args=[perubahan.pk]), 302)]
    return perubahan


def jejak(kejadian: str) -> list[dict[str, Any]]:
    return list(Jejak.objects.filter(kejadian=kejadian).order_by("pk").values_list("data", flat=True))


def jam(isi: JamSeminggu, kode: str = "", **ubah: str) -> dict[str, str]:
    """The table of hours as a browser sends it."""
    awalan = f"{kode}-" if kode else ""
    kosong = {f"{awalan}{ujung}_{h}": "" for h in range(7) for ujung in ("buka", "tutup")}
    penuh = {f"{awalan}{u}_{h}": f"{j:%H:%M}" for h, *dua in isi for u, j in zip(("buka", "tutup"), dua, strict=True)}
    return kosong | penuh | ubah


def musim(**ubah: str) -> dict[str, str]:
    isian = {"nama": "Ramadan 1448 Hijriah", "mulai": "2027-02-08", "sampai": "2027-03-09", "dasar_hukum": ""}
    for kode in ("lkpp", "wita", "wit"):
        isian |= jam(jam_lazim("Ramadan"), kode)
    return isian | ubah


def alamat() -> dict[str, str]:
    m = Musim.objects.create(nama="Musim", mulai=date(2027, 2, 8), sampai=date(2027, 3, 9))
    libur = HariLibur.objects.earliest("pk")
    isian: dict[str, list[Any]] = {
        "libur_tambah": [],
        "libur_ubah": [libur.pk],
        "libur_hapus": [libur.pk],
        "ketetapan": [2027],
        "musim_tambah": [],
        "musim_hapus": [m.pk],
        "kalender_tambah": [],
        "kalender_ubah": ["lkpp"],
        "versi_baru": [VERIFIKASI],
    }
    return {nama: reverse(f"sla:{nama}", args=args) for nama, args in isian.items()}


def test_every_change_asks_for_the_password_again(admin: Client) -> None:
    for nama, url in alamat().items():
        assert admin.get(url).headers["location"].startswith("/akun/reauthenticate/?next="), nama


def test_a_change_that_was_typed_too_long_ago_is_kept_and_not_made(admin: Client) -> None:
    halaman = kirim(admin, "libur_tambah", LIBUR | {"jalan": "1"}, status=403)
    assert "Pastikan ini Anda" in halaman
    assert 'value="Hari Contoh"' in halaman
    assert not HariLibur.objects.filter(nama="Hari Contoh").exists()


@pytest.mark.parametrize("siapa", ["pimpinan", "pejabat_dpph", "verifikator", "admin_apip", "pengadu"])
def test_nobody_else_changes_anything(siapa: str, orang: dict[str, User]) -> None:
    client = factories.logged_in(orang[siapa])
    for nama, url in alamat().items():
        assert (client.get(url).status_code, client.post(url).status_code) == (403, 403), nama


def test_every_form_opens_with_what_holds_now(pasti: Client) -> None:
    isi = {nama: pasti.get(url).content.decode() for nama, url in alamat().items()}
    assert 'value="2023-01-01"' in isi["libur_ubah"]
    assert "Tahun Baru Masehi" in isi["libur_hapus"]
    assert isi["musim_tambah"].count('value="08.00"') == 15  # five days, three offices
    assert isi["kalender_ubah"].count('value="07.30"') == 5
    assert 'name="jumlah" value="3"' in isi["versi_baru"]
    assert "tahun 2027" in isi["ketetapan"]


def test_a_preview_tells_what_would_move_and_writes_nothing(pasti: Client) -> None:
    p = factories.ajukan()
    lama = p.jatuh_tempo
    halaman = kirim(pasti, "libur_tambah", LIBUR)
    assert "1 tenggat bergeser, 0 menjadi terlambat." in halaman
    assert "Verifikasi pengaduan" in halaman
    assert "1 hari" in halaman
    assert 'name="nama" value="Hari Contoh"' in halaman
    p.refresh_from_db()
    assert p.jatuh_tempo == lama
    assert not HariLibur.objects.filter(nama="Hari Contoh").exists()
    assert not PerubahanKalender.objects.exists()
    assert not Jejak.objects.filter(kejadian__startswith="sla.").exists()


def test_going_back_from_the_preview_keeps_what_was_typed(pasti: Client) -> None:
    halaman = kirim(pasti, "libur_tambah", LIBUR | {"ubah": "1"})
    assert 'value="Hari Contoh"' in halaman
    assert "Terapkan sekarang" not in halaman


def test_the_second_click_makes_the_holiday_and_the_move_follows(pasti: Client) -> None:
    p = factories.ajukan()
    perubahan = terapkan(pasti, "libur_tambah", LIBUR)
    libur = HariLibur.objects.get(nama="Hari Contoh")
    assert (libur.tanggal, libur.berlaku_untuk, libur.perkiraan) == (date(2026, 11, 25), None, False)
    assert jejak("sla.libur_diubah") == [{"tanggal": "2026-11-25", "baru": True}]
    assert perubahan.uraian["nama"] == "Hari Contoh"
    move.run(now=SENIN)
    p.refresh_from_db()
    assert p.jatuh_tempo.astimezone(factories.WIB).date() == date(2026, 11, 27)
    assert "1 tenggat bergeser" in pasti.get(reverse("sla:perubahan", args=[perubahan.pk])).content.decode()


def test_a_holiday_is_changed_and_removed(pasti: Client) -> None:
    terapkan(pasti, "libur_tambah", LIBUR)
    pk = HariLibur.objects.get(nama="Hari Contoh").pk
    terapkan(pasti, "libur_ubah", LIBUR | {"tanggal": "2026-11-26", "perkiraan": "on"}, pk)
    assert HariLibur.objects.get(pk=pk).perkiraan
    assert "Pratinjau: Hapus hari libur" in kirim(pasti, "libur_hapus", {}, pk)
    assert HariLibur.objects.filter(pk=pk).exists()
    terapkan(pasti, "libur_hapus", {}, pk)
    assert not HariLibur.objects.filter(pk=pk).exists()
    assert jejak("sla.libur_diubah")[1:] == [
        {"tanggal": "2026-11-26", "dari": "2026-11-25", "kolom": ["perkiraan", "tanggal"]},
        {"tanggal": "2026-11-26", "dihapus": True},
    ]


@pytest.mark.parametrize(
    ("ubah", "status", "kata"),
    [
        ({"tanggal": "2026-12-25"}, 409, "25 Desember 2026 sudah libur: Hari Raya Natal"),
        ({"tanggal": ""}, 422, "Tulis tanggal yang benar"),
        ({"tanggal": "2026-02-30"}, 422, "Tulis tanggal yang benar"),
        ({"tanggal": "1900-01-01"}, 409, "antara tahun 2015 dan 2049"),
        ({"tanggal": "2050-01-01"}, 409, "antara tahun 2015 dan 2049"),
        ({"nama": " "}, 422, "Tulis dahulu: Nama hari libur."),
        ({"nama": "x" * 151}, 422, "150"),
        ({"jenis": "nasional"}, 422, "nasional"),
        ({"berlaku_untuk": "999"}, 422, "Masukkan"),
    ],
)
def test_a_holiday_that_cannot_be_is_refused_at_its_field(
    ubah: dict[str, str], status: int, kata: str, pasti: Client
) -> None:
    for jalan in ({}, {"jalan": "1"}):
        halaman = kirim(pasti, "libur_tambah", LIBUR | ubah | jalan, status=status)
        assert kata in halaman
        assert f'id="id_{next(iter(ubah))}_error"' in halaman
        assert "<title> Galat:" in halaman or "<title>Galat:" in halaman
    assert not HariLibur.objects.filter(nama="Hari Contoh").exists()


def test_one_office_may_have_its_own_day_beside_everybodys(pasti: Client) -> None:
    wit = Kalender.objects.get(kode="wit")
    terapkan(pasti, "libur_tambah", LIBUR | {"tanggal": "2026-12-25", "berlaku_untuk": str(wit.pk)})
    assert HariLibur.objects.filter(tanggal=date(2026, 12, 25)).count() == 2
    assert "sudah libur: Hari Contoh" in kirim(
        pasti, "libur_tambah", LIBUR | {"tanggal": "2026-12-25", "berlaku_untuk": str(wit.pk)}, status=409
    )


def test_a_change_that_changes_nothing_is_refused(pasti: Client) -> None:
    terapkan(pasti, "libur_tambah", LIBUR)
    pk = HariLibur.objects.get(nama="Hari Contoh").pk
    assert "Belum ada yang berubah" in kirim(pasti, "libur_ubah", LIBUR, pk, status=409)


def test_the_decree_of_a_year_is_written_once_for_all_its_national_holidays(pasti: Client) -> None:
    HariLibur.objects.create(tanggal=date(2027, 6, 2), jenis="khusus", nama="Khusus", perkiraan=True)
    skb = {"dasar_hukum": "SKB Tiga Menteri Nomor 1 Tahun 2026"}
    kirim(pasti, "ketetapan", skb, 2027)
    assert 2027 not in office.years_decreed()
    perubahan = terapkan(pasti, "ketetapan", skb, 2027)
    nasional = HariLibur.objects.filter(tanggal__year=2027).exclude(jenis="khusus")
    assert set(nasional.values_list("dasar_hukum", "perkiraan")) == {(skb["dasar_hukum"], False)}
    assert HariLibur.objects.get(nama="Khusus").dasar_hukum == ""
    assert office.kalender().rules.resmi >= {2027}
    assert set(perubahan.uraian["versi"]) == {"lkpp", "wita", "wit"}
    assert jejak("sla.ketetapan_dicatat") == [{"tahun": 2027, "jumlah": nasional.count()}]
    assert "belum berisi hari libur" in kirim(pasti, "ketetapan", skb, 2031, status=409)


def test_a_season_gives_every_office_its_hours(pasti: Client) -> None:
    halaman = kirim(pasti, "musim_tambah", musim(**{"wit-buka_5": "09:00", "wit-tutup_5": "12:00"}))
    assert "Sabtu 09.00–12.00" in halaman
    assert not Musim.objects.exists()
    terapkan(pasti, "musim_tambah", musim())
    m = Musim.objects.get()
    assert JamKerja.objects.filter(musim=m).count() == 15
    kalender = office.kalender()
    buka = kalender.next_open(SENIN.replace(year=2027, month=2, day=8, hour=5))
    assert buka.astimezone(factories.WIB).time() == time(8)
    assert jejak("sla.musim_diubah") == [{"mulai": "2027-02-08", "sampai": "2027-03-09", "baru": True}]
    terapkan(pasti, "musim_hapus", {}, m.pk)
    assert not Musim.objects.exists()
    assert not JamKerja.objects.exclude(musim=None).exists()
    assert jejak("sla.musim_diubah")[1]["dihapus"]


@pytest.mark.parametrize(
    ("ubah", "status", "isian", "kata"),
    [
        ({"mulai": "2027-03-09", "sampai": "2027-04-01"}, 409, "mulai", "Bertumpuk dengan Ramadan 1448 Hijriah"),
        ({"mulai": "2027-06-02", "sampai": "2027-06-01"}, 409, "sampai", "Musim berakhir sebelum mulai."),
        ({"mulai": "2014-06-02", "sampai": "2014-06-03"}, 409, "mulai", "antara tahun 2015 dan 2049"),
        ({"mulai": "x", "sampai": "2027-06-03"}, 422, "mulai", "Tulis tanggal yang benar"),
        (
            {"mulai": "2027-06-02", "sampai": "2027-06-03", "wit-buka_0": "16:00"},
            409,
            "wit-tutup_0",
            "Senin: jam tutup harus sesudah jam buka.",
        ),
        (
            {"mulai": "2027-06-02", "sampai": "2027-06-03", "wit-tutup_0": ""},
            422,
            "wit-tutup_0",
            "Senin: isi jam tutup, atau kosongkan keduanya.",
        ),
    ],
)
def test_a_season_that_cannot_be_is_refused_at_its_field(
    ubah: dict[str, str], status: int, isian: str, kata: str, pasti: Client
) -> None:
    terapkan(pasti, "musim_tambah", musim())
    halaman = kirim(pasti, "musim_tambah", musim(**ubah), status=status)
    assert kata in halaman
    assert f'id="id_{isian}_error"' in halaman
    assert Musim.objects.count() == 1


# -- hours ------------------------------------------------------------------------------------------------

LKPP = {"nama": "LKPP, Jakarta", "zona": "Asia/Jakarta"}


def test_hours_are_previewed_and_changed(pasti: Client) -> None:
    factories.ajukan()
    isian = LKPP | jam(jam_lazim(""), tutup_3="15:00", buka_4="", tutup_4="")
    halaman = kirim(pasti, "kalender_ubah", isian, "lkpp")
    assert "2 tenggat bergeser" in halaman  # verification ends that Thursday, the overall limit on a Friday
    assert "Senin–Rabu 07.30–16.00<br>Kamis 07.30–15.00" in halaman
    assert JamKerja.objects.filter(kalender__kode="lkpp").count() == 5
    terapkan(pasti, "kalender_ubah", isian, "lkpp")
    assert JamKerja.objects.filter(kalender__kode="lkpp").count() == 4
    assert jejak("sla.jam_diubah") == [{"kode": "lkpp", "kolom": ["jam"]}]
    assert "Belum ada yang berubah" in kirim(pasti, "kalender_ubah", isian, "lkpp", status=409)


def test_an_office_moves_to_another_zone(pasti: Client) -> None:
    terapkan(pasti, "kalender_ubah", LKPP | {"zona": "Asia/Jayapura"} | jam(jam_lazim("")), "lkpp")
    assert office.kalender().epoch.utcoffset() == timedelta(hours=9)
    assert jejak("sla.jam_diubah") == [{"kode": "lkpp", "kolom": ["zona"]}]


def test_a_calendar_that_is_never_open_is_refused(pasti: Client) -> None:
    for nama, args in (("kalender_ubah", ["lkpp"]), ("kalender_tambah", [])):
        halaman = kirim(pasti, nama, LKPP | {"kode": "baru"} | jam([]), *args, status=409)
        assert "Kalender ini tidak pernah buka." in halaman
    assert not Kalender.objects.filter(kode="baru").exists()
    assert office.kalender().works(SENIN.date())


def test_hours_that_run_backwards_are_refused_on_their_day(pasti: Client) -> None:
    terbalik = LKPP | jam(jam_lazim(""), buka_2="16:00", tutup_2="07:30")
    assert 'id="id_tutup_2_error"' in kirim(pasti, "kalender_ubah", terbalik, "lkpp", status=409)
    bertitik = LKPP | jam(jam_lazim(""), buka_0="7.30", tutup_0="16,00", buka_1="730", tutup_1="16")
    assert "Belum ada yang berubah" in kirim(pasti, "kalender_ubah", bertitik, "lkpp", status=409)
    salah = LKPP | jam(jam_lazim(""), buka_2="25:00")
    assert 'id="id_buka_2_error"' in kirim(pasti, "kalender_ubah", salah, "lkpp", status=422)


def test_a_service_that_never_closes_has_no_hours_to_change(pasti: Client) -> None:
    assert pasti.get(reverse("sla:kalender_ubah", args=["24x365"])).status_code == 404


def test_an_lpse_gets_its_own_calendar(pasti: Client) -> None:
    isian = {"kode": "LPSE-Digoel", "nama": "LPSE Boven Digoel", "zona": "Asia/Jayapura"} | jam(
        [(0, time(9), time(12))]
    )
    jawaban = pasti.post(reverse("sla:kalender_tambah"), isian, follow=True)
    assert "Kalender LPSE Boven Digoel sudah ditambahkan." in jawaban.content.decode()
    assert office.kalender("lpse-digoel").next_open(SENIN).astimezone(factories.WIB).hour == 9
    assert jejak("sla.jam_diubah") == [{"kode": "lpse-digoel", "baru": True}]
    lagi = kirim(pasti, "kalender_tambah", isian, status=409)
    assert "Kode ini sudah dipakai oleh LPSE Boven Digoel." in lagi
    for kode in ("", "dua kata", "lpse/x"):
        assert 'id="id_kode_error"' in kirim(pasti, "kalender_tambah", isian | {"kode": kode}, status=422)


# -- policies ---------------------------------------------------------------------------------------------


def versi(**ubah: str) -> dict[str, str]:
    k = Kebijakan.objects.get(kode=VERIFIKASI, versi=1)
    kolom = ("nama", "jumlah", "satuan", "pengingat", "eskalasi_2", "eskalasi_3", "dasar_hukum")
    isian = {nama: str(getattr(k, nama)) for nama in kolom} | {"boleh_jeda": "on", "kebijakan_internal": "on"}
    return isian | {"berlaku_sejak": timezone.localdate().isoformat()} | ubah


def test_a_new_version_follows_and_running_clocks_keep_theirs(
    pasti: Client, django_capture_on_commit_callbacks: Any
) -> None:
    lama = factories.ajukan()
    with django_capture_on_commit_callbacks(execute=True):
        isian = versi(jumlah="4", pengingat="2")
        jawaban = pasti.post(reverse("sla:versi_baru", args=[VERIFIKASI]), isian, follow=True)
    assert "Versi 2 tersimpan dan berlaku sejak" in jawaban.content.decode()
    baru = factories.ajukan(now=timezone.now())
    menurut = dict(Tenggat.objects.filter(kode=VERIFIKASI).values_list("objek_id", "kebijakan__versi"))
    assert menurut == {lama.pk: 1, baru.pk: 2}
    satu, dua = Kebijakan.objects.filter(kode=VERIFIKASI)
    assert (satu.jumlah, dua.jumlah, dua.dihitung_sejak) == (3, 4, satu.dihitung_sejak)
    [data] = jejak("sla.kebijakan_diubah")
    assert (data["kode"], data["versi"], data["jumlah"], data["kolom"]) == (VERIFIKASI, 2, 4, ["jumlah", "pengingat"])


@pytest.mark.parametrize(
    ("ubah", "status", "isian", "kata"),
    [
        ({"jumlah": "0"}, 422, "jumlah", "paling sedikit 1"),
        ({"jumlah": "-3"}, 422, "jumlah", "paling sedikit 1"),
        ({"jumlah": "tiga"}, 422, "jumlah", "paling sedikit 1"),
        ({"jumlah": "9" * 5000}, 422, "jumlah", "paling sedikit 1"),
        ({"jumlah": "10001"}, 422, "jumlah", "paling banyak 10.000"),
        ({"jumlah": "9999"}, 409, "jumlah", "melampaui kalender"),
        ({"satuan": "abad"}, 422, "satuan", "abad"),
        ({"pengingat": "3"}, 409, "pengingat", "Pengingat harus lebih pendek"),
        ({"eskalasi_2": "9999"}, 409, "eskalasi_2", "Paling banyak 250 hari kerja."),
        ({"eskalasi_2": "5"}, 409, "eskalasi_3", "Direktur diberi tahu sesudah ketua tim"),
        ({"berlaku_sejak": "2026-01-01"}, 409, "berlaku_sejak", "paling awal hari ini"),
        ({"berlaku_sejak": ""}, 422, "berlaku_sejak", "Tulis tanggal yang benar"),
        ({"dasar_hukum": ""}, 422, "dasar_hukum", "Tulis dahulu: Dasar hukum."),
    ],
)
def test_a_version_that_cannot_be_is_refused_at_its_field(
    ubah: dict[str, str], status: int, isian: str, kata: str, pasti: Client
) -> None:
    halaman = kirim(pasti, "versi_baru", versi(nama="Nama yang diketik") | ubah, VERIFIKASI, status=status)
    assert kata in halaman
    assert f'id="id_{isian}_error"' in halaman
    assert 'value="Nama yang diketik"' in halaman
    assert Kebijakan.objects.filter(kode=VERIFIKASI).count() == 1


def test_a_version_says_something_new_and_hides_none_that_was_announced(pasti: Client) -> None:
    assert "Belum ada yang berubah" in kirim(pasti, "versi_baru", versi(), VERIFIKASI, status=409)
    nanti = (timezone.localdate() + timedelta(days=40)).isoformat()
    kirim(pasti, "versi_baru", versi(jumlah="4", berlaku_sejak=nanti), VERIFIKASI, status=302)
    halaman = kirim(pasti, "versi_baru", versi(jumlah="5"), VERIFIKASI, status=409)
    assert "Versi 2 sudah dijadwalkan mulai" in halaman


def test_a_policy_that_does_not_exist_has_no_versions(pasti: Client) -> None:
    assert pasti.get(reverse("sla:versi_baru", args=["tidak.ada"])).status_code == 404
