"""What stands in the lists of the desks: what the page shows to the same person with the same filters, in its order."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Unit, User
from helpdesk import anggaran, faq, flow, flow_eskalasi, tender
from helpdesk.models import MejaLayanan
from helpdesk.reference_layanan import load_layanan
from konsultasi.models import TanyaJawab
from persuratan import nomor
from persuratan.models import NomorSurat, SuratKeluar
from sla import holidays, policies
from sla.models import KANTOR, HariLibur, Kalender, Kebijakan
from tests import factories
from tests.factories import SENIN, WIB
from tests.helpdesk.meja import KATA, LANJUT, Bangsal
from tests.laporan.unduhan import (
    KONTAK,
    alamat,
    ambil,
    baru_masuk,
    ganggu,
    himpun,
    penuhi,
    tabel,
    tulis_faq,
    tunggu,
    umumkan,
)

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = TanyaJawab.Status


@pytest.fixture
def masuk(orang: dict[str, User]) -> Masuk:
    """A browser of somebody who has just shown again who he is."""
    return lambda nama: baru_masuk(orang[nama])


def kolom(client: Client, kode: str, judul: str, **kueri: str) -> list[str]:
    """One column of a list."""
    return [b[judul] for b in tabel(ambil(client, kode, **kueri))]


# -- letters ----------------------------------------------------------------------------------------------


def surat_bernomor(unit: Unit, urut: int, **ganti: str) -> SuratKeluar:
    surat: SuratKeluar = factories.SuratKeluarFactory(unit=unit, **ganti)
    surat.tujuan, surat.perihal = "Yohana Kenari", "Perkara Kenari"
    surat.save(update_fields=["tujuan_segel", "perihal_segel"])
    NomorSurat.objects.create(unit=unit, tahun=2026, urut=urut, surat=surat, dialokasikan_pada=SENIN)
    return surat


def test_the_register_has_the_envelopes_of_its_series_and_nothing_written_in_them(
    masuk: Masuk, actor: Callable[[str], Actor]
) -> None:
    satu, lain = (Unit.objects.create(kode=k, nama=f"Direktorat {k}", jenis=Unit.Jenis.LKPP) for k in ("SATU", "LAIN"))
    by = actor("petugas_tu")
    for tahun, terakhir in ((2025, 9), (2026, 4)):
        nomor.lanjutkan_dari(unit=satu, tahun=tahun, terakhir=terakhir, penjelasan="Agenda Kenari", by=by, now=SENIN)
    surat_bernomor(satu, 5, nomor_surat="5/SATU/11/2026")
    surat_bernomor(satu, 6, nomor_surat="6/SATU/11/2026", kerahasiaan="rahasia")
    surat_bernomor(satu, 7, nomor_surat="", status="konsep")  # no envelope of the register
    surat_bernomor(lain, 1, nomor_surat="1/LAIN/11/2026")
    tu, seri = masuk("petugas_tu"), {"unit": str(satu.pk), "tahun": "2026"}
    isi = ambil(tu, "buku-nomor", **seri)
    assert "Kenari" not in isi.decode()
    assert [tuple(b.values()) for b in tabel(isi)] == [
        ("Direktorat SATU", "2026", "7", "", "", "", ""),
        ("Direktorat SATU", "2026", "6", "6/SATU/11/2026", "2026-11-23", "Rahasia", "Dikirim"),
        ("Direktorat SATU", "2026", "5", "5/SATU/11/2026", "2026-11-23", "Biasa", "Dikirim"),
        ("Direktorat SATU", "2026", "4", "", "", "", ""),
    ]
    assert kolom(tu, "buku-nomor", "Nomor surat", tahun="2026") == ["1/LAIN/11/2026"]  # who numbered last
    assert kolom(tu, "buku-nomor", "Urut", unit=str(satu.pk), tahun="2025") == ["9"]
    kepala = tu.get(alamat("buku-nomor", **seri)).content.decode()
    assert "Direktorat SATU</dd>" in kepala
    assert "2026</dd>" in kepala


# -- desks ------------------------------------------------------------------------------------------------


def test_questions_and_answers_are_those_of_the_desk_and_for_all_by_state_and_words(
    masuk: Masuk, bangsal: Bangsal
) -> None:
    milik = tulis_faq(bangsal, "Milik Mamuju?", oleh="petugas_lpse", meja=bangsal.mamuju)
    tulis_faq(bangsal, "Milik Bontang?", oleh="lpse_lain", meja=bangsal.bontang)
    umum = tulis_faq(bangsal, "Untuk semua?", oleh="petugas_helpdesk")
    lpse, lkpp = masuk("petugas_lpse"), masuk("petugas_helpdesk")
    assert kolom(lpse, "tanya-jawab", "Pertanyaan") == ["Milik Mamuju?", "Untuk semua?"]
    assert kolom(lkpp, "tanya-jawab", "Untuk") == ["LPSE Kabupaten Mamuju", "LPSE Kota Bontang", "Semua LPSE"]
    assert kolom(lpse, "tanya-jawab", "Pertanyaan", q="mamuju") == ["Milik Mamuju?"]
    faq.tinjau(umum, setuju=True, by=bangsal.actor("petugas_helpdesk_2"), now=SENIN)
    faq.terbitkan(umum, by=bangsal.actor("petugas_helpdesk"), now=SENIN)
    (baris,) = tabel(ambil(lpse, "tanya-jawab", keadaan="terbit"))
    assert tuple(baris.values()) == (
        "Untuk semua?",
        "Akun dan kata sandi",
        "Semua LPSE",
        "1",
        "Terbit",
        "2026-11-23",
        "2026-11-23",
    )
    assert kolom(lpse, "tanya-jawab", "Pertanyaan") == [milik.pertanyaan]  # drafts come first


def test_announcements_are_those_of_the_own_desk_drafts_too(masuk: Masuk, bangsal: Bangsal) -> None:
    umumkan(bangsal, bangsal.mamuju, "Lebih dahulu", SENIN)
    umumkan(bangsal, bangsal.mamuju, f"Kemudian, {KONTAK}", SENIN + timedelta(days=1))
    umumkan(bangsal, bangsal.bontang, "Di Bontang")
    dua, satu = tabel(ambil(masuk("kepala_lpse"), "pengumuman"))
    assert dua["Pengumuman"] == "Kemudian, hubungi [disamarkan] atau [disamarkan], NIK [disamarkan]"
    assert tuple(satu.values()) == (
        "Lebih dahulu",
        "LPSE Kabupaten Mamuju",
        "2026-11-23 09:00",
        "2026-11-23 11:00",
        "120",
        "Draf",
        "",
    )
    assert tabel(ambil(masuk("petugas_helpdesk"), "pengumuman")) == []


def test_tenders_are_those_of_the_own_desk_by_stage(masuk: Masuk, bangsal: Bangsal) -> None:
    def simpan(meja: MejaLayanan, oleh: str, kode: str, tahap: int) -> None:
        tender.simpan(meja=meja, kode_tender=kode, nama="Puskesmas", tahap=tahap, by=bangsal.actor(oleh), now=SENIN)

    simpan(bangsal.mamuju, "petugas_lpse", "101", 5)
    simpan(bangsal.mamuju, "petugas_lpse", "102", 4)
    simpan(bangsal.bontang, "lpse_lain", "201", 1)
    rows = tabel(ambil(masuk("petugas_lpse"), "tender"))
    assert [tuple(b.values()) for b in rows] == [
        ("102", "Puskesmas", "4", "Pemasukan penawaran", "2026-11-23"),
        ("101", "Puskesmas", "5", "Pembukaan penawaran", "2026-11-23"),
    ]
    assert kolom(masuk("lpse_lain"), "tender", "Kode tender") == ["201"]


def test_questions_that_wait_are_those_of_the_own_desk_the_oldest_first(masuk: Masuk, bangsal: Bangsal) -> None:
    baru = tunggu(bangsal, "Ibu Yohana Kenari bertanya", sejak=LANJUT)
    lama = tunggu(bangsal, "Lama menunggu")
    lain = tunggu(bangsal, "Di Bontang", meja=bangsal.bontang)
    dijawab = tunggu(bangsal, "Sudah dijawab")
    flow.tandai_pending(tiket=dijawab, pending=False, by=bangsal.actor("petugas_lpse"), now=LANJUT)
    satu, dua = tabel(ambil(masuk("petugas_lpse"), "belum-terjawab"))
    assert tuple(satu.values())[:4] == (lama.nomor, "Lama menunggu", "Situs", "2026-11-23 09:00")
    assert (dua["Nomor"], dua["Pertanyaan"]) == (baru.nomor, "Ibu [disamarkan] bertanya")
    assert kolom(masuk("petugas_helpdesk"), "belum-terjawab", "Nomor") == []
    bangsal.pegang(lain, "lpse_lain")
    siapa = {"tiket": lain, "by": bangsal.actor("lpse_lain"), "now": LANJUT}
    flow.ambil(**siapa)
    flow_eskalasi.eskalasi_lkpp(lingkup="bug", alasan=KATA, **siapa)
    assert kolom(masuk("petugas_helpdesk"), "belum-terjawab", "Nomor") == [lain.nomor]


@pytest.mark.parametrize("kode", ["tender", "belum-terjawab", "pengumuman"])
def test_who_works_at_no_desk_reads_why_there_is_no_list(kode: str, masuk: Masuk, kebijakan: None) -> None:
    jawab = masuk("petugas_lpse").get(alamat(kode))
    assert jawab.status_code == 403
    assert "belum terhubung dengan helpdesk" in jawab.content.decode()


def test_desks_are_offices_without_names_and_addresses(masuk: Masuk, bangsal: Bangsal) -> None:
    MejaLayanan.objects.update(telepon="0812 7777 0042", alamat="Jalan Nuri 7")
    MejaLayanan.objects.filter(pk=bangsal.bontang.pk).update(surel="kotak@bontang.example", aktif=False)
    admin = masuk("admin_sistem")
    isi = ambil(admin, "meja-helpdesk").decode()
    assert not [kata for kata in ("Nuri", "0812", "bontang.example", "Ibu ") if kata in isi]
    assert [(b["Meja"], b["Jumlah orang"], b["Ada kepala"]) for b in tabel(isi.encode())] == [
        ("Direktorat Sistem Pengadaan Digital", "2", ""),
        ("LPSE Kabupaten Mamuju", "3", "ya"),
        ("LPSE Kota Bontang", "2", "ya"),
    ]
    (satu,) = tabel(ambil(admin, "meja-helpdesk", q="kotak@bontang"))  # as the page finds it
    assert (satu["Kode unit"], satu["Menerima laporan"]) == ("LPSE-64.74", "tidak")


# -- services ---------------------------------------------------------------------------------------------


def test_outages_are_all_that_were_written_down_newest_first(masuk: Masuk, bangsal: Bangsal) -> None:
    load_layanan()
    ganggu(bangsal, "11", mulai=datetime(2026, 3, 2, 8, tzinfo=WIB), jam=1.5, meja=bangsal.mamuju)
    ganggu(bangsal, "11", mulai=datetime(2026, 4, 2, 8, tzinfo=WIB), jam=None)
    kini, dulu = tabel(ambil(masuk("petugas_helpdesk"), "gangguan"))
    assert (kini["Selesai (WIB)"], kini["Lamanya (menit)"], kini["LPSE"]) == ("", "", "")
    assert (dulu["Mulai (WIB)"], dulu["Lamanya (menit)"], dulu["LPSE"]) == (
        "2026-03-02 08:00",
        "90",
        "LPSE Kabupaten Mamuju",
    )
    assert dulu["Catatan"] == "Listrik padam, hubungi [disamarkan] atau [disamarkan], NIK [disamarkan]"


def test_budgets_are_those_of_the_year_and_an_lpse_reads_its_own(masuk: Masuk, bangsal: Bangsal) -> None:
    load_layanan()
    sendiri = next(a.layanan for a in anggaran.semua(2025, now=SENIN, meja_id=bangsal.mamuju.pk) if a.meja)
    for meja, jam in ((bangsal.mamuju, 2.5), (bangsal.bontang, 7_000)):
        ganggu(bangsal, sendiri.kode, mulai=datetime(2025, 3, 2, 8, tzinfo=WIB), jam=jam, meja=meja)
    lkpp, lpse = masuk("pimpinan"), masuk("petugas_lpse")
    semua = anggaran.semua(2025, now=timezone.now())
    rows = tabel(ambil(lkpp, "masa-galat", tahun="2025"))
    assert [(b["Layanan"], b["LPSE"]) for b in rows] == [
        (a.layanan.sebutan, a.meja.nama if a.meja else "") for a in semua
    ]
    (bontang,) = (b for b in rows if b["LPSE"] == "LPSE Kota Bontang")
    assert (bontang["Keadaan"], bontang["Sisa (menit)"][:1]) == ("Terlampaui", "-")
    milik = tabel(ambil(lpse, "masa-galat", tahun="2025"))
    assert {b["LPSE"] for b in milik} == {"", "LPSE Kabupaten Mamuju"}
    (mamuju,) = (b for b in milik if b["LPSE"] and b["Layanan"] == sendiri.sebutan)
    assert (mamuju["Kali terganggu"], mamuju["Terpakai (menit)"]) == ("1", "150")
    assert int(mamuju["Sisa (menit)"]) == int(mamuju["Batas setahun (menit)"]) - 150
    assert "LPSE Kota Bontang" not in kolom(lkpp, "masa-galat", "LPSE")  # this year


# -- consultations and deadlines --------------------------------------------------------------------------


def test_the_collection_is_taken_by_status_newest_first(masuk: Masuk, orang: dict[str, User]) -> None:
    for pertanyaan, status in (("Lama?", S.DITINJAU), ("Baru?", S.DITINJAU), ("Draf?", S.DRAF)):
        himpun(orang, pertanyaan, status)
    petugas = masuk("petugas_advokasi")
    assert kolom(petugas, "koleksi", "Pertanyaan") == ["Baru?", "Lama?"]
    (draf,) = tabel(ambil(petugas, "koleksi", status="draf"))
    assert tuple(draf.values()) == ("Draf?", "Pemilihan metode", "Draf", "0", "", "0")
    assert orang["petugas_advokasi"].nama not in ambil(petugas, "koleksi").decode()


def test_policies_are_those_in_force_with_what_comes_and_what_runs(masuk: Masuk, kebijakan: None) -> None:
    factories.ajukan()
    kini = Kebijakan.objects.get(kode="pengaduan.verifikasi")
    besok = timezone.now().astimezone(WIB).date() + timedelta(days=1)
    nanti = {"versi": kini.versi + 1, "berlaku_sejak": besok, "jumlah": kini.jumlah + 1}
    Kebijakan.objects.create(kode=kini.kode, nama=kini.nama, satuan=kini.satuan, dasar_hukum=kini.dasar_hukum, **nanti)
    rows = tabel(ambil(masuk("pejabat_dpph"), "kebijakan"))
    assert [b["Kode"] for b in rows] == list(policies.by_code())
    (satu,) = (b for b in rows if b["Kode"] == kini.kode)
    assert (satu["Versi"], satu["Batas waktu"], satu["Satuan"]) == (str(kini.versi), str(kini.jumlah), "hari kerja")
    assert satu["Versi berikutnya"] == f"{kini.versi + 1} ({besok})"
    assert (satu["Dijeda saat"], satu["Tenggat berjalan"]) == ("Perlu dilengkapi", "1")


def test_holidays_are_those_of_the_year_that_is_shown(masuk: Masuk, kebijakan: None) -> None:
    admin = masuk("admin_sistem")
    HariLibur.objects.create(tanggal="2031-05-01", nama="Hari Contoh", jenis="khusus", berlaku_untuk_id=_lkpp())
    (satu,) = tabel(ambil(admin, "libur", tahun="2031"))
    assert tuple(satu.values())[:4] == ("2031-05-01", "Hari Contoh", "Libur khusus", "")
    assert satu["Berlaku untuk"] != "Semua kantor"
    tahun_ini = [str(h.tanggal) for h in holidays.of_year(timezone.now().astimezone(WIB).year)]
    assert kolom(admin, "libur", "Tanggal") == tahun_ini
    assert set(kolom(admin, "libur", "Berlaku untuk")) == {"Semua kantor"}


def _lkpp() -> int:
    return Kalender.objects.get(kode=KANTOR).pk


def test_an_empty_list_has_no_link(masuk: Masuk, bangsal: Bangsal) -> None:
    client = masuk("petugas_lpse")
    for nama, kode in (("tender", "tender"), ("belum_terjawab", "belum-terjawab"), ("pengumuman_kelola", "pengumuman")):
        halaman = reverse(f"helpdesk:{nama}")
        assert alamat(kode) not in client.get(halaman).content.decode()
    penuhi(bangsal)
    assert alamat("tender") in client.get(reverse("helpdesk:tender")).content.decode()
