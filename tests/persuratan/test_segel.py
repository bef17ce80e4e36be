"""The portal's own seal: found by the settings, put on unseen, noticed when something changes, never pretended."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from akun.models import User
from persuratan import segel
from persuratan.ca_uji import Terbitan
from tests.factories import SENIN
from tests.persuratan import tte
from tests.persuratan.tte import dunia, surat

NANTI = SENIN + timedelta(hours=1)


@pytest.fixture
def berkas(settings: Any, tmp_path: Path) -> Path:
    """A seal as production has it: a file and what opens it."""
    kunci: Terbitan = dunia().ca.terbitkan("Segel LKPP", sejak=SENIN - timedelta(days=9), sampai=SENIN + tte.TAHUN)
    (tmp_path / "segel.p12").write_bytes(kunci.p12("frasa segel"))
    settings.SEGEL_KUNCI, settings.SEGEL_SANDI, settings.TTE = str(tmp_path / "segel.p12"), "frasa segel", "bsre"
    return tmp_path / "segel.p12"


def putusan(pdf: bytes) -> PdfSignatureStatus:
    """What pyHanko says of the seal, trusting the authority of the tests."""
    akar, menengah = dunia().ca.akar.asn1, dunia().ca.menengah.asn1
    konteks = ValidationContext(
        trust_roots=[akar], other_certs=[menengah], moment=NANTI, revocation_mode="soft-fail", allow_fetching=False
    )
    (tanda,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(tanda, signer_validation_context=konteks)


def test_the_seal_of_a_file_holds_and_shows_nothing_on_the_page(berkas: Path) -> None:
    hasil = segel.bubuhkan(surat(), alasan="Dosir PGD1", now=SENIN)
    assert hasil.startswith(surat())
    assert putusan(hasil).bottom_line
    (tanda,) = PdfFileReader(io.BytesIO(hasil)).embedded_signatures
    assert (tanda.field_name, tanda.sig_object["/Reason"]) == (segel.BIDANG, "Dosir PGD1")


def test_a_changed_byte_is_noticed(berkas: Path) -> None:
    hasil = bytearray(segel.bubuhkan(surat(), alasan="", now=SENIN))
    hasil[len(surat()) // 2] ^= 1
    assert not putusan(bytes(hasil)).bottom_line


def test_it_says_whose_it_is(berkas: Path) -> None:
    pemegang = segel.segel(now=SENIN).pemegang
    assert (pemegang.nama, pemegang.penerbit, pemegang.uji) == ("Segel LKPP", "CA Uji G1", True)


@pytest.mark.parametrize("rusak", ["sandi", "isi", "hilang", "habis", "belum"])
def test_a_seal_that_cannot_be_used_is_none(berkas: Path, settings: Any, rusak: str) -> None:
    now = {"habis": SENIN + 2 * tte.TAHUN, "belum": SENIN - tte.TAHUN}.get(rusak, SENIN)
    if rusak == "sandi":
        settings.SEGEL_SANDI = "salah"
    elif rusak == "isi":
        berkas.write_bytes(b"bukan kunci")
    elif rusak == "hilang":
        berkas.unlink()
    with pytest.raises(segel.TanpaSegel):
        segel.bubuhkan(surat(), alasan="", now=now)


@pytest.mark.parametrize("tte_oleh", ["", "bsre"])
def test_nobody_elses_signature_is_taken_for_it(settings: Any, tmp_path: Path, tte_oleh: str) -> None:
    settings.SEGEL_KUNCI, settings.TTE, settings.FOLDER_TTE = "", tte_oleh, tmp_path
    (tmp_path / f"{segel.KUNCI_UJI}.p12").write_bytes(dunia().ratna.p12("tanda-tangan-demo"))
    with pytest.raises(segel.TanpaSegel):
        segel.segel(now=SENIN)


def test_a_paper_that_is_none_is_not_sealed(berkas: Path) -> None:
    with pytest.raises(segel.TanpaSegel):
        segel.bubuhkan(b"bukan PDF", alasan="", now=SENIN)


def test_a_demo_gets_one_with_its_keys(orang: dict[str, User], settings: Any, tmp_path: Path) -> None:
    settings.SEGEL_KUNCI, settings.TTE, settings.FOLDER_TTE = "", "lokal", tmp_path / "tte"
    with pytest.raises(segel.TanpaSegel):
        segel.segel(now=timezone.now())
    call_command("siapkan_tte", stdout=io.StringIO())
    now = timezone.now()
    assert segel.segel(now=now).pemegang.nama == segel.NAMA_UJI
    assert PdfFileReader(io.BytesIO(segel.bubuhkan(surat(), alasan="", now=now))).embedded_signatures
