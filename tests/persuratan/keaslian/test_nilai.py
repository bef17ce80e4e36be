"""What is green, what is grey, and at which time a chain is judged."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from persuratan import pades
from persuratan.ca_uji import CA, Terbitan, _nama, _terbit, ca_baru
from persuratan.keaslian import nilai, rantai, struktur
from persuratan.keaslian.bentuk import NAMA_BARIS, Kepercayaan, Kode, Putusan, Warna
from persuratan.keaslian.struktur import TidakDiperiksa
from tests.persuratan.keaslian import berkas_uji
from tests.persuratan.keaslian.berkas_uji import KINI, PADA, SAMPAI, SEJAK, Lembaga, isi_kolom, perbarui, setelah

SEPULUH_TAHUN = datetime(2036, 1, 1, tzinfo=UTC)


def kode(putusan: Putusan, nomor: int = 0) -> list[str]:
    """The four codes of a signature."""
    return [str(baris.kode) for baris in putusan.tanda_tangan[nomor].baris]


def lt(lembaga: Lembaga, *, oleh: Terbitan | None = None, dinilai: datetime = PADA, ca: CA | None = None) -> bytes:
    """Signed as the portal signs: with a time stamp and what is needed to judge it later."""
    ca = ca or lembaga.ca
    return pades.bubuhkan(
        berkas_uji.surat(),
        penanda=ca.penanda(oleh or lembaga.orang),
        pada=PADA,
        stempel=ca.stempel(lembaga.jam, pada=PADA),
        konteks=ca.konteks(pada=dinilai),
    )


def test_a_signed_letter_is_green_in_all_four_lines(lembaga: Lembaga, asli: bytes) -> None:
    putusan = lembaga.nilai(asli)
    assert putusan.warna is putusan.ringkasan is Warna.HIJAU
    assert kode(putusan) == [Kode.UTUH, Kode.SELURUH, Kode.TEPERCAYA, Kode.STEMPEL]
    assert [baris.nama for baris in putusan.baris] == list(NAMA_BARIS)
    (tanda,) = putusan.tanda_tangan
    assert (tanda.nama, tanda.penerbit, tanda.pada, tanda.terjamin) == ("Sri Uji", "CA Uji G1", PADA, True)


def test_without_a_time_stamp_the_time_is_the_signers_word(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat()))
    assert (putusan.ringkasan, kode(putusan)[3]) == (Warna.HIJAU, Kode.PENGAKUAN)
    assert not putusan.tanda_tangan[0].terjamin


def test_a_letter_that_nobody_signed(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(berkas_uji.surat())
    assert putusan.warna is putusan.ringkasan is Warna.TANPA_TANDA_TANGAN


def test_two_signers_one_after_the_other(lembaga: Lembaga, asli: bytes) -> None:
    kedua = lembaga.ca.terbitkan("Kedua", sejak=SEJAK, sampai=SAMPAI)
    putusan = lembaga.nilai(lembaga.tandai(asli, oleh=kedua, pada=setelah(1), nama="B"))
    assert putusan.ringkasan is Warna.HIJAU
    assert [tanda.nama for tanda in putusan.tanda_tangan] == ["Sri Uji", "Kedua"]
    assert [kode(putusan, n)[1] for n in (0, 1)] == [Kode.SELURUH_LALU_TANDA, Kode.SELURUH]


def test_a_field_that_waited_for_its_signature_may_be_shown_in_print(lembaga: Lembaga) -> None:
    def bidang(penulis: IncrementalPdfFileWriter) -> None:
        append_signature_field(penulis, SigFieldSpec("B", box=(300, 10, 500, 60), on_page=0))

    siap = perbarui(berkas_uji.surat(), bidang)
    pertama = lembaga.tandai(siap, nama="A")
    kedua = lembaga.isi_bidang(pertama, "B")
    putusan = lembaga.nilai(kedua)
    assert putusan.ringkasan is Warna.HIJAU
    assert len(putusan.tanda_tangan) == 2


def test_a_form_filled_in_afterwards_is_green_and_says_so(lembaga: Lembaga, asli: bytes) -> None:
    putusan = lembaga.nilai(perbarui(asli, isi_kolom("tidak")))
    assert (putusan.warna, putusan.ringkasan, putusan.alasan) == (Warna.HIJAU, Warna.HIJAU, Kode.SELURUH_LALU_ISIAN)


def test_a_time_stamped_signature_outlives_its_root(lembaga: Lembaga) -> None:
    assert lembaga.ca.akar.sertifikat.not_valid_after_utc < SEPULUH_TAHUN
    putusan = lembaga.nilai(lt(lembaga), now=SEPULUH_TAHUN)
    assert putusan.ringkasan is Warna.HIJAU
    assert kode(putusan) == [Kode.UTUH, Kode.SELURUH_LALU_TANDA, Kode.TEPERCAYA, Kode.STEMPEL]


def test_one_without_a_time_stamp_does_not(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat()), now=SEPULUH_TAHUN)
    assert (putusan.warna, putusan.ringkasan) == (Warna.HIJAU, Warna.ABU)
    assert putusan.alasan == Kode.KEDALUWARSA_TANPA_WAKTU


def test_signed_with_an_expired_certificate(lembaga: Lembaga) -> None:
    habis = lembaga.ca.terbitkan("Habis", sejak=SEJAK, sampai=PADA - timedelta(days=1))
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat(), oleh=habis, stempel=True))
    assert (putusan.warna, putusan.ringkasan, kode(putusan)[2]) == (Warna.HIJAU, Warna.MERAH, Kode.KEDALUWARSA)


@pytest.mark.parametrize(("hari", "warna"), [(-1, Warna.MERAH), (1, Warna.HIJAU)])
def test_revoked_before_it_signed_is_red_and_after_it_is_not(lembaga: Lembaga, hari: int, warna: Warna) -> None:
    ca = CA(lembaga.ca.akar, lembaga.ca.menengah)
    orang = ca.terbitkan("Dicabut", sejak=SEJAK, sampai=SAMPAI)
    pdf = lt(lembaga, ca=ca, oleh=orang)
    ca.cabut(orang, pada=setelah(hari))
    daftar, _akar = ca.crl(pada=setelah(2))
    bahan = rantai.Bahan.dari(lembaga.percaya)
    bahan.tambah("/CRLs", daftar)
    putusan = _dengan_bahan(pdf, lembaga, bahan)
    assert (putusan.warna, putusan.ringkasan) == (warna, warna)
    assert kode(putusan)[2] == (Kode.DICABUT if warna is Warna.MERAH else Kode.TEPERCAYA)


def test_revoked_at_any_time_is_red_when_nobody_answers_for_the_time(lembaga: Lembaga) -> None:
    ca = CA(lembaga.ca.akar, lembaga.ca.menengah)
    orang = ca.terbitkan("Dicabut", sejak=SEJAK, sampai=SAMPAI)
    pdf = lembaga.tandai(berkas_uji.surat(), oleh=orang)
    ca.cabut(orang, pada=setelah(1))
    bahan = rantai.Bahan.dari(lembaga.percaya)
    for daftar in ca.crl(pada=setelah(20)):
        bahan.tambah("/CRLs", daftar)
    assert kode(_dengan_bahan(pdf, lembaga, bahan))[2] == Kode.DICABUT


def _dengan_bahan(pdf: bytes, lembaga: Lembaga, bahan: rantai.Bahan) -> Putusan:
    """As if the file carried these lists."""
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr(rantai.Bahan, "dari", lambda _percaya: bahan)
        return nilai.nilai(pdf, lembaga.percaya, KINI)


def test_a_certificate_of_ones_own_proves_nothing(lembaga: Lembaga) -> None:
    sendiri = _terbit(_nama("Sri Uji"), SEJAK, SAMPAI, None, 2048, ("digital_signature", "content_commitment"))
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat(), oleh=sendiri))
    assert (putusan.warna, putusan.ringkasan, putusan.alasan) == (Warna.HIJAU, Warna.ABU, Kode.BUATAN_SENDIRI)


def test_another_authority_of_the_same_name_is_not_trusted(lembaga: Lembaga, asli: bytes) -> None:
    putusan = nilai.nilai(asli, berkas_uji.percaya(ca_baru(sejak=SEJAK, sampai=SAMPAI)), KINI)
    assert (putusan.warna, putusan.ringkasan, putusan.alasan) == (Warna.HIJAU, Warna.ABU, Kode.TIDAK_DIKENAL)
    assert kode(putusan)[3] == Kode.STEMPEL_TIDAK_DIKENAL


def test_an_empty_trust_store_says_so(asli: bytes) -> None:
    putusan = nilai.nilai(asli, Kepercayaan(), KINI)
    assert (putusan.ringkasan, putusan.alasan) == (Warna.ABU, Kode.TANPA_AKAR)


def test_a_signature_of_tomorrow_is_red(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat(), pada=KINI + timedelta(days=1)))
    assert (putusan.ringkasan, kode(putusan)[3]) == (Warna.MERAH, Kode.MASA_DEPAN)


def test_a_certificate_for_time_stamps_signs_no_letter(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(lembaga.tandai(berkas_uji.surat(), oleh=lembaga.jam))
    assert (putusan.ringkasan, kode(putusan)[2]) == (Warna.MERAH, Kode.BUKAN_UNTUK_INI)


def test_a_time_stamp_on_the_document_is_a_witness_too(lembaga: Lembaga) -> None:
    pdf = berkas_uji.stempel_dokumen(lembaga, lembaga.tandai(berkas_uji.surat()))
    putusan = lembaga.nilai(pdf, now=SEPULUH_TAHUN)
    assert kode(putusan) == [Kode.UTUH, Kode.SELURUH_LALU_TANDA, Kode.TEPERCAYA, Kode.STEMPEL]
    assert [tanda.stempel_waktu for tanda in putusan.tanda_tangan] == [False, True]
    assert putusan.ringkasan is Warna.HIJAU


def test_a_time_stamp_alone_is_nobodys_signature(lembaga: Lembaga) -> None:
    putusan = lembaga.nilai(berkas_uji.stempel_dokumen(lembaga, berkas_uji.surat()))
    assert (putusan.warna, putusan.ringkasan, putusan.alasan) == (Warna.HIJAU, Warna.ABU, Kode.HANYA_STEMPEL)


def _disandi(pdf: bytes) -> bytes:
    hasil = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as terbuka:
        terbuka.save(hasil, encryption=pikepdf.Encryption(owner="a", user=""))
    return hasil.getvalue()


@pytest.mark.parametrize(
    ("pdf", "sebab"),
    [
        (b"bukan", Kode.BUKAN_PDF),
        (b"%PDF-1.7\n" + bytes(21 << 20), Kode.TERLALU_BESAR),
        (b"%PDF-1.7\n/ByteRange [0 1 2 3]", Kode.RUSAK),
        (_disandi(berkas_uji.surat()), Kode.TERENKRIPSI),
    ],
    ids=["not a PDF", "too large", "broken", "encrypted"],
)
def test_what_cannot_be_examined_is_told_apart(lembaga: Lembaga, pdf: bytes, sebab: Kode) -> None:
    with pytest.raises(TidakDiperiksa) as galat:
        lembaga.nilai(pdf)
    assert galat.value.kode is sebab


def test_revisions_of_a_file_of_very_many_objects_are_not_compared(
    lembaga: Lembaga, asli: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nilai.struktur, "OBJECTS", 5)
    with pytest.raises(TidakDiperiksa):
        lembaga.nilai(asli)
    assert struktur.OBJECTS == 5
