"""Every way known to us of changing a signed letter without breaking its signature: none of them is green."""

import re
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as nama
from pyhanko.pdf_utils.generic import pdf_string as kata
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from persuratan.keaslian.bentuk import Kode, Warna
from persuratan.keaslian.struktur import TidakDiperiksa
from tests.persuratan.keaslian import berkas_uji
from tests.persuratan.keaslian.berkas_uji import (
    XMP,
    Lembaga,
    aliran,
    isi_kolom,
    objek,
    perbarui,
    sambung,
    tabel,
    timpa,
)

Ubah = Callable[[IncrementalPdfFileWriter], None]
KOTAK = generic.ArrayObject(generic.NumberObject(n) for n in (10, 10, 300, 60))


def kamus(**isi: object) -> generic.DictionaryObject:
    """A dictionary of PDF."""
    return generic.DictionaryObject({nama(f"/{kunci}"): satu for kunci, satu in isi.items()})


def set_(nomor: int, **isi: object) -> Ubah:
    """Entries of an object of the letter."""
    return lambda penulis: objek(penulis, nomor).update(kamus(**isi))


def buang(nomor: int, kunci: str) -> Ubah:
    """An entry less."""
    return lambda penulis: objek(penulis, nomor).pop(nama(kunci)) and None


def catatan(penulis: IncrementalPdfFileWriter) -> None:
    """A note on page two."""
    baru = kamus(Type=nama("/Annot"), Subtype=nama("/FreeText"), Rect=KOTAK, Contents=kata("Rp 9.000.000.000"))
    objek(penulis, 5)[nama("/Annots")] = generic.ArrayObject([penulis.add_object(baru)])


def javascript(penulis: IncrementalPdfFileWriter) -> None:
    """The letter acts when it is opened."""
    aksi = penulis.add_object(kamus(S=nama("/JavaScript"), JS=kata("app.alert(1)")))
    objek(penulis, 1)[nama("/OpenAction")] = aksi


def tukar(penulis: IncrementalPdfFileWriter) -> None:
    """Page two comes first."""
    objek(penulis, 2)[nama("/Kids")].reverse()


def sembunyi(penulis: IncrementalPdfFileWriter) -> None:
    """The field is filled in and hidden."""
    isi_kolom("tidak")(penulis)
    objek(penulis, 9)[nama("/F")] = generic.NumberObject(2)


def bidang(penulis: IncrementalPdfFileWriter, **isi: object) -> None:
    """A field more."""
    rujukan = penulis.add_object(
        kamus(Type=nama("/Annot"), Subtype=nama("/Widget"), T=kata("Baru"), Rect=KOTAK, F=generic.NumberObject(4))
    )
    rujukan.get_object().update(kamus(**isi, P=generic.IndirectObject(5, 0, penulis)))
    objek(penulis, 1)["/AcroForm"]["/Fields"].append(rujukan)
    objek(penulis, 5)[nama("/Annots")] = generic.ArrayObject([rujukan])


def bidang_tampil(penulis: IncrementalPdfFileWriter) -> None:
    """A signature field that nobody signed shows a sentence."""
    tampak = kamus(N=penulis.add_object(berkas_uji.gambar("Rp 9.000.000.000")))
    bidang(penulis, FT=nama("/Sig"), AP=tampak)


def bidang_beraksi(penulis: IncrementalPdfFileWriter) -> None:
    """A signature field that does something."""
    bidang(penulis, FT=nama("/Sig"), AA=kamus(E=kamus(S=nama("/JavaScript"), JS=kata("app.alert(1)"))))


def huruf(penulis: IncrementalPdfFileWriter) -> None:
    """The form's font is exchanged; the value stays."""
    baru = penulis.add_object(kamus(Type=nama("/Font"), Subtype=nama("/Type1"), BaseFont=nama("/Symbol")))
    objek(penulis, 1)["/AcroForm"]["/DR"]["/Font"][nama("/F1")] = baru
    isi_kolom("tidak")(penulis)


def bukti_palsu(penulis: IncrementalPdfFileWriter) -> None:
    """A security store that holds something else."""
    objek(penulis, 1)[nama("/DSS")] = penulis.add_object(kamus(Lain=penulis.add_object(berkas_uji.gambar("x"))))


def judul(penulis: IncrementalPdfFileWriter) -> None:
    """Filled in, and called otherwise."""
    isi_kolom("tidak")(penulis)
    objek(penulis, 11)[nama("/Title")] = kata("Surat Keputusan")


def lepas_tanda(penulis: IncrementalPdfFileWriter) -> None:
    """The signature is taken out of its field."""
    rujukan = objek(penulis, 1)["/AcroForm"]["/Fields"].raw_get(1)
    objek(penulis, rujukan.idnum).pop(nama("/V"))


