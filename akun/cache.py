"""Django's cache in a table, as JSON: whoever may write into the table puts data there, never code.

Names are kept as keyed hashes, because those of rate limits hold network addresses.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from akun.models import Simpanan

SIMPAN = (
    "INSERT INTO akun_cache AS ada (kunci, isi, kedaluwarsa_pada) VALUES (%s, %s, %s)"
    " ON CONFLICT (kunci) DO UPDATE SET isi = excluded.isi, kedaluwarsa_pada = excluded.kedaluwarsa_pada"
)
TAMBAH = f"{SIMPAN} WHERE ada.kedaluwarsa_pada <= %s"
NAIKKAN = (
    "UPDATE akun_cache SET isi = (isi::bigint + %s)::text"
    " WHERE kunci = %s AND isi ~ '^-?[0-9]{1,18}$' AND (kedaluwarsa_pada IS NULL OR kedaluwarsa_pada > %s)"
    " RETURNING isi"
)


class JsonCache(BaseCache):
    """Values are JSON and come out equal to what went in; everything else is refused with TypeError."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default` when there is none or its time is over."""
        isi = self._hidup(key, version).values_list("isi", flat=True).first()
        return default if isi is None else json.loads(isi)

    def set(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, whatever was there before."""
        with connection.cursor() as cursor:
            cursor.execute(SIMPAN, [self._nama(key, version), _teks(value), self._sampai(timeout)])

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless a living one is there; of many who try at once, one succeeds."""
        with connection.cursor() as cursor:
            isi = [self._nama(key, version), _teks(value), self._sampai(timeout), timezone.now()]
            cursor.execute(TAMBAH, isi)
            return bool(cursor.rowcount == 1)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count up in one statement; the time it is kept for stays. Raises ValueError when no number is there."""
        with connection.cursor() as cursor:
            cursor.execute(NAIKKAN, [delta, self._nama(key, version), timezone.now()])
            baris = cursor.fetchone()
        if baris is None:
            raise ValueError(f"Tidak ada bilangan tersimpan dengan nama {key!r}.")
        return int(baris[0])

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """The living values of several names, in one query."""
        nama = {self._nama(key, version): key for key in keys}
        hidup = Q(kedaluwarsa_pada=None) | Q(kedaluwarsa_pada__gt=timezone.now())
        rows = Simpanan.objects.filter(hidup, kunci__in=list(nama)).values_list("kunci", "isi")
        return {nama[kunci]: json.loads(isi) for kunci, isi in rows}

    def set_many(
        self, data: Mapping[Any, Any], timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        """Keep several values, in one go; none of them fails alone."""
        sampai = self._sampai(timeout)
        isi = sorted((self._nama(key, version), _teks(value), sampai) for key, value in data.items())
        with connection.cursor() as cursor:
            cursor.executemany(SIMPAN, isi)
        return []

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a living value for another while."""
        return self._hidup(key, version).update(kedaluwarsa_pada=self._sampai(timeout)) == 1

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget a value; whether there was one."""
        return Simpanan.objects.filter(kunci=self._nama(key, version)).delete()[0] == 1

    def clear(self) -> None:
        """Forget everything."""
        Simpanan.objects.all().delete()

    def _nama(self, key: Any, version: int | None) -> str:
        nama = self.make_key(key, version=version)
        return hmac.new(settings.SECRET_KEY.encode(), nama.encode(), hashlib.sha256).hexdigest()

    def _hidup(self, key: Any, version: int | None) -> QuerySet[Simpanan]:
        hidup = Q(kedaluwarsa_pada=None) | Q(kedaluwarsa_pada__gt=timezone.now())
        return Simpanan.objects.filter(hidup, kunci=self._nama(key, version))

    def _sampai(self, timeout: float | None) -> datetime | None:
        detik = self.get_backend_timeout(timeout)
        return None if detik is None else datetime.fromtimestamp(detik, UTC)


def _teks(value: Any) -> str:
    """The value as JSON. Raises TypeError for what would come out different: objects, tuples, names of numbers."""
    try:
        teks = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TypeError(f"Cache hanya menyimpan JSON, bukan {type(value).__name__}: {error}") from error
    if json.loads(teks) != value:
        raise TypeError(f"Cache hanya menyimpan JSON: {type(value).__name__} ini akan keluar berbeda.")
    return teks
