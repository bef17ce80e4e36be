"""Signing a letter electronically, behind one interface; the setting TTE says who does it.

A signer is given the finished PDF and the signer's passphrase, and gives back the signed PDF or says in one sentence
why not. It is safe in many threads and processes at once, keeps no passphrase, and writes neither it nor a NIK
anywhere.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _


class Kode(StrEnum):
    """Why a letter was not signed."""

    SANDI_SALAH = "sandi_salah"
    SERTIFIKAT_KEDALUWARSA = "sertifikat_kedaluwarsa"
    TIDAK_DIKENAL = "tidak_dikenal"
    TIDAK_TERJANGKAU = "tidak_terjangkau"
    TIDAK_PASTI = "tidak_pasti"
    DITOLAK = "ditolak"


class SigningRefused(Exception):
    """Not signed, or not known to be; `kalimat` tells the signer what to do.

    `boleh_ulang`: nothing was signed, and the same call made again later may succeed. Never so for TIDAK_PASTI.
    """

    def __init__(self, kode: Kode, kalimat: str) -> None:
        super().__init__(kode.value)
        self.kode = kode
        self.kalimat = kalimat

    @property
    def boleh_ulang(self) -> bool:
        """Whether a program may make the call again without asking anybody."""
        return self.kode is Kode.TIDAK_TERJANGKAU


@dataclass(frozen=True)
class Penandatangan:
    """Who signs. `id` is the NIK for BSrE, and the name of a key for the local signer."""

    id: str
    nama: str
    jabatan: str


class Signer(Protocol):
    """Signs PDFs."""

    def sign(self, pdf: bytes, *, siapa: Penandatangan, sandi: str, alasan: str, now: datetime) -> bytes:
        """The same PDF with one signature appended. Raises SigningRefused."""


SIGNERS = {"lokal": "persuratan.penanda_lokal.PenandaLokal", "bsre": "persuratan.penanda_bsre.PenandaBsre"}


def signer() -> Signer:
    """The signer that this installation uses. Raises SigningRefused where none is set up."""
    if settings.TTE not in SIGNERS:
        raise SigningRefused(
            Kode.DITOLAK,
            _("Tanda tangan elektronik belum diatur di portal ini. Minta admin sistem mengisi TTE dan BSRE_URL."),
        )
    return cast(Signer, import_string(SIGNERS[settings.TTE]).dari_settings())
