"""The daily seal over all chain heads, and the check of everything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from jejak.models import Jejak, Segel
from jejak.trail import KOSONG, SEDANG_MENULIS, broken, fingerprint, fits


@dataclass(frozen=True)
class Temuan:
    """Something wrong with the trail, in a sentence for the operator."""

    kalimat: str


def _heads(sampai_id: int) -> tuple[int, str]:
    """Count the entries up to an id and fold the last fingerprint of each chain into one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jejak_jejak WHERE id <= %s", [sampai_id])
        (jumlah,) = cursor.fetchone()
        cursor.execute(
            "SELECT encode(sha256(coalesce(string_agg(sidik, '' ORDER BY objek_tipe, objek_id), '')::bytea), 'hex')"
            " FROM"
            " (SELECT DISTINCT ON (objek_tipe, objek_id) objek_tipe, objek_id, sidik FROM jejak_jejak WHERE id <= %s "
            "ORDER BY objek_tipe, objek_id, urut DESC) u",
            [sampai_id],
        )
        (lipatan,) = cursor.fetchone()
    return jumlah, lipatan


@transaction.atomic
def seal(*, now: datetime) -> Segel:
    """Seal everything written so far, chained to the seal before.

    Whoever is writing is waited for: an entry committed later under a smaller id would look like one slipped in.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEDANG_MENULIS])
    last = Segel.objects.order_by("-pada").first()
    sebelum = last.sidik if last else KOSONG
    sampai_id = Jejak.objects.order_by("-id").values_list("id", flat=True).first() or 0
    jumlah, lipatan = _heads(sampai_id)
    sidik = fingerprint([sebelum, now.timestamp(), sampai_id, jumlah, lipatan])
    return Segel.objects.create(pada=now, sampai_id=sampai_id, jumlah=jumlah, sebelum=sebelum, sidik=sidik)


def check(progress: Callable[[int], None] = lambda _: None) -> Iterator[Temuan]:
    """Go through every chain and every seal; yield what does not fit. Calls `progress` with rows read."""
    rows = Jejak.objects.order_by("objek_tipe", "objek_id", "urut").iterator(chunk_size=5000)

    def counted() -> Iterator[Jejak]:
        for n, row in enumerate(rows, start=1):
            if n % 5000 == 0:
                progress(n)
            yield row

    for row in broken(counted()):
        yield Temuan(f"Jejak {row.objek_tipe}:{row.objek_id} nomor {row.urut} tidak cocok dengan rantainya.")
    sebelum = KOSONG
    for s in Segel.objects.order_by("pada"):
        jumlah, lipatan = _heads(s.sampai_id)
        if s.sebelum != sebelum or not fits([sebelum, s.pada.timestamp(), s.sampai_id, jumlah, lipatan], s.sidik):
            yield Temuan(f"Segel {s.pada:%d-%m-%Y %H.%M} tidak cocok: ada jejak yang hilang atau berubah setelahnya.")
        sebelum = s.sidik
