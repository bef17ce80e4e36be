"""Signing at BSrE's appliance, with a server that really signs and that can be told to misbehave."""

import io
import ipaddress
import os
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader

from persuratan.penanda_bsre import PenandaBsre
from persuratan.signing import Kode, Penandatangan, SigningRefused
from tests.factories import SENIN
from tests.persuratan.bsre_palsu import NIK_ASING, NIK_HABIS, PENGGUNA, SANDI_PORTAL, BsrePalsu, jalankan
from tests.persuratan.tte import NIK, RATNA, SANDI, TAHUN, dunia, putusan, surat


@pytest.fixture
def bsre() -> Iterator[BsrePalsu]:
    """The appliance."""
    with jalankan() as server:
        yield server


@pytest.fixture
def penanda(bsre: BsrePalsu) -> PenandaBsre:
    """Our client of it, which loses no time between tries."""
    return PenandaBsre(bsre.url, PENGGUNA, SANDI_PORTAL, tenggat=10, jeda=(0, 0))


def tandai(penanda: PenandaBsre, siapa: Penandatangan = RATNA, sandi: str = SANDI, pdf: bytes = b"") -> bytes:
    return penanda.sign(pdf or surat(), siapa=siapa, sandi=sandi, alasan="Surat 12/DPPH/11/2026", now=SENIN)


def ditolak(penanda: PenandaBsre, siapa: Penandatangan = RATNA, sandi: str = SANDI) -> SigningRefused:
    with pytest.raises(SigningRefused) as info:
        tandai(penanda, siapa, sandi)
    assert NIK not in info.value.kalimat
    assert sandi not in info.value.kalimat
    return info.value


@pytest.mark.parametrize("bentuk", ["", "byte"])
def test_the_letter_comes_back_signed_in_either_form_of_answer(
    bsre: BsrePalsu, penanda: PenandaBsre, bentuk: str
) -> None:
    bsre.tingkah.append(bentuk)
    hasil = tandai(penanda)
    assert hasil.startswith(surat())
    assert putusan(hasil, akar=dunia().ca.akar, pada=SENIN + timedelta(hours=1)).bottom_line
    (isian,) = bsre.permintaan
    assert isian == {
        "nik": NIK,
        "passphrase": SANDI,
        "tampilan": "invisible",
        "jenis_response": "BASE64",
        "reason": "Surat 12/DPPH/11/2026",
    }


