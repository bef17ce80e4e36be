"""What somebody typed into an open field, as a file may carry it: without who wrote it and how to reach anybody."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from helpdesk.models import Tiket
from pengaduan import vault
from pengaduan.penyamaran import SAMAR, samarkan

SUREL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPON = re.compile(r"(?<![\w.])(?:\+?62|0)[\s.-]?8(?:[\s.-]?\d){7,12}(?!\d)")
NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


def tanpa_kontak(teks: str) -> str:
    """Without addresses of mail, telephone numbers and numbers of identity cards, whoever they belong to."""
    if "@" in teks:
        teks = SUREL.sub(SAMAR, teks)
    if any(c.isdigit() for c in teks):
        teks = NIK.sub(SAMAR, TELEPON.sub(SAMAR, teks))
    return teks


def kontak(kolom: str) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """For rows of what officers wrote: blank out addresses and numbers in this column."""
    return lambda rows: [r._replace(**{kolom: tanpa_kontak(getattr(r, kolom))}) for r in rows]


def pengaduan(kolom: Sequence[str], kunci: str = "pk") -> Callable[[Sequence[Any]], Sequence[Any]]:
    """For rows of complaints, known by `kunci`: blank out the complainant in these columns. The vault opens no identity
    to anybody for it.
    """

    def samarkan_rows(rows: Sequence[Any]) -> Sequence[Any]:
        siap = vault.samarkan_menurut({getattr(r, kunci): [getattr(r, k) for k in kolom] for r in rows})
        teks = [map(tanpa_kontak, siap[getattr(r, kunci)]) for r in rows]
        return [r._replace(**dict(zip(kolom, t, strict=True))) for r, t in zip(rows, teks, strict=True)]

    return samarkan_rows


def tiket(rows: Sequence[Any]) -> Sequence[Any]:
    """For rows of tickets with their title: blank out the reporter in it."""
    segel = Tiket.objects.only("segel_id", "nama_segel", "telepon_segel", "surel_segel").in_bulk([r.pk for r in rows])
    return [r._replace(judul=_judul(r.judul, segel[r.pk])) for r in rows if r.pk in segel]


def _judul(judul: str, siapa: Tiket) -> str:
    return tanpa_kontak(samarkan(judul, nama=siapa.nama, surel=siapa.surel, nomor=[siapa.telepon]))
