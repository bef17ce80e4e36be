"""Keys for a demo: made once, renewed in time, trusted by the checker, and never in production."""

import io
import itertools
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.utils import timezone

from akun.models import User
from jejak.models import Jejak
from persuratan import ca_uji, kunci_uji, penanda_lokal
from persuratan.models import SertifikatTepercaya
from persuratan.models.penanda import pengenal
from persuratan.signing import Kode, Penandatangan, SigningRefused, signer
from tests.factories import SENIN
from tests.persuratan.tte import putusan, surat

RATNA = {"ratna@uji.example": "Ratna Lesmana"}
buat_kunci = rsa.generate_private_key


@cache
def kunci_ke(n: int, eksponen: int, bit: int) -> rsa.RSAPrivateKey:
    return buat_kunci(eksponen, bit)


@pytest.fixture(autouse=True)
def _kunci_dipakai_lagi(monkeypatch: pytest.MonkeyPatch) -> None:
    """RSA keys take long to make: every test gets the same real ones, and no key twice."""
    urutan = itertools.count()
    monkeypatch.setattr(ca_uji.rsa, "generate_private_key", lambda e, bit: kunci_ke(next(urutan), e, bit))


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """Where the keys of this test are."""
    settings.TTE, settings.FOLDER_TTE = "lokal", tmp_path / "tte"
    return tmp_path / "tte"


def isi(folder: Path) -> dict[str, bytes]:
    return {berkas.name: berkas.read_bytes() for berkas in folder.iterdir()}


def jalankan() -> str:
    keluar = io.StringIO()
    call_command("siapkan_tte", stdout=keluar)
    return keluar.getvalue()


def test_an_official_of_the_demo_signs_with_the_passphrase_that_is_printed(
    folder: Path, orang: dict[str, User]
) -> None:
    cetak = jalankan()
    pejabat, now = orang["pejabat_dpph"], timezone.now()
    assert kunci_uji.SANDI in cetak
    hasil = signer().sign(
        surat(),
        siapa=Penandatangan(pengenal(pejabat), pejabat.nama, ""),
        sandi=kunci_uji.SANDI,
        alasan="",
        now=now,
    )
    perangkat = penanda_lokal.muat(folder)
    assert perangkat
    assert putusan(hasil, akar=perangkat.ca.akar, pada=now + timedelta(hours=1)).bottom_line


def test_whoever_may_hold_no_office_gets_no_key(folder: Path, orang: dict[str, User]) -> None:
    jalankan()
    for nama in ("admin_sistem", "pengadu"):
        siapa = Penandatangan(pengenal(orang[nama]), orang[nama].nama, "")
        with pytest.raises(SigningRefused) as info:
            signer().sign(surat(), siapa=siapa, sandi=kunci_uji.SANDI, alasan="", now=timezone.now())
        assert info.value.kode == Kode.TIDAK_DIKENAL


def test_run_again_it_changes_nothing(folder: Path, orang: dict[str, User]) -> None:
    jalankan()
    dulu, percaya, jejak = isi(folder), SertifikatTepercaya.objects.count(), Jejak.objects.count()
    jalankan()
    assert (isi(folder), SertifikatTepercaya.objects.count(), Jejak.objects.count()) == (dulu, percaya, jejak)


def test_the_checker_trusts_the_authority_from_then_on(folder: Path, orang: dict[str, User]) -> None:
    jalankan()
    (akar,) = SertifikatTepercaya.objects.all()
    assert (akar.jenis, akar.aktif, akar.ditambah_oleh) == ("akar", True, orang["admin_sistem"])
    perangkat = penanda_lokal.muat(folder)
    assert perangkat
    assert akar.sampai == perangkat.ca.akar.sertifikat.not_valid_after_utc


def test_production_gets_no_test_certificates(folder: Path, orang: dict[str, User], settings: LazySettings) -> None:
    settings.PORTAL_MODE = "produksi"
    with pytest.raises(CommandError, match="produksi"):
        jalankan()
    assert not folder.exists()


def test_without_an_administrator_nothing_is_made(folder: Path, db: None) -> None:
    with pytest.raises(CommandError, match="akun_demo"):
        jalankan()
    assert not folder.exists()


def test_keys_are_for_the_owners_eyes_only(tmp_path: Path) -> None:
    kunci_uji.siapkan(tmp_path / "tte", RATNA, now=SENIN)
    assert (tmp_path / "tte").stat().st_mode & 0o777 == 0o700
    assert {berkas.stat().st_mode & 0o777 for berkas in (tmp_path / "tte").iterdir()} == {0o600}


def test_a_key_that_is_running_out_is_renewed_and_the_authority_stays(tmp_path: Path) -> None:
    kunci_uji.siapkan(tmp_path, RATNA, now=SENIN)
    dulu = isi(tmp_path)
    kunci_uji.siapkan(tmp_path, RATNA, now=SENIN + kunci_uji.UMUR_KUNCI - timedelta(days=10))
    assert {nama for nama, data in isi(tmp_path).items() if data != dulu[nama]} == {"ratna@uji.example.p12"}


@pytest.mark.parametrize(("nama", "data"), [("menengah.pem", None), ("tsa.pem", b"rusak"), ("akar.pem", b"")])
def test_an_authority_that_is_incomplete_is_made_anew_with_all_its_keys(
    tmp_path: Path, nama: str, data: bytes | None
) -> None:
    kunci_uji.siapkan(tmp_path, RATNA, now=SENIN)
    dulu = isi(tmp_path)
    (tmp_path / nama).unlink() if data is None else (tmp_path / nama).write_bytes(data)
    kunci_uji.siapkan(tmp_path, RATNA, now=SENIN)
    assert {nama for nama, data in isi(tmp_path).items() if data != dulu[nama]} == set(dulu)


def test_files_of_two_authorities_do_not_pass_for_one(tmp_path: Path) -> None:
    for nama in ("a", "b"):
        kunci_uji.siapkan(tmp_path / nama, RATNA, now=SENIN)
    (tmp_path / "b" / "akar.pem").replace(tmp_path / "a" / "akar.pem")
    dulu = isi(tmp_path / "a")
    kunci_uji.siapkan(tmp_path / "a", RATNA, now=SENIN)
    assert {nama for nama, data in isi(tmp_path / "a").items() if data != dulu[nama]} == set(dulu)


def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nama kunci"):
        kunci_uji.siapkan(tmp_path, {"../lari": "X"}, now=SENIN)
