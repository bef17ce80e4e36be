"""The portal's own seal: put on papers that it prints by itself, when nobody is there to sign.

A seal says "this portal made this file, and it was not changed since". It is nobody's signature, needs nobody's
passphrase, and is not taken from BSrE's signing of letters, which always asks a person for his: see
docs/keputusan/0015-dosir-bersegel.md. Its key is a PKCS #12 file (SEGEL_KUNCI); where letters are signed with test keys
(TTE=lokal, never in production) it may be one of those.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from django.conf import settings
from pyhanko.sign.signers import SimpleSigner

from persuratan import pades
from persuratan.ca_uji import ORGANISASI
from persuratan.kunci_uji import SANDI
from persuratan.penanda_lokal import PenandaLokal, berkas_kunci
from persuratan.signing import Penandatangan, SigningRefused

KUNCI_UJI, NAMA_UJI = "segel-portal", "Segel Portal LKPP (uji)"
BIDANG = "SEGEL"


class TanpaSegel(Exception):
    """There is no seal here, or it is not valid now; the text is for the log."""


@dataclass(frozen=True)
class Pemegang:
    """Whose seal it is, as its certificate says."""

    nama: str
    penerbit: str
    uji: bool


@dataclass(frozen=True)
class Segel:
    """A key with its certificate, opened once per process."""

    penanda: SimpleSigner
    pemegang: Pemegang

    def sah(self, now: datetime) -> bool:
        """Whether the certificate is valid at a moment."""
        sertifikat = self.penanda.signing_cert
        return sertifikat is not None and sertifikat.not_valid_before <= now <= sertifikat.not_valid_after


def segel(*, now: datetime) -> Segel:
    """The seal of this installation. Raises TanpaSegel."""
    berkas, sandi = _letak()
    if berkas is None or not berkas.is_file():
        raise TanpaSegel("tidak diatur")
    found = _muat(berkas, sandi, berkas.stat().st_mtime_ns)
    if found is None:
        raise TanpaSegel("tidak terbuka")
    if not found.sah(now):
        raise TanpaSegel("tidak berlaku")
    return found


def _letak() -> tuple[Path | None, str]:
    """Where the key is, and what opens it."""
    if settings.SEGEL_KUNCI:
        return Path(settings.SEGEL_KUNCI), settings.SEGEL_SANDI
    return (berkas_kunci(settings.FOLDER_TTE, KUNCI_UJI), SANDI) if settings.TTE == "lokal" else (None, "")


@lru_cache(maxsize=2)
def _muat(berkas: Path, sandi: str, _berubah: int) -> Segel | None:
    penanda: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(berkas), passphrase=sandi.encode()
    )
    if penanda is None or penanda.signing_cert is None:
        return None
    subjek, penerbit = penanda.signing_cert.subject, penanda.signing_cert.issuer
    uji = ORGANISASI in _nama(penerbit, "organization_name")
    return Segel(penanda, Pemegang(_nama(subjek, "common_name"), _nama(penerbit, "common_name"), uji))


def _nama(nama: x509.Name, bagian: str) -> str:
    isi = nama.native.get(bagian) or ""
    return isi if isinstance(isi, str) else ", ".join(isi)


def bubuhkan(pdf: bytes, *, alasan: str, now: datetime) -> bytes:
    """The PDF with the seal appended: with test keys B-LT through the local signer, otherwise B-B.

    Raises TanpaSegel.
    """
    pemilik = segel(now=now)
    try:
        if not settings.SEGEL_KUNCI:
            siapa = Penandatangan(KUNCI_UJI, pemilik.pemegang.nama, "")
            return PenandaLokal.dari_settings().sign(pdf, siapa=siapa, sandi=SANDI, alasan=alasan, now=now)
        return pades.bubuhkan(pdf, penanda=pemilik.penanda, pada=now.replace(microsecond=0), alasan=alasan, nama=BIDANG)
    except (SigningRefused, pades.GagalBubuh) as error:
        raise TanpaSegel(str(error)) from error