def test_a_wrong_passphrase_says_so(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    error = ditolak(penanda, sandi="salah sekali")
    assert error.kode == Kode.SANDI_SALAH
    assert "Passphrase" in error.kalimat
    assert len(bsre.permintaan) == 1


def test_a_wrong_passphrase_told_by_status_500_is_still_a_wrong_passphrase(
    bsre: BsrePalsu, penanda: PenandaBsre
) -> None:
    bsre.tingkah.append("2031")
    assert ditolak(penanda).kode == Kode.SANDI_SALAH


def test_an_expired_certificate_says_so(penanda: PenandaBsre) -> None:
    error = ditolak(penanda, replace(RATNA, id=NIK_HABIS))
    assert error.kode == Kode.SERTIFIKAT_KEDALUWARSA
    assert RATNA.nama in error.kalimat


def test_somebody_bsre_does_not_know_is_told_to_ask_the_coordinator(penanda: PenandaBsre) -> None:
    error = ditolak(penanda, replace(RATNA, id=NIK_ASING))
    assert error.kode == Kode.TIDAK_DIKENAL
    assert "koordinator TTE" in error.kalimat


@pytest.mark.parametrize("nik", ["", "123", "31740000000000011", "317400000000000a"])
def test_what_is_no_nik_is_not_even_sent(bsre: BsrePalsu, penanda: PenandaBsre, nik: str) -> None:
    assert ditolak(penanda, replace(RATNA, id=nik)).kode == Kode.TIDAK_DIKENAL
    assert bsre.permintaan == []


def test_the_portals_own_password_being_wrong_is_the_administrators_business(penanda: PenandaBsre) -> None:
    error = ditolak(replace(penanda, sandi="lain"))
    assert error.kode == Kode.DITOLAK
    assert "BSRE_SANDI" in error.kalimat


@pytest.mark.parametrize("jalur", ["/lain", "302"])
def test_a_wrong_address_is_the_administrators_business(bsre: BsrePalsu, penanda: PenandaBsre, jalur: str) -> None:
    bsre.tingkah.append("302")
    error = ditolak(replace(penanda, url=bsre.url + jalur) if jalur.startswith("/") else penanda)
    assert (error.kode, "BSRE_URL" in error.kalimat) == (Kode.DITOLAK, True)


def test_what_was_turned_away_at_the_door_is_tried_again_and_signed_once(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    bsre.tingkah.extend(["503", "503"])
    assert tandai(penanda).startswith(surat())
    assert (len(bsre.permintaan), bsre.ditandatangani) == (3, 1)


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(penanda: PenandaBsre) -> None:
    with jalankan() as pergi:
        url = pergi.url
    error = ditolak(replace(penanda, url=url))
    assert (error.kode, error.boleh_ulang) == (Kode.TIDAK_TERJANGKAU, True)


def test_a_server_that_always_turns_away_is_given_up(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    bsre.tingkah.extend(["503"] * 9)
    assert ditolak(penanda).kode == Kode.TIDAK_TERJANGKAU
    assert len(bsre.permintaan) == 3


@pytest.mark.parametrize("tingkah", ["gantung", "menetes", "putus", "terpotong", "500", "502"])
def test_when_it_may_be_signed_over_there_nothing_is_sent_again(
    bsre: BsrePalsu, penanda: PenandaBsre, tingkah: str
) -> None:
    bsre.tingkah.append(tingkah)
    error = ditolak(replace(penanda, tenggat=0.5) if tingkah in {"gantung", "menetes"} else penanda)
    assert (error.kode, error.boleh_ulang) == (Kode.TIDAK_PASTI, False)
    assert len(bsre.permintaan) == 1


def test_the_deadline_counts_for_everything(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    bsre.tingkah.append("menetes")
    mulai = time.monotonic()
    ditolak(replace(penanda, tenggat=0.5))
    assert time.monotonic() - mulai < 5


def test_a_refusal_in_words_unknown_to_us_is_passed_on(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    bsre.tingkah.append("500_gagal")
    error = ditolak(penanda)
    assert error.kode == Kode.DITOLAK
    assert "InvalidPdfException" in error.kalimat


@pytest.mark.parametrize(
    "tingkah", ["sampah", "json_lain", "bukan_base64", "tanpa_tanda_tangan", "berekor", "surat_lain", "rusak"]
)
def test_an_answer_that_is_not_this_letter_signed_is_refused(
    bsre: BsrePalsu, penanda: PenandaBsre, tingkah: str
) -> None:
    bsre.tingkah.append(tingkah)
    assert ditolak(penanda).kode == Kode.DITOLAK


def test_eight_at_once_each_get_their_own_letter(bsre: BsrePalsu, penanda: PenandaBsre) -> None:
    semua = [surat(n) for n in (1, 2)] * 4
    with ThreadPoolExecutor(8) as kolam:
        hasil = list(kolam.map(lambda pdf: tandai(penanda, pdf=pdf), semua))
    assert all(jadi.startswith(pdf) for jadi, pdf in zip(hasil, semua, strict=True))
    assert [len(PdfFileReader(io.BytesIO(jadi)).embedded_signatures) for jadi in hasil] == [1] * 8
    assert bsre.ditandatangani == 8


def _sertifikat_server(folder: Path) -> tuple[Path, Path]:
    kunci = rsa.generate_private_key(65537, 2048)
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "esign.uji")])
    alamat = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    sekarang = timezone.now()
    sertifikat = (
        x509.CertificateBuilder(nama, nama, kunci.public_key(), x509.random_serial_number())
        .not_valid_before(sekarang - TAHUN)
        .not_valid_after(sekarang + TAHUN)
        .add_extension(alamat, critical=False)
        .sign(kunci, SHA256())
    )
    pem, rahasia = folder / "server.pem", folder / "server.key"
    pem.write_bytes(sertifikat.public_bytes(Encoding.PEM))
    rahasia.write_bytes(kunci.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    os.chmod(rahasia, 0o600)
    return pem, rahasia


def test_only_a_server_whose_certificate_we_know_gets_the_passphrase(tmp_path: Path, settings: object) -> None:
    pem, rahasia = _sertifikat_server(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem, rahasia)
    with jalankan(tls) as bsre:
        settings.BSRE_URL, settings.BSRE_PENGGUNA, settings.BSRE_SANDI = bsre.url, PENGGUNA, SANDI_PORTAL
        settings.BSRE_TENGGAT, settings.BSRE_CA = 10, ""
        asing = replace(PenandaBsre.dari_settings(), jeda=())
        assert ditolak(asing).kode == Kode.TIDAK_TERJANGKAU
        assert bsre.permintaan == []
        settings.BSRE_CA = str(pem)
        assert tandai(PenandaBsre.dari_settings()).startswith(surat())
