"""PDFs to judge, made here: a letter with a form field, its signatures, and what attackers do to it afterwards."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as nama
from pyhanko.pdf_utils.generic import pdf_string as kata
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper

from persuratan import pades
from persuratan.ca_uji import CA, Terbitan, ca_baru
from persuratan.keaslian import nilai
from persuratan.keaslian.bentuk import Kepercayaan, Putusan

SEJAK, SAMPAI = datetime(2025, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
PADA = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
KINI = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
    b'<rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
)
HALAMAN = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F1 8 0 R>>>>{}>>"
FORM = "<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 8 0 R>>>>"


def surat(isi: bytes = b"Nomor 12/Pusdatin/11/2026", *, isian: str = "/Nihil") -> bytes:
    """Two pages, a text field, a font of the form, and metadata; not signed."""
    tampilan = b"BT /F1 12 Tf 2 5 Td (setuju) Tj ET"
    bagian = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]/SigFlags 3/DR<</Font<</F1 8 0 R>>>>/DA(/F1 12 Tf)>>"
        f"/Metadata 7 0 R{isian}<<>>>>",
        "<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>",
        HALAMAN.format(4, "/Annots[9 0 R]"),
        aliran("<<", b"BT /F1 12 Tf 72 700 Td (" + isi + b") Tj ET"),
        HALAMAN.format(6, ""),
        aliran("<<", b"BT /F1 12 Tf 72 700 Td (Halaman dua) Tj ET"),
        aliran("<</Type/Metadata/Subtype/XML", XMP % b"Surat"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(catatan)/F 4/Rect[72 600 272 620]/P 3 0 R/V(setuju)/DA(/F1 12 Tf)"
        "/AP<</N 10 0 R>>>>",
        aliran(FORM, tampilan),
        "<</Title(Surat)/Producer(Portal)>>",
    ]
    return rakit([satu if isinstance(satu, bytes) else satu.encode() for satu in bagian], b"/Info 11 0 R")


def aliran(kepala: str, isi: bytes) -> bytes:
    """A stream as an object."""
    return f"{kepala}/Length {len(isi)}>>\nstream\n".encode() + isi + b"\nendstream"


def rakit(bagian: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    hasil, letak = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for nomor, isi in enumerate(bagian, 1):
        letak.append(len(hasil))
        hasil += b"%d 0 obj\n" % nomor + isi + b"\nendobj\n"
    tabel = len(hasil)
    hasil += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bagian) + 1)
    hasil += b"".join(b"%010d 00000 n \n" % di for di in letak)
    hasil += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bagian) + 1, trailer, tabel)
    return bytes(hasil)


def sambung(pdf: bytes, objek_baru: dict[int, bytes]) -> bytes:
    """An incremental update written by hand, which rewrites nothing but these objects."""
    hasil, baris = bytearray(pdf), b""
    for nomor, isi in objek_baru.items():
        baris += b"%d 1\n%010d 00000 n \n" % (nomor, len(hasil))
        hasil += b"%d 0 obj\n" % nomor + isi + b"\nendobj\n"
    info = re.findall(rb"/Info \d+ \d R", pdf)[-1]
    besar = max(int(n) for n in (*re.findall(rb"/Size (\d+)", pdf), *(satu + 1 for satu in objek_baru)))
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s/Prev %d>>\n" % (besar, info, tabel(pdf))
    return bytes(hasil + b"xref\n" + baris + trailer) + b"startxref\n%d\n%%%%EOF\n" % len(hasil)


def tabel(pdf: bytes) -> int:
    """Where the last table stands."""
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


class Lembaga:
    """An authority with one signer and a clock, made once for all tests."""

    def __init__(self) -> None:
        self.ca: CA = ca_baru(sejak=SEJAK, sampai=SAMPAI)
        self.orang = self.ca.terbitkan("Sri Uji", sejak=SEJAK, sampai=SAMPAI)
        self.jam = self.ca.tsa(sejak=SEJAK, sampai=SAMPAI)
        self.percaya = percaya(self.ca)

    def tandai(
        self,
        pdf: bytes,
        *,
        oleh: Terbitan | None = None,
        pada: datetime = PADA,
        stempel: bool = False,
        nama: str = "A",
        sertifikasi: bool = False,
    ) -> bytes:
        """Sign; with a time stamp, or as a certification that allows no change, if asked."""
        jam = self.ca.stempel(self.jam, pada=pada) if stempel else None
        if not sertifikasi:
            return pades.bubuhkan(pdf, penanda=self.ca.penanda(oleh or self.orang), pada=pada, stempel=jam, nama=nama)
        cara = PdfSignatureMetadata(field_name=nama, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
        penanda = PdfSigner(cara, signer=self.ca.penanda(oleh or self.orang), timestamper=jam)
        return penanda.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()

    def isi_bidang(self, pdf: bytes, nama: str) -> bytes:
        """Sign in a field that is there, visibly."""
        penanda = PdfSigner(PdfSignatureMetadata(field_name=nama), signer=self.ca.penanda(self.orang))
        hasil: io.BytesIO = penanda.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True)
        return hasil.getvalue()

    def nilai(self, pdf: bytes, *, now: datetime = KINI) -> Putusan:
        """The verdict of the engine, in this process."""
        return nilai.nilai(pdf, self.percaya, now)


def percaya(ca: CA) -> Kepercayaan:
    """Trust its root alone."""
    return Kepercayaan(akar=(ca.akar.sertifikat.public_bytes(Encoding.PEM).decode(),))


def perbarui(pdf: bytes, ubah: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An incremental update as pyHanko writes it."""
    penulis = IncrementalPdfFileWriter(io.BytesIO(pdf))
    ubah(penulis)
    hasil = io.BytesIO()
    penulis.write(hasil)
    return hasil.getvalue()


