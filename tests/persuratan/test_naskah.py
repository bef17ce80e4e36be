"""The paper of a letter: looked at as a reader sees it, as a camera sees it, and as an archive looks into it."""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from weasyprint import HTML

from berkas import cetak
from persuratan import naskah, naskah_lampiran, templat
from persuratan.naskah import Isi

SULIT = [e["value"] for e in json.loads((Path(__file__).parents[1] / "data" / "nama_sulit.json").read_text())]
ALAMAT = "https://portal.contoh.go.id/keaslian/SK202611210001"
HAL = "Penjelasan atas Penayangan Produk-Produk Kesehatan (Obat) (Alkes) pada Katalog Elektronik " * 3
PARAGRAF = "Pejabat Pembuat Komitmen mempertanggungjawabkan pelaksanaan kontrak yang ditandatanganinya.\n\n"
ISI = Isi(
    nomor_surat="12/Pusdatin/11/2026",
    tempat_tanggal="Jakarta, 21 November 2026",
    sifat="Segera",
    perihal=HAL.strip(),
    tujuan="Inspektur Daerah Kabupaten Boven Digoel",
    tujuan_tempat="Tanah Merah",
    isi_html=templat.html(PARAGRAF * 18 + "Demikian kami sampaikan.\n"),
    jabatan="Kepala Pusat Data dan Informasi",
    nama="Suharti Éndang, S.Sos.",
    tembusan=tuple(f"Pejabat Pimpinan Tinggi {n}" for n in range(1, 13)),
    tiket="SK202611210001",
    token="K7QM-2F9X-WT4H-8P",
    alamat_cek=ALAMAT,
    judul_lampiran=("Daftar Peserta", "Rekapitulasi"),
)


def rapat(teks: str) -> str:
    """Text without what setting it into lines adds and takes away."""
    return re.sub(r"[\s\-\u00ad\u2010\u200b\ufffe\x02]", "", unicodedata.normalize("NFC", teks))


@dataclass
class Lembaran:
    """A printed letter, opened."""

    bytes: bytes
    teks: list[str]
    gambar: list[object]
    pdf: pikepdf.Pdf

    @classmethod
    def dari(cls, isi: bytes, *, skala: float = 2) -> "Lembaran":
        with pypdfium2.PdfDocument(isi) as dokumen:
            teks = [halaman.get_textpage().get_text_range() for halaman in dokumen]
            gambar = [halaman.render(scale=skala).to_pil() for halaman in dokumen]
        return cls(isi, teks, gambar, pikepdf.open(io.BytesIO(isi)))


def lampiran_huruf_tidak_dibawa() -> bytes:
    pdf, tujuan = pikepdf.new(), io.BytesIO()
    huruf = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    halaman = pdf.add_blank_page(page_size=(595, 842))
    halaman.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=huruf))
    halaman.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 700 Td (Tanpa huruf) Tj ET 0 1 1 0 k 72 100 400 400 re f")
    pdf.save(tujuan)
    return tujuan.getvalue()


@pytest.fixture(scope="module")
def surat() -> Lembaran:
    """Two pages, then three pages of attachments: upright, lying, and one without its font."""
    tegak = HTML(string="<html lang=id><title>a</title><h1>Peserta rapat</h1>").write_pdf(pdf_tags=True)
    rebah = HTML(string="<style>@page{size:A4 landscape}</style><h1>Tabel rebah</h1>").write_pdf()
    return Lembaran.dari(naskah.cetak(ISI, [tegak, rebah, lampiran_huruf_tidak_dibawa()]))


@pytest.fixture(scope="module")
def konsep() -> Lembaran:
    isi = replace(ISI, konsep=True, nomor_surat="", tiket="", token="", isi_html="<p>Isi.</p>", tembusan=())
    return Lembaran.dari(naskah.cetak(replace(isi, rahasia=True, perihal="Hal", tujuan="Kepala A\nKepala B")))


