"""What each role's key reads: the same objects as on the pages, and nothing that anybody wrote or is called."""

from datetime import date, timedelta
from typing import Any

import pytest

from akun.actor import Actor
from akun.models import Instansi, Pejabat, Pemangku, Unit, User
from akun.receipt import new_token
from helpdesk.models import Tiket
from konsultasi import flow as flow_konsultasi
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Konsultasi, Subjek
from laporan.models import PakaiKunci
from laporan.models.api import Lingkup
from laporan.permissions import PEMBACA_LINGKUP
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from persuratan import flow_masuk
from persuratan.flow_masuk import DataSurat
from persuratan.models import SuratMasuk
from tests import factories
from tests.factories import SENIN
from tests.helpdesk.meja import Bangsal
from tests.laporan.berkunci import kunci, tanya

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
MODEL: dict[Lingkup, Any] = {
    Lingkup.PENGADUAN: Pengaduan,
    Lingkup.SURAT: SuratMasuk,
    Lingkup.TIKET: Tiket,
    Lingkup.KONSULTASI: Konsultasi,
}
RAHASIA = (
    *(factories.IDENTITAS.nama, factories.IDENTITAS.surel, factories.IDENTITAS.telepon),
    *("Syarat alat berat", "3 Agustus 2026", "Pengumuman adendum", "PT Contoh Jaya", "Pokja 3"),
    *("Siti Contoh", "Permohonan penjelasan", "012/LSM"),
    *("Panitia salah mengisi", "Jadwal pembukaan", "Jalan Nuri"),
    *("Siti Rahmawati", "siti@pemda.example", "Perpanjangan waktu", "keterlambatan karena banjir", "0812-0000-1111"),
    *("Ibu Verifikator", "Ibu Auditor", "Ibu Petugas"),
)
"""What was sealed, written by somebody, or is a person's name: it stands in no answer."""


def _surat(kerahasiaan: str, penerima: Pejabat, orang: dict[str, User]) -> SuratMasuk:
    data = DataSurat(
        jenis_pengirim="perorangan",
        nama_pengirim="Siti Contoh",
        penerima=penerima,
        kerahasiaan=kerahasiaan,
        nomor_surat="012/LSM/XI/2026",
        perihal="Permohonan penjelasan",
    )
    by = Actor.of(orang["petugas_tu"])
    isi: dict[str, Any] = {"kanal": "kertas", "diterima_pada": SENIN, "berkas": None, "token": new_token()}
    return flow_masuk.catat(data=data, by=by, now=SENIN, **isi)


def _konsultasi(instansi: Instansi, orang: dict[str, User]) -> Konsultasi:
    data = DataKonsultasi(
        jenis_pemohon="instansi",
        nama="Siti Rahmawati",
        subjek=Subjek.objects.create(kode="kontrak", nama="Kontrak"),
        pokok="Perpanjangan waktu karena banjir",
        uraian="Apakah keterlambatan karena banjir dapat diberi perpanjangan?",
        surel="siti@pemda.example",
        telepon="0812-0000-1111",
        instansi=instansi,
    )
    return flow_konsultasi.ajukan_website(data=data, token=new_token(), by=Actor.of(orang["pengadu"]), now=SENIN)


@pytest.fixture
def dunia(orang: dict[str, User], boven_digoel: Instansi) -> dict[Lingkup, list[str]]:
    """One or two of each kind; the numbers."""
    for kode in ("DAPP", "DAPD", "DPPH"):
        Unit.objects.get_or_create(kode=kode, defaults={"nama": f"Direktorat {kode}"})
    pejabat = Pejabat.objects.create(jabatan="Direktur DPPH", unit=Unit.objects.get(kode="DPPH"))
    Pemangku.objects.create(pejabat=pejabat, user=orang["pejabat_dpph"], mulai=date(2020, 1, 1))
    User.objects.filter(pk=orang["petugas_advokasi"].pk).update(unit=Unit.objects.get(kode="DAPD"))
    orang["petugas_advokasi"].refresh_from_db()
    bangsal = Bangsal(orang)
    return {
        Lingkup.PENGADUAN: [factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang).nomor, factories.ajukan().nomor],
        Lingkup.SURAT: [_surat(k, pejabat, orang).nomor for k in ("biasa", "rahasia")],
        Lingkup.TIKET: [bangsal.catat(bangsal.lkpp).nomor, bangsal.catat(bangsal.mamuju).nomor],
        Lingkup.KONSULTASI: [_konsultasi(boven_digoel, orang).nomor],
    }


