"""A report before it is sent: what was typed and which files came with it, sealed; sent once.

The form carries its key. Nothing is written until somebody presses a button; double click, reload and two tabs lock the
same row and lead to the same ticket. The token stays sealed in the draft for TOKEN_TAMPIL after sending, so that an
answer lost on its way can be asked again. Credentials are masked before anything is kept.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun import receipt
from akun.actor import Actor
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak
from helpdesk import flow
from helpdesk.flow import DataTiket
from helpdesk.models import BerkasDrafTiket, DrafTiket, LampiranTiket, Tiket
from helpdesk.rahasia import samarkan
from jejak.keys import KeyRing

TOKEN_TAMPIL = timedelta(minutes=30)
UMUR = timedelta(days=2)  # an untouched draft is forgotten
BATAS_UNGGAHAN = 600 * 1024
"""KiB that one address may upload in an hour, complaints, letters and tickets together."""
BATAS_TIKET = 60
"""Reports that one address may send in an hour: an LPSE sits behind one address."""
DITERIMA = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})
BUKAN_GAMBAR = gettext_lazy("Lampirkan tangkapan layar (JPEG, PNG, WEBP) atau PDF. Berkas jenis lain tidak kami pakai.")
RAHASIA = ("judul", "uraian")
KUNCI = re.compile(r"[A-Za-z0-9_-]{32}")

Isi = dict[str, Any]


class BelumSiap(Exception):
    """The draft cannot be sent as it is; the sentence says why."""


@dataclass(frozen=True)
class Ditolak:
    """A file that was not taken: its name, and the sentence that says why."""

    nama: str
    kalimat: str


@lru_cache(maxsize=4)
def _ring(text: str) -> KeyRing:
    return KeyRing.parse(text)


def _hash(kunci: str) -> str:
    ring = _ring(settings.KUNCI_TANDA_TERIMA)
    return hmac.new(ring.current, f"draf_tiket\x1f{kunci}".encode(), hashlib.sha256).hexdigest()


def kunci_baru() -> str:
    """The key of a form: 192 random bits, never in the database."""
    return secrets.token_urlsafe(24)


def cari(kunci: str) -> DrafTiket | None:
    """The draft that a key opens."""
    if not KUNCI.fullmatch(kunci):
        return None
    return DrafTiket.objects.select_related("tiket__meja__unit").filter(kunci_hash=_hash(kunci)).first()


def buka(kunci: str, *, now: datetime) -> tuple[DrafTiket, str]:
    """The draft of a form, begun with its first button, and its key: a new one in place of what is no key."""
    kunci = kunci if KUNCI.fullmatch(kunci) else kunci_baru()
    row, _baru = DrafTiket.objects.get_or_create(kunci_hash=_hash(kunci), defaults={"diubah_pada": now})
    return row, kunci


def isi(draf: DrafTiket) -> Isi:
    """Everything typed so far, with credentials masked."""
    found: Isi = json.loads(draf.isi_teks) if draf.isi_segel else {}
    return found


def _kunci(draf: DrafTiket) -> DrafTiket:
    return DrafTiket.objects.select_for_update().get(pk=draf.pk)


@transaction.atomic
def tampung(
    *,
    draf: DrafTiket,
    data: Isi,
    hapus_id: int | None,
    unggahan: "Sequence[UploadedFile[Any]]",
    alamat: str,
    now: datetime,
) -> tuple[Isi, list[Ditolak]]:
    """Keep text and files with one commit; return the text as it is kept, and the files that were refused."""
    row = _kunci(draf)
    if row.tiket_id:
        return data, []
    hasil = {nama: samarkan(str(data.get(nama, ""))) for nama in RAHASIA}
    data = data | {nama: h.teks for nama, h in hasil.items()}
    row.isi_teks = json.dumps(data)
    row.disamarkan = draf.disamarkan = min(999, row.disamarkan + sum(h.ditemukan for h in hasil.values()))
    row.diubah_pada = now
    row.save(update_fields=["isi_segel", "disamarkan", "diubah_pada"])
    if hapus_id is not None:
        _hapus(row, hapus_id)
    return data, _tambah(row, unggahan, alamat=alamat, now=now) if unggahan else []


def _hapus(draf: DrafTiket, berkas_id: int) -> None:
    satu = draf.berkas.filter(pk=berkas_id).select_related("berkas").first()
    if satu is not None:
        satu.delete()
        satu.berkas.delete()


def _tambah(draf: DrafTiket, unggahan: "Iterable[UploadedFile[Any]]", *, alamat: str, now: datetime) -> list[Ditolak]:
    sudah = [b.berkas for b in draf.berkas.select_related("berkas")]
    diterima, ditolak = terima(unggahan, sudah=sudah, kembar={b.sha256 for b in sudah}, alamat=alamat, now=now)
    BerkasDrafTiket.objects.bulk_create(BerkasDrafTiket(draf=draf, berkas=b) for b in diterima)
    return ditolak


def terima(
    unggahan: "Iterable[UploadedFile[Any]]",
    *,
    sudah: Sequence[Berkas],
    kembar: Collection[str] = (),
    alamat: str,
    now: datetime,
) -> tuple[list[Berkas], list[Ditolak]]:
    """Pictures and PDFs through the gate, within the limits of a ticket and of an address; the others are named.

    `kembar`: fingerprints of what is here already and needs no second copy.
    """
    ada = list(sudah)
    diterima: list[Berkas] = []
    ditolak: list[Ditolak] = []
    for satu in unggahan:
        try:
            berkas = _satu(ada, satu, alamat=alamat, now=now)
            if berkas.sha256 in {*kembar, *(b.sha256 for b in diterima)}:  # the same click twice
                berkas.delete()
                continue
        except BerkasDitolak as sebab:
            ditolak.append(Ditolak(nama_terbaca(satu.name or ""), str(sebab.kalimat)))
        except BelumSiap as sebab:
            ditolak.append(Ditolak(nama_terbaca(satu.name or ""), str(sebab)))
        else:
            ada.append(berkas)
            diterima.append(berkas)
    return diterima, ditolak


def _satu(sudah: Sequence[Berkas], unggahan: "UploadedFile[Any]", *, alamat: str, now: datetime) -> Berkas:
    """One file through the quick look. Raises BerkasDitolak, BelumSiap."""
    berkas_flow.periksa_kuota(len(sudah) + 1, sum(b.ukuran for b in sudah) + (unggahan.size or 0))
    kunci = receipt.kunci_alamat("unggah", alamat, now=now)
    if not receipt.hitung(kunci, BATAS_UNGGAHAN, now=now, banyak=-(-(unggahan.size or 0) // 1024)):
        raise BelumSiap(_("Terlalu banyak berkas dari jaringan ini dalam satu jam. Coba lagi satu jam lagi."))
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    if berkas.mime not in DITERIMA:
        berkas.delete()
        raise BelumSiap(str(BUKAN_GAMBAR))
    return berkas


@transaction.atomic
def kirim(*, draf: DrafTiket, data: Callable[[], DataTiket], alamat: str, by: Actor, now: datetime) -> Tiket:
    """Send a draft, once: the second call returns the ticket of the first. Raises BelumSiap."""
    row = _kunci(draf)
    if row.tiket_id:
        return Tiket.objects.get(pk=row.tiket_id)
    siapa = str(by.user_id) if by.user_id else alamat
    if not receipt.hitung(receipt.kunci_alamat("tiket", siapa, now=now), BATAS_TIKET, now=now):
        raise BelumSiap(
            _("Terlalu banyak laporan dari jaringan ini dalam satu jam. Isian Anda tersimpan; kirim nanti.")
        )
    token = receipt.new_token()
    berkas = [b.berkas for b in row.berkas.select_related("berkas")]
    tiket = flow.catat(data=data(), token=token, berkas=berkas, by=by, now=now)
    row.berkas.all().delete()
    row.tiket, row.token, row.isi_segel, row.diubah_pada = tiket, token, b"", now
    row.save(update_fields=["tiket", "token_segel", "isi_segel", "diubah_pada"])
    return tiket


def terlampir(tiket: Tiket) -> list[Berkas]:
    """The files that a ticket has already: its limits are those of the whole ticket."""
    return [s.berkas for s in LampiranTiket.objects.filter(tiket=tiket).select_related("berkas")]


def token_tampil(draf: DrafTiket, *, now: datetime) -> tuple[str, datetime | None]:
    """The token of a ticket just sent, while it may still be shown, and until when."""
    sampai = draf.diubah_pada + TOKEN_TAMPIL
    return (draf.token, sampai) if draf.tiket_id and draf.token_segel and now < sampai else ("", None)


def lupakan_token(*, draf: DrafTiket) -> None:
    """The reporter has kept his token: it is forgotten before its time."""
    DrafTiket.objects.filter(pk=draf.pk, tiket__isnull=False).update(token_segel=b"")


@transaction.atomic
def lupakan(*, now: datetime) -> int:
    """Forget tokens shown long enough, and drafts left alone with their files; return how many rows were touched."""
    n: int = DrafTiket.objects.filter(tiket__isnull=False, diubah_pada__lt=now - TOKEN_TAMPIL).delete()[0]
    tua = DrafTiket.objects.select_for_update(skip_locked=True).filter(tiket=None, diubah_pada__lt=now - UMUR)
    ids = list(tua.values_list("pk", flat=True))
    berkas = list(BerkasDrafTiket.objects.filter(draf__in=ids).values_list("berkas_id", flat=True))
    n += BerkasDrafTiket.objects.filter(draf__in=ids).delete()[0]
    n += Berkas.objects.filter(pk__in=berkas).delete()[0]
    return n + int(DrafTiket.objects.filter(pk__in=ids).delete()[0])
