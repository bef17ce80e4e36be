"""The report on the complaint service: its numbers are those of plain SQL, on page, paper and in the workbook."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import Actor, Peran
from akun.models import User
from inspektorat.models import DasarSurat, Inspektorat
from laporan import cetak_layanan, isi_layanan, pekerjaan
from laporan.gambar_layanan import Gambar
from laporan.isi_layanan import Isi
from laporan.laporan_layanan import Laporan, anggota, hitung, tahap
from laporan.models import Pekerjaan
from laporan.permissions import PEMBACA_ANGKA
from laporan.saringan import Saringan, untuk
from tests.laporan import layanan
from tests.laporan.layanan import AKHIR, AWAL, NOW, TRIWULAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
MASA = {"periode": "2026-3"}


@pytest.fixture
def laporan(orang: dict[str, User]) -> Laporan:
    layanan.isi()
    return hitung(TRIWULAN, now=NOW)


def gambar(isi: Isi) -> dict[str, Gambar]:
    return {g.kode: g for b in isi.bab for g in b.gambar}


def teks(sel: Any) -> str:
    """A cell of paper or page without its spaces."""
    return re.sub(r"\s", "", str(sel))


# -- the numbers -------------------------------------------------------------------------------------------------------


def test_a_breakdown_is_what_plain_sql_counts(laporan: Laporan) -> None:
    for kode, pernyataan in layanan.POLOS.items():
        hasil: Any = laporan.kini[kode]
        polos = {nama: n for nama, n in layanan.sql(pernyataan) if n}
        assert {b.kode: b.jumlah for b in hasil.baris if b.jumlah} == polos, kode
        assert len(polos) > 2, kode


def test_promises_flows_and_effectiveness_are_what_is_counted_by_hand(laporan: Laporan) -> None:
    tepat: Any = laporan.kini["tepat"]
    assert {b.kode: (b.tepat, b.telat) for b in tepat.baris if b.jumlah} == layanan.tepat()
    arus: Any = laporan.kini["arus"]
    masuk = layanan.sql(f"SELECT count(*) FROM pengaduan_pengaduan p WHERE {layanan.DALAM}")
    selesai = "SELECT count(*) FROM pengaduan_pengaduan WHERE selesai_pada >= %(dari)s AND selesai_pada < %(sampai)s"
    assert [(sum(arus.deret["masuk"]),)] == masuk
    assert [(sum(arus.deret["selesai"]),)] == layanan.sql(selesai)
    efektivitas: Any = laporan.kini["efektivitas"]
    kunci = "coalesce(p.instansi_id, 0), coalesce(nullif(p.kode_tender, ''), 'k' || p.id)"
    paket = f"""SELECT count(*) FILTER (WHERE naik), count(*) FROM (SELECT min(p.diajukan_pada) AS pertama,
        bool_or(EXISTS (SELECT 1 FROM pengaduan_eskalasi e WHERE e.pengaduan_id = p.id)) AS naik
        FROM pengaduan_pengaduan p GROUP BY {kunci}) p WHERE pertama >= %(dari)s AND pertama < %(sampai)s"""
    assert [(efektivitas.x, efektivitas.n)] == layanan.sql(paket)


def test_every_table_stands_on_tagged_paper_in_the_workbook_and_on_the_page(
    laporan: Laporan, actor: Callable[[str], Actor], masuk: Callable[[str], Client]
) -> None:
    isi = isi_layanan.susun(laporan)
    pdf = _pesan("pdf", actor("pimpinan"))
    periksa_tanda(pdf, isi)
    kertas, buku = teks(_teks_pdf(pdf)), _buku(_pesan("xlsx", actor("pimpinan")))
    halaman = masuk("pimpinan").get(reverse("laporan:layanan"), MASA).content.decode()
    polos = teks(re.sub(r"<[^>]+>", "", halaman.replace("&amp;", "&")))
    sel_buku = {_nilai(row) for lembar in buku for row in lembar.values}
    diperiksa = 0
    for g in gambar(isi).values():
        for row, sel in zip(g.tabel.isi, g.tabel.baris, strict=True):
            assert teks("".join(s["isi"] for s in sel)) in kertas, (g.kode, row)
            assert _nilai(row) in sel_buku, (g.kode, row)
            if g.kode not in {"tepat", "lama"}:  # there the page leaves a column out
                nilai = [row[0], *(_di_halaman(s) for s in row[1:])] if g.bagan else [s["isi"] for s in sel]
                assert teks("".join(map(str, nilai))) in polos, (g.kode, row)
            diperiksa += 1
    assert diperiksa > 50
    for b in isi.bab:
        assert all(teks(k) in kertas and teks(k) in polos for k in b.kalimat)


def _nilai(row: Any) -> tuple[Any, ...]:
    """A row of the workbook, which knows no 19.0."""
    return tuple(s for s in row if s is not None)


def _di_halaman(sel: Any) -> str:
    """A chart's table drops a decimal that is 0."""
    return "-" if sel is None else f"{sel:g}".replace(".", ",")


