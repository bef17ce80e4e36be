"""Papers that other parts of the portal issue and that Cek keaslian answers for as well.

They register in lkpp_portal/wiring.py; none is known here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from persuratan.keterangan import Butir, Kabar


@dataclass(frozen=True)
class Dokumen:
    """What the register of another part says of one paper."""

    jenis: str  # "Tanda Lulus Verifikasi"
    nomor: str
    kabar: Kabar
    butir: Butir
    berlaku: bool


@dataclass(frozen=True)
class Penerbit:
    """Who answers: for an open ticket, and for the fingerprint of a file; None for what was never issued."""

    dari_tiket: Callable[[str], Dokumen | None]
    persis: Callable[[str], Dokumen | None]


_penerbit: dict[str, Penerbit] = {}


def daftar(tipe: str, *, dari_tiket: Callable[[str], Dokumen | None], persis: Callable[[str], Dokumen | None]) -> None:
    """Answer for papers of a kind; `tipe` is what their receipts are of, such as "helpdesk.verifikasi"."""
    _penerbit[tipe] = Penerbit(dari_tiket, persis)


def dikenal(tipe: str) -> bool:
    """Whether somebody answers for receipts of this kind."""
    return tipe in _penerbit


def dari_tiket(nomor: str) -> Dokumen | None:
    """The paper whose receipt is open."""
    return next((ada for satu in _penerbit.values() if (ada := satu.dari_tiket(nomor)) is not None), None)


def persis(sha256: str) -> Dokumen | None:
    """The paper whose file is exactly this one."""
    if not sha256:
        return None
    return next((ada for satu in _penerbit.values() if (ada := satu.persis(sha256)) is not None), None)
