"""The local signer: PAdES B-LT that pyHanko's own validation believes, and sentences for what goes wrong."""

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.status import SignatureCoverageLevel

from persuratan import penanda_lokal
from persuratan.ca_uji import ca_baru
from persuratan.keaslian.bentuk import Kepercayaan, Warna
from persuratan.keaslian.periksa import periksa
from persuratan.penanda_lokal import PenandaLokal
from persuratan.signing import Kode, SigningRefused
from tests.factories import SENIN
from tests.persuratan.tte import BULAN_LALU, RATNA, SANDI, TAHUN, dunia, putusan, simpan_kunci, surat

NANTI = SENIN + timedelta(hours=1)


@pytest.fixture(scope="module")
def penanda(tmp_path_factory: pytest.TempPathFactory) -> PenandaLokal:
    """A signer on a folder with an authority, Ratna's key, and Johan's, whose certificate has expired.

    The authority is read once, as in life; whoever changes something in the folder takes one of his own.
    """
    folder = tmp_path_factory.mktemp("tte")
    simpan_kunci(folder)
    return PenandaLokal(folder)


@pytest.fixture
def penanda_lain(tmp_path: Path) -> PenandaLokal:
    """The same on a folder that this test may change."""
    simpan_kunci(tmp_path)
    return PenandaLokal(tmp_path)


def tandai(penanda: PenandaLokal, pdf: bytes = b"", sandi: str = SANDI, now: datetime = SENIN, **siapa: str) -> bytes:
    return penanda.sign(
        pdf or surat(), siapa=replace(RATNA, **siapa), sandi=sandi, alasan="Surat 12/DPPH/11/2026", now=now
    )


def kode_tolak(penanda: PenandaLokal, **data: object) -> tuple[Kode, str]:
    with pytest.raises(SigningRefused) as info:
        tandai(penanda, **data)  # type: ignore[arg-type]
    return info.value.kode, info.value.kalimat


def test_a_letter_is_signed_so_that_it_can_be_judged_from_what_it_carries(penanda: PenandaLokal) -> None:
    hasil = tandai(penanda)
    status = putusan(hasil, akar=dunia().ca.akar, pada=NANTI)
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.timestamp == SENIN
    assert status.timestamp_validity.trusted
    assert status.signing_cert.subject.native["common_name"] == RATNA.nama
    assert status.signer_reported_dt == SENIN


def test_the_signed_letter_is_our_letter_with_something_appended(penanda: PenandaLokal) -> None:
    assert tandai(penanda).startswith(surat())


def test_the_signature_is_a_cades_one_with_reason_chain_and_both_revocation_lists(penanda: PenandaLokal) -> None:
    baca = PdfFileReader(io.BytesIO(tandai(penanda)))
    (tanda,) = baca.embedded_signatures
    assert (tanda.sig_object["/SubFilter"], tanda.sig_object["/Reason"]) == (
        "/ETSI.CAdES.detached",
        "Surat 12/DPPH/11/2026",
    )
    dss = DocumentSecurityStore.read_dss(baca)
    assert (len(dss.certs), len(dss.crls)) == (4, 2)


def test_the_signature_covers_the_whole_letter_and_shows_nothing_on_it(penanda: PenandaLokal) -> None:
    (tanda,) = PdfFileReader(io.BytesIO(tandai(penanda))).embedded_signatures
    tanda.compute_integrity_info()
    assert tanda.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_REVISION
    assert tanda.byte_range[1] >= len(surat())
    x1, y1, x2, y2 = tanda.sig_field["/Rect"]
    assert (x1, y1) == (x2, y2)
    assert tanda.sig_field["/F"] & 4  # PDF/A wants every annotation printable


def test_it_stays_pdf_a_with_its_attachments_and_its_title(penanda: PenandaLokal) -> None:
    def arsip(pdf: bytes) -> tuple[object, ...]:
        with pikepdf.open(io.BytesIO(pdf)) as buka, buka.open_metadata() as meta:
            akar = buka.Root
            intent = bytes(akar.OutputIntents[0].DestOutputProfile.read_bytes())
            return (
                meta["pdfaid:part"],
                meta["pdfaid:conformance"],
                str(meta["dc:title"]),
                intent,
                bool(akar.MarkInfo.Marked),
                str(akar.Lang),
                len(buka.pages),
            )

    assert arsip(tandai(penanda)) == arsip(surat())
    assert arsip(surat())[:2] == ("3", "A")


