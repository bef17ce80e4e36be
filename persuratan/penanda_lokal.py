"""Signs in this process with keys of the test authority (`manage.py siapkan_tte`): for trying and testing only.

PAdES B-LT with a time stamp of our own. Keys are files of FOLDER_TTE; a signer's is sealed with his passphrase, and is
open in memory only while a letter is being signed.
"""

import re
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from persuratan import pades
from persuratan.ca_uji import CA, Terbitan
from persuratan.signing import Kode, Penandatangan, SigningRefused

AKAR, MENENGAH, TSA = "akar.pem", "menengah.pem", "tsa.pem"
NAMA_KUNCI = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
per_utas = threading.local()


@dataclass(frozen=True)
class Perangkat:
    """What the authority itself signs with: its certificates, and the certificate of its time stamps."""

    ca: CA
    tsa: Terbitan

    def berlaku(self, now: datetime) -> bool:
        """Whether all three certificates are valid."""
        return all(sah(milik, now) for milik in (self.ca.akar, self.ca.menengah, self.tsa))

    def stempel(self, now: datetime) -> DummyTimeStamper:
        """A time stamper whose clock stands at `now`; kept per thread, because making its first stamp is slow."""
        if getattr(per_utas, "perangkat", None) is not self:
            per_utas.perangkat, per_utas.stempel = self, self.ca.stempel(self.tsa, pada=now)
        stempel: DummyTimeStamper = per_utas.stempel
        stempel.fixed_dt = now
        return stempel


def sah(milik: Terbitan, now: datetime) -> bool:
    """Whether a certificate is valid at a moment."""
    return milik.sertifikat.not_valid_before_utc <= now <= milik.sertifikat.not_valid_after_utc


def muat(folder: Path) -> Perangkat | None:
    """The authority kept in a folder, read once per process and again when it was made anew."""
    try:
        return _muat(folder, *((folder / nama).stat().st_mtime_ns for nama in (AKAR, MENENGAH, TSA)))
    except FileNotFoundError:
        return None


@lru_cache(maxsize=2)
def _muat(folder: Path, *_berubah: int) -> Perangkat:
    akar, menengah, tsa = (Terbitan.dari_pem((folder / nama).read_bytes()) for nama in (AKAR, MENENGAH, TSA))
    return Perangkat(CA(akar, menengah), tsa)


def berkas_kunci(folder: Path, nama: str) -> Path | None:
    """Where a signer's key is; None for a name that no key can have."""
    return folder / f"{nama}.p12" if NAMA_KUNCI.fullmatch(nama) else None


@dataclass(frozen=True)
class PenandaLokal:
    """A Signer (persuratan.signing) on the keys of a folder."""

    folder: Path

    @classmethod
    def dari_settings(cls) -> "PenandaLokal":
        """On the keys of this installation."""
        return cls(settings.FOLDER_TTE)

    def sign(self, pdf: bytes, *, siapa: Penandatangan, sandi: str, alasan: str, now: datetime) -> bytes:
        """The PDF with a B-LT signature. Raises SigningRefused."""
        now = now.replace(microsecond=0)
        kunci = self._buka(siapa, sandi)
        perangkat = muat(self.folder)
        if perangkat is None or not perangkat.berlaku(now):
            raise SigningRefused(
                Kode.SERTIFIKAT_KEDALUWARSA,
                _("CA uji portal ini belum ada atau tidak berlaku lagi. Jalankan manage.py siapkan_tte."),
            )
        if not sah(kunci, now):
            raise SigningRefused(
                Kode.SERTIFIKAT_KEDALUWARSA,
                _("Sertifikat %(nama)s tidak berlaku lagi. Jalankan manage.py siapkan_tte untuk memperbaruinya.")
                % {"nama": siapa.nama},
            )
        try:
            return pades.bubuhkan(
                pdf,
                penanda=perangkat.ca.penanda(kunci),
                stempel=perangkat.stempel(now),
                konteks=perangkat.ca.konteks(pada=now),
                alasan=alasan,
                pada=now,
            )
        except pades.GagalBubuh as error:
            raise SigningRefused(
                Kode.DITOLAK,
                _("Berkas surat tidak dapat ditandatangani: rusak, atau sudah bertanda tangan. Cetak ulang suratnya."),
            ) from error

    def _buka(self, siapa: Penandatangan, sandi: str) -> Terbitan:
        berkas = berkas_kunci(self.folder, siapa.id)
        if berkas is None or not berkas.is_file():
            raise SigningRefused(
                Kode.TIDAK_DIKENAL,
                _("%(nama)s belum punya kunci tanda tangan di portal ini. Jalankan manage.py siapkan_tte.")
                % {"nama": siapa.nama},
            )
        try:
            return Terbitan.dari_p12(berkas.read_bytes(), sandi)
        except ValueError as error:
            raise SigningRefused(
                Kode.SANDI_SALAH, _("Kata sandi tanda tangan salah. Periksa huruf besar dan kecil, lalu coba lagi.")
            ) from error