def objek(penulis: IncrementalPdfFileWriter, nomor: int) -> generic.DictionaryObject:
    """An object of the letter, to be written anew."""
    rujukan = generic.Reference(nomor, 0, penulis)
    penulis.mark_update(rujukan)
    isi = rujukan.get_object()
    assert isinstance(isi, generic.DictionaryObject)
    return isi


def timpa(nomor: int, isi: bytes) -> Callable[[IncrementalPdfFileWriter], None]:
    """Another stream in place of one of the letter."""

    def ubah(penulis: IncrementalPdfFileWriter) -> None:
        lama = objek(penulis, nomor)
        assert isinstance(lama, generic.StreamObject)
        lama._data, lama._encoded_data = isi, None

    return ubah


def isi_kolom(nilai_baru: str, *, tampil: bool = True) -> Callable[[IncrementalPdfFileWriter], None]:
    """Fill in the field of the letter, as a reader of PDFs does."""

    def ubah(penulis: IncrementalPdfFileWriter) -> None:
        kolom = objek(penulis, 9)
        kolom[nama("/V")] = kata(nilai_baru)
        if tampil:
            kolom[nama("/AP")] = generic.DictionaryObject({nama("/N"): penulis.add_object(gambar(nilai_baru))})

    return ubah


def gambar(tulisan: str) -> generic.StreamObject:
    """How a field looks."""
    sifat = {
        nama("/Type"): nama("/XObject"),
        nama("/Subtype"): nama("/Form"),
        nama("/BBox"): generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 200, 20)),
    }
    return generic.StreamObject(sifat, stream_data=b"BT /F1 12 Tf 2 5 Td (" + tulisan.encode() + b") Tj ET")


def setelah(hari: int) -> datetime:
    """Days after the signature."""
    return PADA + timedelta(days=hari)


def stempel_dokumen(lembaga: Lembaga, pdf: bytes) -> bytes:
    """A time stamp laid over the whole file."""
    jam = lembaga.ca.stempel(lembaga.jam, pada=setelah(1))
    hasil: io.BytesIO = PdfTimeStamper(jam, field_name="Waktu").timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256"
    )
    return hasil.getvalue()
