"""Writing and checking the trail."""

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import connection, models, transaction

from jejak import outbox
from jejak.keys import KeyRing
from jejak.models import Jejak

KOSONG = "0" * 64
SEDANG_MENULIS = 20_260_408  # advisory lock: shared by whoever writes, taken alone by whoever seals


class Doer(Protocol):
    """Whoever does something: the trail needs no more than this."""

    @property
    def nama(self) -> str: ...
    @property
    def peran(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...


@dataclass(frozen=True)
class Entry:
    """One line to be written: what happened to which object. `data` holds no prose and no personal data."""

    kejadian: str
    objek_tipe: str
    objek_id: int
    data: dict[str, Any] = field(default_factory=dict)


class Baris(NamedTuple):
    """The values of a row of the trail: many are written sooner without making an object of each."""

    kejadian: str
    objek_tipe: str
    objek_id: int
    urut: int
    pada: datetime
    pelaku: str
    peran: str
    pelaku_id: int | None
    data: dict[str, Any]
    sebelum: str


@lru_cache(maxsize=4)
def _ring(text: str) -> KeyRing:
    return KeyRing.parse(text)


_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode


def _mac(parts: Sequence[Any], key: bytes) -> str:
    return hmac.digest(key, _canonical(parts).encode(), "sha256").hex()


def fingerprint(parts: Sequence[Any]) -> str:
    """The keyed SHA-256 of a canonical JSON text: whoever has only the database cannot recompute a chain."""
    return _mac(parts, _ring(settings.KUNCI_JEJAK).current)


def fits(parts: Sequence[Any], sidik: str) -> bool:
    """Whether a fingerprint is that of these parts under any key of the ring: chains outlive a change of keys."""
    return any(hmac.compare_digest(_mac(parts, key), sidik) for key in _ring(settings.KUNCI_JEJAK).keys.values())


def record(*, kejadian: str, objek: models.Model, by: Doer, now: datetime, data: dict[str, Any] | None = None) -> Jejak:
    """Write one event of `objek` and one outbox row per listener, in the caller's transaction.

    Raises TransactionManagementError outside a transaction: an event and what it tells of are true together.
    """
    entry = Entry(kejadian, objek._meta.label_lower, objek.pk, data or {})
    ((pk, baris, sidik),) = _append([entry], by=by, now=now)
    row = Jejak(id=pk, **baris._asdict(), sidik=sidik)
    row._state.adding = False
    return row


def record_many(entries: Sequence[Entry], *, by: Doer, now: datetime) -> None:
    """Write many events at once, each on the chain of its object; same promises as `record`."""
    _append(entries, by=by, now=now)


def _append(entries: Sequence[Entry], *, by: Doer, now: datetime) -> list[tuple[int, Baris, str]]:
    """Write entries, each linked to its chain; returns number, values and fingerprint of the rows."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Trail entries are written inside a transaction only.")
    heads = _lock_heads({(e.objek_tipe, e.objek_id) for e in entries})
    nama, peran, rows = by.nama, str(by.peran), []
    for e in entries:
        key = (e.objek_tipe, e.objek_id)
        urut, sebelum = heads.get(key, (0, KOSONG))
        row = Baris(e.kejadian, *key, urut + 1, now, nama, peran, by.user_id, e.data, sebelum)
        sidik = fingerprint(_payload(row))
        heads[key] = (row.urut, sidik)
        rows.append((row, sidik))
    written = [(pk, *row) for pk, row in zip(_write(rows), rows, strict=True)]
    outbox.enqueue([(pk, row.kejadian) for pk, row, _sidik in written], now=now)
    return written


def _payload(row: Jejak | Baris) -> list[Any]:
    """What the fingerprint covers, in a fixed order."""
    pada, siapa = row.pada.timestamp(), (row.pelaku, row.peran, row.pelaku_id)
    return [row.sebelum, row.kejadian, row.objek_tipe, row.objek_id, row.urut, pada, *siapa, row.data]


def _write(rows: Sequence[tuple[Baris, str]]) -> list[int]:
    """Insert rows of one moment and one doer, all in one statement that travels as one JSON text: the quickest way."""
    if not rows:
        return []
    isi = [[r.kejadian, r.objek_tipe, r.objek_id, r.urut, r.data, r.sebelum, sidik] for r, sidik in rows]
    first = rows[0][0]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jejak_jejak (kejadian, objek_tipe, objek_id, urut, data, sebelum, sidik, pada, pelaku, peran,"
            " pelaku_id) SELECT b ->> 0, b ->> 1, (b ->> 2)::bigint, (b ->> 3)::int, b -> 4, b ->> 5, b ->> 6,"
            " %s, %s, %s, %s FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY e(b, ke) ORDER BY ke RETURNING id",
            [first.pada, first.pelaku, first.peran, first.pelaku_id, json.dumps(isi)],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _lock_heads(keys: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, str]]:
    """Hold every chain until the end of the transaction and return its last number and fingerprint."""
    kunci = json.dumps(sorted(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(%s),"
            " pg_advisory_xact_lock(hashtextextended((k ->> 0) || ':' || (k ->> 1), 7))"
            " FROM json_array_elements(%s) u(k)",
            [SEDANG_MENULIS, kunci],
        )
        cursor.execute(
            "SELECT u.t, u.i, j.urut, j.sidik FROM"
            " (SELECT k ->> 0, (k ->> 1)::bigint FROM json_array_elements(%s) e(k)) u(t, i) CROSS JOIN LATERAL"
            " (SELECT urut, sidik FROM jejak_jejak WHERE objek_tipe = u.t AND objek_id = u.i"
            " ORDER BY urut DESC LIMIT 1) j",
            [kunci],
        )
        return {(t, i): (urut, sidik) for t, i, urut, sidik in cursor.fetchall()}


def of(objek: models.Model) -> models.QuerySet[Jejak]:
    """The chain of one object, oldest first."""
    return Jejak.objects.filter(objek_tipe=objek._meta.label_lower, objek_id=objek.pk).order_by("urut")


def broken(rows: Iterable[Jejak]) -> Iterator[Jejak]:
    """Yield each row, taken in (objek_tipe, objek_id, urut) order, that does not fit the one before it."""
    key: tuple[str, int] | None = None
    urut, sidik = 0, KOSONG
    for row in rows:
        if key != (row.objek_tipe, row.objek_id):
            key, urut, sidik = (row.objek_tipe, row.objek_id), 0, KOSONG
        if row.urut != urut + 1 or row.sebelum != sidik or not fits(_payload(row), row.sidik):
            yield row
        urut, sidik = row.urut, row.sidik