def _pesan(akhiran: str, by: Actor) -> bytes:
    """The order, done."""
    jenis = {"pdf": cetak_layanan.PDF, "xlsx": cetak_layanan.XLSX}[akhiran]
    satu = pekerjaan.pesan(jenis, cetak_layanan.parameter(TRIWULAN, now=NOW), f"laporan.{akhiran}", by, NOW)
    assert pekerjaan.kerjakan(jam=lambda: NOW) == 1
    satu.refresh_from_db()
    assert (satu.sudah, satu.semua) == (len(tahap()) + 1,) * 2
    return b"".join(pekerjaan.unduh(pekerjaan=satu, by=by, now=NOW))


def _teks_pdf(isi: bytes) -> str:
    with pypdfium2.PdfDocument(isi) as dokumen:
        return "\n".join(halaman.get_textpage().get_text_range() for halaman in dokumen)


def _buku(isi: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(isi))


# -- the paper ---------------------------------------------------------------------------------------------------------


def periksa_tanda(pdf: bytes, isi: Isi) -> None:
    """The paper is tagged, has contents, and its drawings say what they are."""
    with pikepdf.open(io.BytesIO(pdf)) as dokumen:
        unsur = list(_unsur(dokumen.Root.StructTreeRoot.K))
        gambar_pdf = [str(u.get("/Alt", "")) for u in unsur if u.get("/S") == "/Figure"]
        tajuk = [u for u in unsur if u.get("/S") == "/H2"]
        bookmark = dokumen.Root.Outlines
        assert str(dokumen.Root.Lang) == "id"
        assert "Triwulan III 2026" in str(dokumen.docinfo.Title)
    assert "Pengaduan menurut jalur masuk" in gambar_pdf
    assert "" not in gambar_pdf
    assert len(tajuk) == len(isi.bab) + 1
    assert bookmark is not None


def _unsur(simpul: Any) -> Any:
    if isinstance(simpul, pikepdf.Array):
        for anak in simpul:
            yield from _unsur(anak)
    elif isinstance(simpul, pikepdf.Dictionary):
        yield simpul
        if "/K" in simpul:
            yield from _unsur(simpul.K)


def test_a_period_without_anything_is_a_report_too(orang: dict[str, User], actor: Callable[[str], Actor]) -> None:
    kosong = isi_layanan.susun(hitung(TRIWULAN, now=NOW))
    assert "Pada periode ini tidak ada pengaduan yang masuk." in kosong.bab[1].kalimat
    assert "Tidak ada pada periode ini." in _teks_pdf(_pesan("pdf", actor("pimpinan")))


def test_a_cell_never_becomes_a_formula(actor: Callable[[str], Actor]) -> None:
    satu = Inspektorat.objects.create(nama="=1+1", jenis_instansi="kota", status="aktif")
    DasarSurat.objects.create(inspektorat=satu, nomor_surat="@SUM(A1)", tanggal_teks="-2")
    sel = [s for lembar in _buku(_pesan("xlsx", actor("pimpinan"))) for row in lembar.rows for s in row]
    assert {s.value for s in sel} >= {"=1+1", "@SUM(A1)", "-2"}
    assert all(s.data_type in {"s", "n"} for s in sel)


# -- the period --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saringan", "nama"),
    [
        (TRIWULAN, "Triwulan III 2026"),
        (Saringan(AWAL, AWAL.replace(month=8, day=15), bulan=3), "Triwulan III 2026, sampai dengan 14 Agustus 2026"),
        (Saringan(AWAL.replace(month=1), AWAL.replace(year=2027, month=1), bulan=12), "Tahun 2026"),
        (
            Saringan(AWAL.replace(month=1), AWAL.replace(month=6), bulan=12),
            "Tahun 2026, sampai dengan 31 Mei 2026",
        ),
        (Saringan(AWAL.replace(day=5), AKHIR), "5 Juli 2026 sampai dengan 30 September 2026"),
    ],
)
def test_a_period_is_called_by_its_name(saringan: Saringan, nama: str) -> None:
    assert isi_layanan.sebutan(saringan) == nama


def test_it_says_whether_the_figures_may_still_change(laporan: Laporan) -> None:
    assert "sudah tertutup" in isi_layanan.susun(laporan).keadaan
    dini = hitung(TRIWULAN, now=AKHIR)
    assert "belum tertutup" in isi_layanan.susun(dini).keadaan


