"""Figures kept for a minute: who asks again within it reads what was counted, and of many at once one counts.

While one counts anew, the others read what was kept before, with the time at which it was counted. What is kept is
plain data, by figure, filter and language; the filter says also of whom nothing is counted for the reader.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import get_language

from laporan.angka import borongan
from laporan.angka.bentuk import Angka, Hasil, dari_json, ke_json
from laporan.saringan import Saringan

UMUR = timedelta(seconds=60)
SIMPAN = 600  # seconds that an old result may still be read while it is counted anew
VERSI = 1  # of what is kept
Diminta = tuple[Angka, Saringan]
Isi = Mapping[str, Any]


def ambil(diminta: Sequence[Diminta], *, now: datetime) -> tuple[list[Hasil], datetime]:
    """The results in the order asked for, and when the oldest of them was counted."""
    kunci = [nama(angka, saringan) for angka, saringan in diminta]
    ada: dict[str, Isi] = cache.get_many(set(kunci))
    if not all(_segar(ada.get(k), now) for k in kunci):
        ada = _perbarui(dict(zip(kunci, diminta, strict=True)), ada, now=now)
    return [dari_json(ada[k]["hasil"]) for k in kunci], min((_pada(ada[k]) for k in kunci), default=now)


def nama(angka: Angka, saringan: Saringan) -> str:
    """Under which name a result is kept; what counts the present does not depend on the period."""
    saringan = saringan.hanya(angka.saringan)
    waktu = ["kini"] if angka.sekarang else [saringan.dari.isoformat(), saringan.sampai.isoformat()]
    isi = [saringan.instansi, saringan.provinsi, saringan.jenis, saringan.jalur, sorted(saringan.kecuali)]
    return "|".join(["laporan.angka", str(VERSI), angka.kode, get_language() or "", *waktu, *map(str, isi)])


def _perbarui(diminta: Mapping[str, Diminta], ada: Mapping[str, Isi], *, now: datetime) -> dict[str, Isi]:
    """Count what is not fresh, unless somebody does so and there is something to read meanwhile."""
    usang = sorted(k for k in diminta if not _segar(ada.get(k), now))
    lengkap = all(k in ada for k in usang)
    with transaction.atomic(), connection.cursor() as cursor:
        nomor = int.from_bytes(hashlib.sha256("\n".join(usang).encode()).digest()[:8], signed=True)
        cursor.execute(
            f"SELECT pg_try_advisory_xact_lock({nomor})" if lengkap else f"SELECT pg_advisory_xact_lock({nomor})"
        )
        if lengkap and not cursor.fetchone()[0]:
            return dict(ada)
        kini = {**ada, **cache.get_many(usang)}  # counted by whoever held the lock before
        usang = [k for k in usang if not _segar(kini.get(k), now)]
        hasil = borongan.hitung([diminta[k] for k in usang], now=now)
        baru = {k: {"pada": now.isoformat(), "hasil": ke_json(h)} for k, h in zip(usang, hasil, strict=True)}
        cache.set_many(baru, SIMPAN)
    return kini | baru


def _pada(satu: Isi) -> datetime:
    return datetime.fromisoformat(satu["pada"])


def _segar(satu: Isi | None, now: datetime) -> bool:
    return satu is not None and abs(now - _pada(satu)) < UMUR