def _nomor(jawaban: Any) -> list[str]:
    return [satu["nomor"] for satu in jawaban.json()["data"]]


@pytest.mark.parametrize("lingkup", list(MODEL))
def test_a_key_reads_what_its_owner_may_see_and_nothing_else(
    lingkup: Lingkup, dunia: dict[Lingkup, list[str]], orang: dict[str, User]
) -> None:
    for siapa in sorted(PEMBACA_LINGKUP[lingkup]):
        _satu, rahasia = kunci(orang[siapa], lingkup)
        boleh = set(MODEL[lingkup].objects.visible_to(Actor.of(orang[siapa])).values_list("nomor", flat=True))
        daftar = tanya(lingkup, rahasia)
        assert daftar.status_code == 200
        assert set(_nomor(daftar)) == boleh, siapa
        teks = daftar.content.decode()
        for nomor in dunia[lingkup]:
            jawaban = tanya(f"{lingkup}/{nomor}", rahasia)
            assert jawaban.status_code == (200 if nomor in boleh else 404), (siapa, nomor)
            teks += jawaban.content.decode()
        assert [kata for kata in RAHASIA if kata in teks] == [], siapa
    assert tanya(f"{lingkup}/TIDAKADA", rahasia).content == tanya(f"{lingkup}/LAIN", rahasia).content


def test_who_sees_what_by_name(dunia: dict[Lingkup, list[str]], orang: dict[str, User]) -> None:
    """The table in words, so that the rule above cannot be true of nothing."""
    biasa, rahasia = dunia[Lingkup.SURAT]
    lkpp, lpse = dunia[Lingkup.TIKET]
    harap = {
        ("verifikator", Lingkup.PENGADUAN): set(dunia[Lingkup.PENGADUAN]),
        ("pimpinan", Lingkup.PENGADUAN): set(dunia[Lingkup.PENGADUAN]),
        ("petugas_tu", Lingkup.SURAT): {biasa},
        ("pejabat_dpph", Lingkup.SURAT): {biasa, rahasia},
        ("verifikator", Lingkup.SURAT): set(),
        ("petugas_helpdesk", Lingkup.TIKET): {lkpp},
        ("petugas_advokasi", Lingkup.KONSULTASI): set(dunia[Lingkup.KONSULTASI]),
        ("verifikator", Lingkup.KONSULTASI): set(),
    }
    for (siapa, lingkup), nomor in harap.items():
        assert set(_nomor(tanya(lingkup, kunci(orang[siapa], lingkup)[1]))) == nomor, (siapa, lingkup)
    assert lpse not in harap["petugas_helpdesk", Lingkup.TIKET]


@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pejabat_dpph"])
def test_with_a_conflict_of_interest_there_is_no_such_case(
    siapa: str, dunia: dict[Lingkup, list[str]], orang: dict[str, User], boven_digoel: Instansi
) -> None:
    _satu, rahasia = kunci(orang[siapa], Lingkup.PENGADUAN)
    assert _nomor(tanya("pengaduan", rahasia)) == dunia[Lingkup.PENGADUAN][::-1]
    orang[siapa].konflik.add(boven_digoel)
    assert _nomor(tanya("pengaduan", rahasia)) == []
    assert tanya(f"pengaduan/{dunia[Lingkup.PENGADUAN][0]}", rahasia).status_code == 404


def test_a_complaint_in_full(orang: dict[str, User], boven_digoel: Instansi) -> None:
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    isi = tanya(f"pengaduan/{p.nomor}", kunci(orang["pimpinan"], Lingkup.PENGADUAN)[1]).json()
    (eskalasi,) = isi.pop("eskalasi")
    assert eskalasi["jalur"] == "portal"
    assert eskalasi["inspektorat"]["nama"] == f"Inspektorat {boven_digoel.nama}"
    assert isi["instansi"] == {"id": boven_digoel.pk, "nama": boven_digoel.nama}
    assert (isi["status"], isi["hps"], isi["masuk"]) == ("tindak_lanjut_apip", 8_312_775_000, "2026-11-23")
    assert (isi["kode_rup"], isi["teradu"]) == (["56123407"], ["penyedia", "pokja"])
    assert not {"tingkat_identitas", "pemegang", "uraian", "id"} & set(isi)


