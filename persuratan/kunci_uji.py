"""Keys for the local signer: a test authority and one key per signer, made once and renewed when they run out.

For trying and testing only, as the passphrase below shows.
"""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature

from persuratan import penanda_lokal
from persuratan.ca_uji import Terbitan, ca_baru
from persuratan.penanda_lokal import AKAR, MENENGAH, TSA, Perangkat, berkas_kunci

SANDI = "tanda-tangan-demo"
SEBELUM = timedelta(days=400)  # demo letters are signed in the past
UMUR_CA, UMUR_KUNCI = timedelta(days=3650), timedelta(days=730)
HAMPIR = timedelta(days=30)  # what has no longer than this to live is made anew


def siapkan(folder: Path, orang: Mapping[str, str], *, now: datetime) -> Perangkat:
    """An authority in `folder` and keys for `orang` (id: name); what is there and good stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    perangkat = _perangkat(folder, now)
    for nama_kunci, nama in orang.items():
        berkas = berkas_kunci(folder, nama_kunci)
        if berkas is None:
            raise ValueError(f"{nama_kunci!r} tidak dapat menjadi nama kunci")
        if not _kunci_baik(berkas, perangkat, now):
            kunci = perangkat.ca.terbitkan(nama, sejak=now - SEBELUM, sampai=now + UMUR_KUNCI)
            _tulis(berkas, kunci.p12(SANDI))
    return perangkat


def _perangkat(folder: Path, now: datetime) -> Perangkat:
    lama = _perangkat_lama(folder)
    if lama and all(_terbitan(a, b, now) for a, b in _jalur(lama)):
        return lama
    ca = ca_baru(sejak=now - SEBELUM, sampai=now + UMUR_CA)
    tsa = ca.tsa(sejak=now - SEBELUM, sampai=now + UMUR_CA)
    for nama, milik in ((AKAR, ca.akar), (MENENGAH, ca.menengah), (TSA, tsa)):
        _tulis(folder / nama, milik.pem)
    return Perangkat(ca, tsa)


def _perangkat_lama(folder: Path) -> Perangkat | None:
    try:
        return penanda_lokal.muat(folder)
    except ValueError:
        return None


def _jalur(milik: Perangkat) -> tuple[tuple[Terbitan, Terbitan], ...]:
    """Each certificate of the authority with its issuer: a set written by halves does not fit together."""
    akar, menengah = milik.ca.akar, milik.ca.menengah
    return (akar, akar), (menengah, akar), (milik.tsa, menengah)


def _kunci_baik(berkas: Path, milik: Perangkat, now: datetime) -> bool:
    try:
        return _terbitan(Terbitan.dari_p12(berkas.read_bytes(), SANDI), milik.ca.menengah, now)
    except (FileNotFoundError, ValueError):
        return False


def _terbitan(milik: Terbitan, penerbit: Terbitan, now: datetime) -> bool:
    """Whether a certificate is of that issuer and lives on for a while."""
    try:
        milik.sertifikat.verify_directly_issued_by(penerbit.sertifikat)
    except (ValueError, InvalidSignature):
        return False
    return milik.sertifikat.not_valid_before_utc <= now < milik.sertifikat.not_valid_after_utc - HAMPIR


def _tulis(berkas: Path, isi: bytes) -> None:
    """For the owner's eyes only, and whole or not at all."""
    baru = berkas.with_name(f"{berkas.name}.baru")
    baru.unlink(missing_ok=True)
    with os.fdopen(os.open(baru, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as tulis:
        tulis.write(isi)
    baru.replace(berkas)