PEMBARUAN: dict[str, Ubah] = {
    "isi halaman ditimpa": timpa(4, b"BT /F1 12 Tf 72 700 Td (Nomor 99) Tj ET"),
    "anotasi": catatan,
    "javascript": javascript,
    "aksi halaman": set_(3, AA=kamus(O=kamus(S=nama("/JavaScript"), JS=kata("1")))),
    "xmp": timpa(7, XMP % b"Surat Keputusan"),
    "info": set_(11, Title=kata("Surat Keputusan")),
    "isian dan judul": judul,
    "halaman ditukar": tukar,
    "halaman dihapus": lambda penulis: objek(penulis, 2)["/Kids"].pop() and None,
    "acroform dilepas": buang(1, "/AcroForm"),
    "tanda dilepas": lepas_tanda,
    "rupa tanpa nilai": isi_kolom("setuju"),
    "rupa ditimpa": timpa(10, b"BT /F1 12 Tf 2 5 Td (tidak) Tj ET"),
    "kolom disembunyikan": sembunyi,
    "kolom digeser": set_(9, Rect=KOTAK),
    "gaya kolom": set_(9, DA=kata("/F1 0 Tf 1 g")),
    "digambar ulang": lambda penulis: objek(penulis, 1)["/AcroForm"].update(
        kamus(NeedAppearances=generic.BooleanObject(True))
    ),
    "huruf ditukar": huruf,
    "huruf ditimpa": set_(8, BaseFont=nama("/Symbol")),
    "bidang teks baru": lambda penulis: bidang(penulis, FT=nama("/Tx"), V=kata("x")),
    "bidang tanda kosong tampil": bidang_tampil,
    "bidang tanda beraksi": bidang_beraksi,
    "bukti palsu": bukti_palsu,
    "tanpa maksud": lambda penulis: objek(penulis, 2) and None,
}


@pytest.mark.parametrize("serangan", PEMBARUAN)
def test_an_update_that_changes_the_letter_is_red(lembaga: Lembaga, asli: bytes, serangan: str) -> None:
    putusan = lembaga.nilai(perbarui(asli, PEMBARUAN[serangan]))
    assert putusan.warna is putusan.ringkasan is Warna.MERAH
    assert putusan.baris[1].warna is Warna.MERAH


@pytest.mark.parametrize("serangan", ["isi halaman ditimpa", "anotasi", "xmp", "rupa tanpa nilai", "tanda dilepas"])
def test_a_second_signature_does_not_launder_it(lembaga: Lembaga, asli: bytes, serangan: str) -> None:
    assert lembaga.nilai(lembaga.tandai(perbarui(asli, PEMBARUAN[serangan]), nama="B")).warna is Warna.MERAH


def _rentang(pdf: bytes) -> tuple[int, ...]:
    cocok = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", pdf)
    assert cocok
    return tuple(int(n) for n in cocok.groups())


def _ganti(pdf: bytes, lama: bytes, baru: bytes) -> bytes:
    assert lama in pdf
    return pdf.replace(lama, baru.ljust(len(lama)))


def byte_range(pdf: bytes, *angka: int) -> bytes:
    """Another ByteRange in as many bytes."""
    lama = re.search(rb"/ByteRange \[[^\]]*\] *", pdf)
    assert lama
    return pdf.replace(lama[0], (b"/ByteRange [" + b" ".join(b"%d" % n for n in angka) + b"]").ljust(len(lama[0])))


def bungkus(pdf: bytes) -> bytes:
    """Signature wrapping: the signed rest moves behind, something else takes its place."""
    _nol, buka, tutup, panjang = _rentang(pdf)
    palsu = pdf[tutup:].replace(b"/Title", b"/Judul")
    baru = pdf[:tutup] + palsu + pdf[tutup:]
    return byte_range(baru, 0, buka, tutup + len(palsu), panjang)


def tanpa_tabel(pdf: bytes) -> bytes:
    """An object that no table names, in front of an honest update."""
    palsu = b"4 0 obj\n" + berkas_uji.aliran("<<", b"BT (lain) Tj ET") + b"\nendobj\n"
    return perbarui(pdf + palsu + b"startxref\n%d\n%%%%EOF\n" % tabel(pdf), isi_kolom("tidak"))


def tanda_lepas(subfilter: bytes) -> bytes:
    """A letter with a signature that no field leads to."""
    isi = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s/ByteRange[0 10 20 30]/Contents<00>>>" % subfilter
    return sambung(berkas_uji.surat(), {20: isi})


def tanpa_riwayat(pdf: bytes) -> bytes:
    """A new table that names every object itself and leads to no earlier one: page one is another."""
    letak = {int(n): m.start() for m in re.finditer(rb"(?<=\n)(\d+) 0 obj", pdf) for n in [m[1]]}
    letak[4] = len(pdf)
    baru = b"4 0 obj\n" + berkas_uji.aliran("<<", b"BT /F1 12 Tf 72 700 Td (Nomor 99) Tj ET") + b"\nendobj\n"
    baris = b"".join(b"%d 1\n%010d 00000 n \n" % satu for satu in sorted(letak.items()))
    xref = b"xref\n0 1\n0000000000 65535 f \n" + baris + b"trailer\n<</Size 40/Root 1 0 R>>\n"
    return pdf + baru + xref + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(baru))


def isian_dan_xmp(pdf: bytes) -> bytes:
    """Filled in, and its metadata call it otherwise."""
    isi = sambung(pdf, {7: aliran("<</Type/Metadata/Subtype/XML", XMP % b"Surat Keputusan")})
    return perbarui(isi, isi_kolom("tidak"))


