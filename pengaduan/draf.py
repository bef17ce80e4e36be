"""A complaint in the making: kept on the server, sealed, found again by its key, sent once.

Sending is idempotent: double click, reload and two tabs lock the same draft row and lead to the same complaint. The
token stays sealed in the draft for TOKEN_TAMPIL after sending, so that an answer lost on its way can be asked again.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from akun import receipt
from akun.actor import Actor
from akun.prepared import prepared
from akun.sealing import seal_identity, unseal_identity
from berkas.models import Berkas
from jejak.keys import KeyRing
from pengaduan import flow, vault
from pengaduan.models import BuktiDukung, DrafPengaduan, Pengaduan, PesanKasus

TOKEN_TAMPIL = timedelta(minutes=30)
UMUR = timedelta(days=14)  # an untouched draft is forgotten

Isi = dict[str, dict[str, Any]]  # step -> what its form holds, as typed


@dataclass(frozen=True)
class Kiriman:
    """What a draft says when it is sent."""

    data: flow.DataPengaduan
    tingkat: str
    identitas: vault.Identitas
    jalur: str
    versi_pemberitahuan: str


@lru_cache(maxsize=4)
def _ring(text: str) -> KeyRing:
    return KeyRing.parse(text)


def _hash(kunci: str) -> str:
    ring = _ring(settings.KUNCI_TANDA_TERIMA)
    return hmac.new(ring.current, f"draf\x1f{kunci}".encode(), hashlib.sha256).hexdigest()


def mulai(*, now: datetime) -> tuple[DrafPengaduan, str]:
    """Begin a draft; its key (192 random bits) goes into the session and the resume link, never into the database."""
    kunci = secrets.token_urlsafe(24)
    return DrafPengaduan.objects.create(kunci_hash=_hash(kunci), dibuat_pada=now, diubah_pada=now), kunci


@prepared
def _dengan_hash(kunci_hash: str) -> "QuerySet[DrafPengaduan]":
    return DrafPengaduan.objects.select_related("pengaduan").filter(kunci_hash=kunci_hash)


@prepared
def terkunci(draf_id: int) -> "QuerySet[DrafPengaduan]":
    """A draft, held until the end of the transaction."""
    return DrafPengaduan.objects.select_for_update().filter(pk=draf_id)


@prepared
def _bukti(draf_id: int) -> "QuerySet[BuktiDukung, int]":
    return BuktiDukung.objects.filter(draf=draf_id).values_list("pk", flat=True)


def cari(kunci: str) -> DrafPengaduan | None:
    """The draft that a key opens."""
    return next(iter(_dengan_hash(_hash(kunci))), None)


def ganti_kunci(*, draf: DrafPengaduan, now: datetime) -> str:
    """A new key for an unsent draft; the old one opens nothing from now on. Empty when another was faster.

    Whoever made the link may not read what somebody else writes after opening it.
    """
    kunci = secrets.token_urlsafe(24)
    belum = DrafPengaduan.objects.filter(pk=draf.pk, kunci_hash=draf.kunci_hash, pengaduan__isnull=True)
    return kunci if belum.update(kunci_hash=_hash(kunci), diubah_pada=now) else ""


def isi(draf: DrafPengaduan) -> Isi:
    """Everything typed so far, by step."""
    if not draf.isi_segel:
        return {}
    found: Isi = json.loads(unseal_identity(draf.isi_segel, context=f"draf:{draf.segel_id}"))
    return found


@transaction.atomic(savepoint=False)
def simpan(*, draf: DrafPengaduan, langkah: str, data: dict[str, Any], now: datetime) -> None:
    """Keep what was typed in one step, valid or not; nothing typed is lost. A draft already sent stays as it is."""
    (row,) = terkunci(draf.pk)
    if row.pengaduan_id:
        return
    lengkap = isi(row) | {langkah: data}
    draf.isi_segel = row.isi_segel = seal_identity(json.dumps(lengkap), context=f"draf:{row.segel_id}")
    draf.diubah_pada = row.diubah_pada = now
    row.save(update_fields=["isi_segel", "diubah_pada"])


@transaction.atomic
def kirim(*, draf: DrafPengaduan, siapkan: Callable[[Isi, int], Kiriman], now: datetime) -> Pengaduan:
    """Send a draft, once: the second call returns the complaint of the first.

    `siapkan` makes a complaint of what was typed and the number of files.
    """
    (row,) = terkunci(draf.pk)
    if row.pengaduan_id:
        return Pengaduan.objects.get(pk=row.pengaduan_id)
    jumlah_bukti = len(_bukti(row.pk))
    kiriman = siapkan(isi(row), jumlah_bukti)
    token = receipt.new_token()
    pengaduan = flow.ajukan(
        data=kiriman.data,
        tingkat=kiriman.tingkat,
        identitas=kiriman.identitas,
        jalur=kiriman.jalur,
        versi_pemberitahuan=kiriman.versi_pemberitahuan,
        token=token,
        jumlah_bukti=jumlah_bukti,
        now=now,
    )
    if pengaduan.anonim:
        _coarsen(row, now=now)
    BuktiDukung.objects.filter(draf=row).update(pengaduan=pengaduan, draf=None, dari=PesanKasus.Dari.PENGADU)
    row.pengaduan, row.token, row.isi_segel, row.diubah_pada = pengaduan, token, b"", now
    row.save(update_fields=["pengaduan", "token_segel", "isi_segel", "diubah_pada"])
    return pengaduan


def _coarsen(draf: DrafPengaduan, *, now: datetime) -> None:
    """The files of an anonymous complaint keep only the day on which they came."""
    hari = now.astimezone(receipt.WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    Berkas.objects.filter(buktidukung__draf=draf).update(diunggah_pada=hari)


def token_tampil(draf: DrafPengaduan, *, now: datetime) -> str:
    """The token, while it may still be shown; empty afterwards."""
    return draf.token if draf.pengaduan_id and now < draf.diubah_pada + TOKEN_TAMPIL else ""


def lupakan_token(*, draf: DrafPengaduan) -> None:
    """The complainant has kept his token: it is forgotten before its time."""
    DrafPengaduan.objects.filter(pk=draf.pk, pengaduan__isnull=False).update(token_segel=b"")


def pengadu(draf: DrafPengaduan) -> Actor:
    """The complainant behind a draft that was sent."""
    return Actor.pengadu(draf.pengaduan.nomor if draf.pengaduan else "")


@transaction.atomic
def lupakan(*, now: datetime) -> int:
    """Forget tokens shown long enough, and drafts left alone with their files; return how many rows were touched.

    The bytes of a file go with the sweep of stored bytes that no row knows.
    """
    tokens = DrafPengaduan.objects.filter(pengaduan__isnull=False, diubah_pada__lt=now - TOKEN_TAMPIL)
    n = tokens.delete()[0]
    tua = DrafPengaduan.objects.select_for_update(skip_locked=True)
    ids = list(tua.filter(pengaduan__isnull=True, diubah_pada__lt=now - UMUR).values_list("pk", flat=True))
    berkas = list(BuktiDukung.objects.filter(draf__in=ids).values_list("berkas_id", flat=True))
    n += DrafPengaduan.objects.filter(pk__in=ids).delete()[0]
    return n + Berkas.objects.filter(pk__in=berkas).delete()[0]