# -- the inspectorates -------------------------------------------------------------------------------------------------


def test_inspectorates_are_listed_with_the_letters_of_their_time(db: None) -> None:
    for nama, status, tanggal in (
        ("Lama", "terdaftar", "2021-08-23"),
        ("Baru", "terdaftar", "2026-10-02"),
        ("Keluar", "nonaktif", "2021-09-09"),
        ("Tanpa hari", "terdaftar", None),
    ):
        satu = Inspektorat.objects.create(nama=nama, jenis_instansi="kota", status=status)
        DasarSurat.objects.create(
            inspektorat=satu, nomor_surat=f"700/{nama}", tanggal_teks=str(tanggal), tanggal_surat=tanggal
        )
    lama = Inspektorat.objects.get(nama="Lama")
    DasarSurat.objects.create(inspektorat=lama, nomor_surat="701", tanggal_teks="x", tanggal_surat="2022-01-01")
    Inspektorat.objects.create(nama="Tanpa surat", jenis_instansi="kota", status="aktif")
    daftar = anggota(sampai=AKHIR)
    assert [(a.nama, a.nomor_surat) for a in daftar] == [
        ("Lama", "700/Lama; 701"),
        ("Tanpa hari", "700/Tanpa hari"),
        ("Tanpa surat", ""),
    ]


# -- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.SISTEM}))
def test_the_report_is_for_who_reads_figures(
    peran: str, masuk: Callable[[str], Client], orang: dict[str, User]
) -> None:
    boleh = peran in PEMBACA_ANGKA
    klien = masuk(peran) if peran in orang else Client()
    halaman = klien.get(reverse("laporan:layanan"), MASA).status_code
    pesanan = klien.post(reverse("laporan:layanan_pesan"), {**MASA, "bentuk": "pdf"})
    assert (halaman == 200) is boleh
    assert Pekerjaan.objects.exists() is boleh
    assert pesanan.status_code == (302 if boleh or peran not in orang else 403) or not boleh


def test_an_officer_gets_it_without_the_institutions_he_is_bound_to(
    laporan: Laporan, orang: dict[str, User], masuk: Callable[[str], Client]
) -> None:
    (instansi,) = layanan.sql("SELECT instansi_id FROM pengaduan_pengaduan WHERE instansi_id IS NOT NULL LIMIT 1")[0]
    orang["penelaah"].konflik.add(instansi)
    by = Actor.of(orang["penelaah"])
    saringan = untuk(by, dari=AWAL, sampai=AKHIR, bulan=3)
    isi = isi_layanan.susun(hitung(saringan, now=NOW))
    assert isi.tanpa.startswith(f"Tanpa kasus dari {len(saringan.kecuali)} instansi")
    nama = layanan.sql(f"SELECT nama FROM akun_instansi WHERE id = {instansi}")[0][0]
    halaman = masuk("penelaah").get(reverse("laporan:layanan"), MASA).content.decode()
    assert isi.tanpa in halaman
    assert nama not in halaman
    assert nama in masuk("pimpinan").get(reverse("laporan:layanan"), MASA).content.decode()
    kertas = teks(_teks_pdf(_pesan("pdf", by)))
    assert teks(isi.tanpa) in kertas
    assert teks(nama) not in kertas


def test_what_was_ordered_is_made_and_what_cannot_be_read_is_not(masuk: Callable[[str], Client]) -> None:
    klien = masuk("pimpinan")
    baik = klien.post(reverse("laporan:layanan_pesan"), {**MASA, "bentuk": "xlsx"})
    satu = Pekerjaan.objects.get()
    assert baik["Location"] == reverse("laporan:pekerjaan_satu", args=[satu.kode])
    assert satu.nama_berkas == "laporan-layanan-20260701-20260930.xlsx"
    rusak: Any = [{**MASA, "bentuk": "exe"}, {"periode": "rentang", "bentuk": "pdf", "dari": "besok"}]
    for isian in rusak:
        assert klien.post(reverse("laporan:layanan_pesan"), isian)["Location"] == reverse("laporan:layanan")
    assert Pekerjaan.objects.count() == 1
    assert klien.get(reverse("laporan:layanan"), {"periode": "rentang"}).status_code == 422


def test_the_page_is_read_again_without_counting(
    laporan: Laporan, masuk: Callable[[str], Client], django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    klien = masuk("pimpinan")
    pertama = klien.get(reverse("laporan:layanan"), MASA)
    with django_assert_max_num_queries(15):
        kedua = klien.get(reverse("laporan:layanan"), MASA)
    assert pertama.context["isi"] == kedua.context["isi"]