def unsur(pohon: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """All elements that hang on the tree."""
    for satu in pohon if isinstance(pohon, pikepdf.Array) else [pohon]:
        if isinstance(satu, pikepdf.Dictionary):
            yield satu
            yield from unsur(satu.get("/K", pikepdf.Array()))


# -- what it says ------------------------------------------------------------------------------------------------------


def test_everything_of_the_letter_is_on_it(surat: Lembaran) -> None:
    seluruh = rapat("".join(surat.teks))
    for teks in (
        "LEMBAGA KEBIJAKAN PENGADAAN BARANG/JASA PEMERINTAH", "Kompleks Rasuna Epicentrum", "Nomor:12/Pusdatin/11/2026",
        "Sifat:Segera", "Lampiran:3 (tiga) berkas", f"Hal:{HAL}", "Jakarta, 21 November 2026",
        "Yth. Inspektur Daerah Kabupaten Boven Digoel", "di Tanah Merah", "Kepala Pusat Data dan Informasi,",
        "Dokumen ini telah ditandatangani secara elektronik", "Suharti Éndang, S.Sos.", "Pejabat Pimpinan Tinggi 12",
    ):  # fmt: skip
        assert rapat(teks) in seluruh, teks


def test_the_foot_is_on_every_page_with_its_number(surat: Lembaran) -> None:
    assert len(surat.teks) == 5
    for nomor, teks in enumerate(surat.teks, start=1):
        for bagian in (ISI.tiket, ISI.token, "BSrE", "https://portal.contoh.go.id", "portal.contoh.go.id/keaslian"):
            assert rapat(bagian) in rapat(teks)
        assert f"Halaman {nomor} dari 5" in teks


def test_the_signature_is_never_alone_on_a_page(surat: Lembaran) -> None:
    assert "Demikian kami sampaikan." in surat.teks[1]
    assert ISI.nama in surat.teks[1]
    assert ISI.nama not in surat.teks[0]


@pytest.mark.parametrize("naskah_isi", ["kata yang panjang sekali " * 110, "- butir yang panjang\n" * 27])
def test_the_last_lines_of_a_long_paragraph_or_list_go_with_the_signature(naskah_isi: str) -> None:
    isi = replace(ISI, isi_html=templat.html(naskah_isi), perihal="Hal", tembusan=(), konsep=True)
    satu, dua = Lembaran.dari(naskah.cetak(isi), skala=0.1).teks
    assert ISI.nama in dua
    assert dua.startswith(("kata", "yang", "panjang", "sekali", "butir"))
    assert "panjang" in satu


def test_attachments_follow_under_the_number_of_the_letter(surat: Lembaran) -> None:
    assert "Lampiran 1: Daftar Peserta" in surat.teks[2]
    assert "Surat Nomor 12/Pusdatin/11/2026, tanggal 21 November 2026" in surat.teks[2]
    assert "Peserta rapat" in surat.teks[2]
    assert "Lampiran 2: Rekapitulasi" in surat.teks[3]
    assert "Tabel rebah" in surat.teks[3]
    assert [gambar.width > gambar.height for gambar in surat.gambar] == [False, False, False, True, False]


def test_a_page_that_does_not_bring_its_font_goes_in_as_a_picture(surat: Lembaran) -> None:
    assert "Lampiran 3" in surat.teks[4]
    assert "Tanpa huruf" not in surat.teks[4]
    lebar, tinggi = surat.gambar[4].size
    merah = surat.gambar[4].getpixel((int(lebar * 0.4), int(tinggi * 0.55)))
    assert merah[0] > 180
    assert merah[1] < 120


def test_a_draft_says_that_it_is_one_and_has_no_code(konsep: Lembaran) -> None:
    assert "belum berlaku sebagai surat" in konsep.teks[0]
    assert "telah ditandatangani" not in konsep.teks[0]
    assert zxingcpp.read_barcodes(konsep.gambar[0]) == []
    polos = konsep.gambar[0].convert("RGB").getcolors(1 << 24)
    assert sum(banyak for banyak, warna in polos if warna == (241, 233, 228)) > 10_000  # the watermark


def test_a_secret_letter_says_so_in_red_and_several_addressees_are_numbered(konsep: Lembaran) -> None:
    assert "RAHASIA" in konsep.teks[0]
    lebar, tinggi = konsep.gambar[0].size
    atas = konsep.gambar[0].crop((lebar // 3, 0, 2 * lebar // 3, tinggi // 20)).convert("RGB")
    assert any(r > 150 and g < 60 and b < 60 for _, (r, g, b) in atas.getcolors(1 << 24))
    assert re.search(r"Yth\.\s+Kepala A\s+Kepala B\s+di Tanah Merah", konsep.teks[0])
    nomor = [satu for satu in unsur(konsep.pdf.Root.StructTreeRoot.K) if satu.get("/S") == "/Lbl"]
    assert len(nomor) == 2
    assert "Lampiran : -" in re.sub(r"\s+", " ", konsep.teks[0])


# -- what a camera sees ------------------------------------------------------------------------------------------------


def test_a_camera_reads_the_address_at_the_bottom_left_of_every_page(surat: Lembaran) -> None:
    for gambar in surat.gambar:
        (kode,) = zxingcpp.read_barcodes(gambar)
        assert kode.text == ALAMAT
        assert kode.position.top_right.x < gambar.width * 0.3
        assert kode.position.top_left.y > gambar.height * 0.8


# -- what an archive looks for -----------------------------------------------------------------------------------------


def test_it_says_that_it_is_pdf_a_3a_in_indonesian_and_what_it_is_called(surat: Lembaran) -> None:
    akar = surat.pdf.Root
    with surat.pdf.open_metadata() as data:
        assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("3", "A")
        assert data["dc:title"].startswith("Surat 12/Pusdatin/11/2026: Penjelasan atas")
    assert akar.OutputIntents[0].S == "/GTS_PDFA1"
    assert str(akar.Lang) == "id"
    assert akar.MarkInfo.Marked
    assert akar.ViewerPreferences.DisplayDocTitle
    assert "/ID" in surat.pdf.trailer
    assert not surat.pdf.is_encrypted


def test_every_font_is_embedded_and_can_be_read_out(surat: Lembaran) -> None:
    huruf = [o for o in surat.pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    nama = {str(satu.get("/BaseFont", "")) for satu in huruf}
    assert any("Naskah" in satu or "Noto" in satu for satu in nama)
    for satu in huruf:
        if "/DescendantFonts" in satu:
            assert "/ToUnicode" in satu
            satu = satu.DescendantFonts[0]
        assert any(kunci in satu.FontDescriptor for kunci in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_everything_drawn_is_tagged_or_marked_as_paper(surat: Lembaran) -> None:
    pohon = {satu.objgen for satu in unsur(surat.pdf.Root.StructTreeRoot.K)}
    daftar = list(surat.pdf.Root.StructTreeRoot.ParentTree.Nums)
    for nomor, halaman in enumerate(surat.pdf.pages):
        dalam = 0
        for satu in pikepdf.parse_content_stream(halaman):
            perintah = str(satu.operator)
            if perintah == "BDC" and "/MCID" in satu.operands[1]:
                assert daftar[2 * nomor + 1][int(satu.operands[1].MCID)].objgen in pohon
            dalam += {"BDC": 1, "BMC": 1, "EMC": -1}.get(perintah, 0)
            assert dalam > 0 or perintah not in {"Tj", "TJ", "Do", "f", "f*", "S", "B", "sh"}


def test_pictures_have_words_and_the_foot_is_read_out_once(surat: Lembaran) -> None:
    alt = [str(satu.get("/Alt")) for satu in unsur(surat.pdf.Root.StructTreeRoot.K) if satu.get("/S") == "/Figure"]
    assert sum("Kode QR" in satu for satu in alt) == 1
    assert "Lambang LKPP" in alt
    assert [satu for satu in alt if satu.startswith("Lampiran")] == [
        f"Lampiran {n} halaman 1 dari 1" for n in (1, 2, 3)
    ]
    jenis = {str(satu.get("/S")) for satu in unsur(surat.pdf.Root.StructTreeRoot.K)}
    assert {"/Document", "/Part", "/P", "/L", "/LI", "/Figure"} <= jenis


def test_nothing_in_it_acts(surat: Lembaran) -> None:
    assert not {"/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties"} & set(surat.pdf.Root.keys())
    assert not any("/Annots" in halaman.obj for halaman in surat.pdf.pages)


# -- difficult texts ---------------------------------------------------------------------------------------------------


def test_difficult_texts_come_out_unharmed() -> None:
    uji = [" ".join(nilai.split())[:110] for nilai in SULIT]
    paragraf = [templat.harfiah(f"@{n}@ {nilai} @/{n}@", awal=True) for n, nilai in enumerate(uji)]
    cetakan = Lembaran.dari(naskah.cetak(replace(ISI, isi_html=templat.html("\n\n".join(paragraf)))), skala=0.1)
    seluruh = re.sub(r"Nomortiket.*?Halaman\d+dari\d+", "", rapat("".join(cetakan.teks)))
    for n, nilai in enumerate(uji):
        if unicodedata.bidirectional(nilai[0]) == "AL":  # written from right to left, and its marks with it
            dibaca = "".join(halaman.extract_text() for halaman in PdfReader(io.BytesIO(cetakan.bytes)).pages)
            assert dibaca.count(nilai[0]) == len(nilai)
            continue
        assert f"@{n}@{rapat(naskah.bersih(nilai))}@/{n}@" in seluruh, nilai


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [("a\u202eb", "ab"), ("Sqi\0", "Sqi"), ("a\r\nb", "a\nb"), ("SM2021\u200b06", "SM202106"), ("é", "é")],
)
def test_marks_that_deceive_the_eye_are_taken_out(teks: str, hasil: str) -> None:
    assert naskah.bersih(teks) == hasil


def test_a_word_without_end_may_break_but_stays_one_word() -> None:
    hasil = naskah.bersih("<p>" + "A" * 250 + "</p>")
    assert hasil.replace("\u200b", "") == "<p>" + "A" * 250 + "</p>"
    assert max(len(potong) for potong in hasil.split("\u200b")) < 50


def test_a_character_without_a_shape_is_refused_and_named() -> None:
    with pytest.raises(cetak.HurufTakTerlukis) as galat:
        naskah.cetak(replace(ISI, isi_html="<p>\U00012000 dan</p>", konsep=True, tembusan=()))
    assert galat.value.huruf == {"\U00012000"}


@pytest.mark.parametrize(("n", "teks"), [(1, "1 (satu)"), (11, "11 (sebelas)"), (12, "12 (dua belas)"), (20, "20")])
def test_numbers_are_written_as_letters_write_them(n: int, teks: str) -> None:
    assert naskah.bilangan(n) == teks


# -- attachments -------------------------------------------------------------------------------------------------------


def test_a_turned_page_is_framed_as_it_is_seen() -> None:
    pdf, tujuan = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(595, 842)).rotate(90, relative=False)
    pdf.save(tujuan)
    (lembar,) = naskah_lampiran.lembar([tujuan.getvalue()], [])
    assert lembar.lanskap
    assert lembar.nomor == 0


def test_a_letter_without_attachments_is_not_touched() -> None:
    assert naskah_lampiran.sisipkan(b"pdf", []) == b"pdf"
