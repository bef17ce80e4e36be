"""What other parts of the portal do with a letter. They register in lkpp_portal/wiring.py; none is known here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from akun.actor import Actor
from akun.decision import Decision
from persuratan.models import SuratMasuk


@dataclass(frozen=True)
class Tindakan:
    """Something that may be done with a letter elsewhere: a link on its page."""

    nama: str
    label: str | Promise
    url_name: str  # takes the number of the letter
    boleh: Callable[[Actor, SuratMasuk], Decision]


@dataclass(frozen=True)
class Tautan:
    """One such link, as the page of a letter shows it."""

    label: str
    url: str


@dataclass(frozen=True)
class Lanjutan:
    """What became of a letter elsewhere, in words that its sender may read."""

    label: str  # "Pengaduan"
    nomor: str
    status: str
    keterangan: str  # what happens now
    url: str  # opens its page for whoever has the letter open, by POST with the letter's number


_tindakan: dict[str, Tindakan] = {}
_lanjutan: dict[str, Callable[[SuratMasuk], Lanjutan | None]] = {}


def daftar(nama: str, *, label: str | Promise, url_name: str, boleh: Callable[[Actor, SuratMasuk], Decision]) -> None:
    """Offer something on the page of every letter on which it is allowed."""
    _tindakan[nama] = Tindakan(nama, label, url_name, boleh)


def daftar_lanjutan(nama: str, cari: Callable[[SuratMasuk], Lanjutan | None]) -> None:
    """Name who can tell what became of a letter."""
    _lanjutan[nama] = cari


def untuk(actor: Actor, surat: SuratMasuk) -> list[Tautan]:
    """The links for one reader on the page of one letter."""
    return [
        Tautan(str(t.label), reverse(t.url_name, args=[surat.nomor]))
        for t in _tindakan.values()
        if t.boleh(actor, surat)
    ]


def lanjutan(surat: SuratMasuk) -> list[Lanjutan]:
    """Everything that a letter became elsewhere."""
    return [ada for cari in _lanjutan.values() if (ada := cari(surat)) is not None]