def test_pages_follow_each_other_without_gap_or_double(orang: dict[str, User]) -> None:
    semua = [factories.ajukan(now=SENIN + timedelta(minutes=ke // 3)).nomor for ke in range(10)]
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    dapat: list[str] = []
    lanjut: dict[str, str] = {}
    while True:
        isi = tanya("pengaduan", rahasia, batas=3, **lanjut).json()
        dapat += [satu["nomor"] for satu in isi["data"]]
        if isi["berikut"] is None:
            break
        lanjut = {"setelah": isi["berikut"]}
    assert dapat == semua[::-1]


def test_filters_narrow_as_they_say(orang: dict[str, User], boven_digoel: Instansi) -> None:
    lain = factories.InstansiFactory(nama="Pemerintah Kota Bontang", jenis="kota")
    lama = factories.ajukan(now=SENIN - timedelta(days=10), instansi=lain)
    baru = factories.bawa_ke(Status.VERIFIKASI, orang)
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    harap: list[tuple[dict[str, Any], list[str]]] = [
        ({"status": "terkirim"}, [lama.nomor]),
        ({"instansi": boven_digoel.pk}, [baru.nomor]),
        ({"sejak": "2026-11-23"}, [baru.nomor]),
        ({"sampai": "2026-11-22"}, [lama.nomor]),
        ({"sejak": "2026-11-13", "sampai": "2026-11-23"}, [baru.nomor, lama.nomor]),
        ({"terbuka": "true"}, [baru.nomor, lama.nomor]),
        ({"terbuka": "false"}, []),
        ({"jalur": "wbs"}, []),
    ]
    for saring, nomor in harap:
        assert _nomor(tanya("pengaduan", rahasia, **saring)) == nomor, saring


def test_what_a_key_took_is_counted(orang: dict[str, User]) -> None:
    nomor = [factories.ajukan().nomor for _ke in range(3)]
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    tanya("pengaduan", rahasia)
    tanya(f"pengaduan/{nomor[0]}", rahasia)
    tanya("pengaduan/TIDAKADA", rahasia)
    pakai = PakaiKunci.objects.get(kunci=satu)
    assert (pakai.permintaan, pakai.baris) == (2, 4)


def test_the_registry_of_inspectorates(orang: dict[str, User], boven_digoel: Instansi) -> None:
    factories.aktifkan(boven_digoel)
    _satu, rahasia = kunci(orang["petugas_tu"], Lingkup.INSPEKTORAT)
    isi = tanya("inspektorat", rahasia, keadaan="aktif").json()["data"]
    assert [(s["instansi"]["nama"], s["keadaan"], s["bergabung"]) for s in isi] == [(boven_digoel.nama, "aktif", True)]
    satu_satu, lanjut = [], {}
    for _ke in range(Instansi.objects.count()):
        halaman = tanya("inspektorat", rahasia, batas=1, **lanjut).json()
        satu_satu += [s["instansi"]["id"] for s in halaman["data"]]
        lanjut = {"setelah": halaman["berikut"]}
    assert satu_satu == sorted(Instansi.objects.values_list("pk", flat=True))
    assert halaman["berikut"] is None


@pytest.mark.parametrize("lingkup", list(MODEL))
def test_a_list_takes_few_questions(
    lingkup: Lingkup, dunia: dict[Lingkup, list[str]], orang: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    siapa = {Lingkup.SURAT: "petugas_tu", Lingkup.TIKET: "petugas_helpdesk"}.get(lingkup, "pejabat_dpph")
    _satu, rahasia = kunci(orang[siapa], lingkup)
    tanya(lingkup, rahasia)
    with django_assert_max_num_queries(6):
        assert tanya(lingkup, rahasia).status_code == 200