def tanda_kedua_berkas_lain(pdf: bytes) -> bytes:
    """The signature of this letter in another one."""
    _nol, buka, tutup, _panjang = _rentang(pdf)
    return pdf[:buka].replace(b"Pusdatin/11", b"Pusdatin/12") + pdf[buka:tutup] + pdf[tutup:]


def ganti_isi_tanda(pdf: bytes, isi: bytes) -> bytes:
    """Another Contents of the same length."""
    _nol, buka, tutup, _panjang = _rentang(pdf)
    return pdf[:buka] + b"<" + isi.ljust(tutup - buka - 2, b"0") + b">" + pdf[tutup:]


BYTE: dict[str, Callable[[bytes], bytes]] = {
    "satu byte": lambda pdf: pdf.replace(b"Pusdatin", b"Pusdatim"),
    "di belakang akhir": lambda pdf: pdf + b"\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    "baris kosong di belakang": lambda pdf: pdf + b"\n\n",
    "akhir kedua": lambda pdf: pdf + b"%%EOF\n",
    "salinan di belakang": lambda pdf: pdf + berkas_uji.surat(b"Nomor 99"),
    "objek tanpa tabel": tanpa_tabel,
    "bungkus": bungkus,
    "subfilter lain": lambda pdf: _ganti(pdf, b"/ETSI.CAdES.detached", b"/ETSI.Lain.detached"),
    "subfilter sha1": lambda pdf: _ganti(pdf, b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1"),
    "byterange null": lambda pdf: byte_range(pdf)[:-1] + pdf[-1:],
    "byterange nol": lambda pdf: byte_range(pdf, 0, 0, 0, 0),
    "byterange dua angka": lambda pdf: byte_range(pdf, 0, _rentang(pdf)[1]),
    "byterange mulai kemudian": lambda pdf: byte_range(pdf, 9, _rentang(pdf)[1] - 9, *_rentang(pdf)[2:]),
    "celah terlalu besar": lambda pdf: byte_range(pdf, 0, _rentang(pdf)[1], _rentang(pdf)[2] + 1, _rentang(pdf)[3] - 1),
    "ekor tidak tercakup": lambda pdf: byte_range(pdf, *_rentang(pdf)[:3], _rentang(pdf)[3] - 1),
    "melewati akhir": lambda pdf: byte_range(pdf, *_rentang(pdf)[:3], _rentang(pdf)[3] + 9),
    "byterange disamarkan": lambda pdf: _ganti(pdf, b"/ByteRange ", b"/ByteR#61ng"),
    "contents disamarkan": lambda pdf: _ganti(pdf, b"/Contents <", b"/Contentz <"),
    "contents nol": lambda pdf: ganti_isi_tanda(pdf, b"00"),
    "contents sampah": lambda pdf: ganti_isi_tanda(pdf, b"308201"),
    "sesuatu di belakang tanda": lambda pdf: pdf[: _rentang(pdf)[2] - 9] + b"4D" + pdf[_rentang(pdf)[2] - 7 :],
    "tanpa jenis": lambda pdf: _ganti(pdf, b"/Type /Sig\n", b"/Type /Sag\n"),
    "isian dan xmp": isian_dan_xmp,
    "tabel tanpa riwayat": tanpa_riwayat,
    "tanda pada berkas lain": tanda_kedua_berkas_lain,
    "tanda lepas": lambda _pdf: tanda_lepas(b"ETSI.CAdES.detached"),
    "tanda lepas tak dikenal": lambda _pdf: tanda_lepas(b"Lain"),
}


@pytest.mark.parametrize("serangan", BYTE)
def test_tampering_with_the_bytes_is_red(lembaga: Lembaga, asli: bytes, serangan: str) -> None:
    assert lembaga.nilai(BYTE[serangan](asli)).warna is Warna.MERAH


@pytest.mark.parametrize("bagian", [0.3, 0.6, 0.9])
def test_a_letter_that_was_cut_off_is_neither_green_nor_unsigned(lembaga: Lembaga, asli: bytes, bagian: float) -> None:
    try:
        warna = lembaga.nilai(asli[: int(len(asli) * bagian)]).warna
    except TidakDiperiksa:
        warna = Warna.ABU
    assert warna in {Warna.MERAH, Warna.ABU}


def test_a_signature_is_not_taken_for_none_when_its_form_is_gone(lembaga: Lembaga, asli: bytes) -> None:
    tanpa = _ganti(asli, b"/AcroForm", b"/AcroFirm")
    putusan = lembaga.nilai(tanpa)
    assert (putusan.warna, putusan.alasan) == (Warna.MERAH, Kode.JEJAK)


def test_a_certified_letter_may_not_be_filled_in(lembaga: Lembaga, asli: bytes) -> None:
    diam = lembaga.tandai(berkas_uji.surat(), sertifikasi=True)
    assert lembaga.nilai(diam).warna is Warna.HIJAU
    assert lembaga.nilai(perbarui(diam, isi_kolom("tidak"))).warna is Warna.MERAH