def test_a_changed_byte_is_noticed(penanda: PenandaLokal) -> None:
    hasil = bytearray(tandai(penanda))
    hasil[len(surat()) // 2] ^= 1
    assert not putusan(bytes(hasil), akar=dunia().ca.akar, pada=NANTI).bottom_line


@pytest.mark.parametrize("tahun", [0, 8])
def test_the_public_checker_calls_it_genuine_also_when_its_root_has_expired(penanda: PenandaLokal, tahun: int) -> None:
    percaya = Kepercayaan((dunia().ca.akar.sertifikat.public_bytes(Encoding.PEM).decode(),))
    with tempfile.TemporaryFile() as berkas:
        berkas.write(tandai(penanda))
        berkas.seek(0)
        hasil = periksa(berkas, kepercayaan=percaya, now=NANTI + tahun * TAHUN)
    assert (hasil.warna, hasil.ringkasan) == (Warna.HIJAU, Warna.HIJAU)


def test_another_authority_does_not_vouch_for_it(penanda: PenandaLokal) -> None:
    lain = ca_baru(sejak=SENIN - TAHUN, sampai=SENIN + TAHUN)
    status = putusan(tandai(penanda), akar=lain.akar, pada=NANTI)
    assert (status.intact, status.trusted) == (True, False)


def test_each_signature_has_the_time_of_its_own(penanda: PenandaLokal) -> None:
    for now in (SENIN, SENIN + timedelta(days=3, microseconds=5)):
        status = putusan(tandai(penanda, now=now), akar=dunia().ca.akar, pada=now + timedelta(hours=1))
        assert status.timestamp_validity is not None
        assert status.timestamp_validity.timestamp == now.replace(microsecond=0)


@pytest.mark.parametrize("sandi", ["", "frasa sandi ratna", SANDI + " ", "\x00", "pässword ☃"])
def test_only_the_signers_own_passphrase_opens_the_key(penanda: PenandaLokal, sandi: str) -> None:
    kode, kalimat = kode_tolak(penanda, sandi=sandi)
    assert kode == Kode.SANDI_SALAH
    assert "salah" in kalimat


def test_the_key_on_disk_is_sealed(penanda: PenandaLokal) -> None:
    isi = (penanda.folder / f"{RATNA.id}.p12").read_bytes()
    with pytest.raises(ValueError, match="password"):
        penanda_lokal.Terbitan.dari_p12(isi, "")


@pytest.mark.parametrize("nama", ["tidakada", "", ".", "..", "../akar", "a/b", "/etc/passwd", "akar.pem", "x\x00y"])
def test_somebody_without_a_key_is_unknown(penanda: PenandaLokal, nama: str) -> None:
    assert kode_tolak(penanda, id=nama)[0] == Kode.TIDAK_DIKENAL


def test_an_expired_certificate_signs_no_more_but_did_before(penanda: PenandaLokal) -> None:
    assert kode_tolak(penanda, id="johan", nama="Johan")[0] == Kode.SERTIFIKAT_KEDALUWARSA
    dulu = BULAN_LALU - timedelta(days=1)
    hasil = tandai(penanda, id="johan", now=dulu)
    assert putusan(hasil, akar=dunia().ca.akar, pada=dulu + timedelta(hours=1)).bottom_line


def test_a_certificate_does_not_sign_before_its_time(penanda: PenandaLokal) -> None:
    assert kode_tolak(penanda, now=SENIN - 2 * TAHUN)[0] == Kode.SERTIFIKAT_KEDALUWARSA


def test_without_an_authority_the_operator_is_told_what_to_run(penanda_lain: PenandaLokal) -> None:
    (penanda_lain.folder / penanda_lokal.TSA).unlink()
    kode, kalimat = kode_tolak(penanda_lain)
    assert (kode, "siapkan_tte" in kalimat) == (Kode.SERTIFIKAT_KEDALUWARSA, True)


@pytest.mark.parametrize("pdf", [b"bukan PDF", surat()[:300]])
def test_what_is_no_pdf_is_refused(penanda: PenandaLokal, pdf: bytes) -> None:
    assert kode_tolak(penanda, pdf=pdf)[0] == Kode.DITOLAK


def test_a_signed_letter_is_not_signed_again(penanda: PenandaLokal) -> None:
    assert kode_tolak(penanda, pdf=tandai(penanda))[0] == Kode.DITOLAK


def test_eight_threads_sign_at_once_each_at_its_own_time(penanda: PenandaLokal) -> None:
    mulai = Barrier(8)

    def satu(n: int) -> tuple[datetime, bytes]:
        now = SENIN + timedelta(minutes=n)
        mulai.wait()
        return now, tandai(penanda, now=now)

    with ThreadPoolExecutor(8) as kolam:
        for now, hasil in kolam.map(satu, range(8)):
            status = putusan(hasil, akar=dunia().ca.akar, pada=now + timedelta(hours=1))
            assert status.bottom_line
            assert status.timestamp_validity is not None
            assert status.timestamp_validity.timestamp == now


def test_an_authority_made_anew_is_used_at_once(penanda_lain: PenandaLokal) -> None:
    tandai(penanda_lain)
    baru = ca_baru(sejak=SENIN - TAHUN, sampai=SENIN + TAHUN)
    isi = {
        penanda_lokal.AKAR: baru.akar.pem,
        penanda_lokal.MENENGAH: baru.menengah.pem,
        penanda_lokal.TSA: baru.tsa(sejak=SENIN - TAHUN, sampai=SENIN + TAHUN).pem,
        f"{RATNA.id}.p12": baru.terbitkan(RATNA.nama, sejak=SENIN - TAHUN, sampai=SENIN + TAHUN).p12(SANDI),
    }
    for nama, pem in isi.items():
        (penanda_lain.folder / nama).write_bytes(pem)
    assert putusan(tandai(penanda_lain), akar=baru.akar, pada=NANTI).bottom_line
