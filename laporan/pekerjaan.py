"""Long work: ordered by a person, done by a worker with a lease, kept sealed for a day for that person alone.

The row is what counts: a wake-up that is lost is made up for by the beat, a worker that dies loses its lease and
another one begins anew. What a first try wrote is never mixed with what the second one writes.
"""

import io
import json
import traceback
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO, cast

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import User
from berkas import store
from jejak import wake
from jejak.trail import record
from laporan import permissions
from laporan.models import Pekerjaan
from sla.stages import StepRefused

Lapor = Callable[[int, int], None]
"""Called by the work with how much is done and how much there is; raises Terlepas when it is wanted no more."""
Jam = Callable[[], datetime]
K = Pekerjaan.Keadaan
TASK = "laporan.kerjakan"
DIPESAN, DIUNDUH, DIBATALKAN = "laporan.pekerjaan_dipesan", "laporan.pekerjaan_diunduh", "laporan.pekerjaan_dibatalkan"
SEWA = timedelta(minutes=3)  # without a word from a worker for so long, another one begins anew
ULANG = timedelta(seconds=30)  # after a fault
COBA = 3
SIMPAN = timedelta(hours=24)
INGAT = timedelta(days=30)  # how long the order itself is remembered
PALING_BANYAK = 3  # open orders of one person
TIAP = timedelta(seconds=1)  # between two words on the progress
log = structlog.get_logger(__name__)


class Terlepas(Exception):
    """The order was called off, or another worker has it."""


@dataclass(frozen=True)
class Pelaksana:
    """What does a kind of work, and what people call it."""

    jalan: Callable[[dict[str, Any], Actor, BinaryIO, Lapor], None]
    judul: Any


_pelaksana: dict[str, Pelaksana] = {}


def pelaksana(nama: str, *, judul: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark the function that does work of this name: it takes (order, actor, stream to write to, progress).

    It says so by `lapor(done, all)` at least every minute. It may raise ValidationError, whose sentence people read.
    """

    def daftar(jalan: Callable[..., None]) -> Callable[..., None]:
        _pelaksana[nama] = Pelaksana(jalan, judul)
        return jalan

    return daftar


def judul(jenis: str) -> str:
    """What people call this kind of work."""
    return str(_pelaksana[jenis].judul) if jenis in _pelaksana else jenis


def hak(actor: Actor) -> str:
    """As whom somebody sees what he sees: role, institution, unit, conflicts of interest."""
    konflik = "-".join(map(str, sorted(actor.konflik)))
    return f"{actor.peran}:{actor.instansi_id or ''}:{actor.unit_id or ''}:{konflik}"


def pesan(jenis: str, parameter: Mapping[str, Any], nama_berkas: str, by: Actor, now: datetime) -> Pekerjaan:
    """Order work; the same order that still waits is that order. Raises StepRefused when too many are open.

    `parameter` is JSON; it comes back to the function as it is. The ending of `nama_berkas` is the kind of file.
    """
    require(permissions.may_pesan(by))
    pesanan = json.dumps(dict(parameter), sort_keys=True)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.petugas_id)  # one order at a time
        terbuka = list(Pekerjaan.objects.visible_to(by).terbuka())
        for lama in terbuka:
            if (lama.jenis, lama.nama_berkas, lama.hak, lama.pesanan) == (jenis, nama_berkas, hak(by), pesanan):
                return lama
        if len(terbuka) >= PALING_BANYAK:
            raise StepRefused(
                _("Masih ada %(n)s pesanan Anda yang belum selesai. Tunggu, atau batalkan satu.") % {"n": len(terbuka)}
            )
        satu = Pekerjaan(jenis=jenis, nama_berkas=nama_berkas, pemilik_id=by.petugas_id, hak=hak(by), dibuat_pada=now)
        satu.pesanan = pesanan
        satu.save(force_insert=True)
        record(kejadian=DIPESAN, objek=satu, by=by, now=now, data={"jenis": jenis})
        transaction.on_commit(partial(wake.wake, TASK))
    return satu


@transaction.atomic
def batalkan(*, pekerjaan: Pekerjaan, by: Actor, now: datetime) -> None:
    """Call off what is not done yet: its worker hears of it with its next word. Raises StepRefused."""
    require(permissions.may_unduh(by, pekerjaan))
    if (
        not Pekerjaan.objects.terbuka()
        .filter(pk=pekerjaan.pk)
        .update(keadaan=K.BATAL, pesanan_segel=b"", sewa_sampai=None)
    ):
        raise StepRefused(_("Pesanan ini sudah berakhir."))
    record(kejadian=DIBATALKAN, objek=pekerjaan, by=by, now=now)


@transaction.atomic
def unduh(*, pekerjaan: Pekerjaan, by: Actor, now: datetime) -> store.SealedReader:
    """The result, for who ordered it and is who he was. Raises PermissionDenied, and StepRefused when it is gone."""
    require(permissions.may_unduh(by, pekerjaan))
    if pekerjaan.hak != hak(by):
        raise PermissionDenied(
            _("Hak Anda berubah sejak memesan ini. Pesan lagi: hasilnya mengikuti hak Anda sekarang.")
        )
    if pekerjaan.keadaan != K.SELESAI or pekerjaan.hasil is None or now >= kedaluwarsa(pekerjaan):
        raise StepRefused(_("Hasilnya tidak ada lagi. Hasil disimpan 24 jam."))
    try:
        isi = store.read(pekerjaan.hasil)
    except store.StoreError as error:
        raise StepRefused(_("Hasilnya tidak dapat dibuka lagi. Pesan sekali lagi.")) from error
    record(kejadian=DIUNDUH, objek=pekerjaan, by=by, now=now, data={"ukuran": pekerjaan.ukuran})
    return isi


def kedaluwarsa(pekerjaan: Pekerjaan) -> datetime:
    """When the result is thrown away. Only for one that is done."""
    return cast(datetime, pekerjaan.selesai_pada) + SIMPAN


def kerjakan(*, jam: Jam) -> int:
    """Do what waits, one after the other; how many were taken."""
    jumlah = 0
    while (satu := _ambil(jam())) is not None:
        _jalankan(satu, jam)
        jumlah += 1
    return jumlah


@transaction.atomic
def _ambil(now: datetime) -> Pekerjaan | None:
    """Take the order that has waited longest, for SEWA; give up what has ended three workers."""
    antrean = Pekerjaan.objects.siap_diambil(now).select_for_update(skip_locked=True, of=("self",))
    while (satu := antrean.first()) is not None:
        if satu.percobaan >= COBA:
            _akhiri(satu, K.GAGAL, sebab=_("Sudah dicoba beberapa kali dan belum berhasil. Pesan lagi nanti."))
            continue
        satu.keadaan, satu.sewa_sampai, satu.percobaan = K.BERJALAN, now + SEWA, satu.percobaan + 1
        satu.sudah = satu.semua = 0
        satu.save(update_fields=["keadaan", "sewa_sampai", "percobaan", "sudah", "semua"])
        return satu
    return None


def _akhiri(satu: Pekerjaan, keadaan: str, **lain: Any) -> bool:
    """Come to an end, unless it has been taken by another meanwhile; what was asked for is forgotten."""
    punya = Pekerjaan.objects.filter(pk=satu.pk, percobaan=satu.percobaan, keadaan__in=Pekerjaan.TERBUKA)
    return bool(punya.update(keadaan=keadaan, pesanan_segel=b"", sewa_sampai=None, **lain))


def _jalankan(satu: Pekerjaan, jam: Jam) -> None:
    """One try: all of it into the store, or nothing."""
    tempat = uuid.uuid4()
    try:
        with translation.override(settings.LANGUAGE_CODE):
            ukuran = _tulis(satu, tempat, _Pelapor(satu, jam))
        if not _akhiri(satu, K.SELESAI, hasil=tempat, ukuran=ukuran, selesai_pada=jam()):
            raise Terlepas
    except Terlepas:
        store.delete(tempat)
    except (ValidationError, PermissionDenied) as error:
        kalimat = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        _akhiri(satu, K.GAGAL, sebab=kalimat[:300])
    except Exception as error:  # noqa: BLE001 - one order's fault must not hold up the others; it is tried again
        store.delete(tempat)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        di = f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
        log.error("pekerjaan_gagal", pekerjaan=satu.pk, jenis=satu.jenis, galat=type(error).__name__, di=di)
        milik = Pekerjaan.objects.filter(pk=satu.pk, percobaan=satu.percobaan, keadaan=K.BERJALAN)
        milik.update(sewa_sampai=jam() + ULANG)


def _tulis(satu: Pekerjaan, tempat: uuid.UUID, lapor: Lapor) -> int:
    """Let the work write; its size. Whoever may see less than when he ordered gets nothing."""
    actor = Actor.of(satu.pemilik)
    if not actor.aktif or hak(actor) != satu.hak:
        raise PermissionDenied(
            _("Hak Anda berubah sejak memesan ini. Pesan lagi: hasilnya mengikuti hak Anda sekarang.")
        )
    kerja = _pelaksana[satu.jenis]
    penulis = store.SealedWriter(tempat)
    try:
        kerja.jalan(json.loads(satu.pesanan), actor, cast(BinaryIO, _Aliran(penulis)), lapor)
        return penulis.commit()[0]
    except BaseException:
        penulis.abort()
        raise


class _Aliran(io.RawIOBase):
    """A sealed file as a stream: forwards only."""

    def __init__(self, penulis: store.SealedWriter) -> None:
        self.penulis = penulis

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, isi: Any) -> int:
        """Seal."""
        self.penulis.write(bytes(isi))
        return len(isi)


class _Pelapor:
    """Writes the progress down, now and then, and holds the lease with it."""

    def __init__(self, satu: Pekerjaan, jam: Jam) -> None:
        self.satu, self.jam, self.terakhir = satu, jam, datetime.min.replace(tzinfo=satu.dibuat_pada.tzinfo)

    def __call__(self, sudah: int, semua: int) -> None:
        """Raises Terlepas when the order is wanted no more."""
        now = self.jam()
        if now - self.terakhir < TIAP and sudah != semua:
            return
        self.terakhir = now
        milik = Pekerjaan.objects.filter(pk=self.satu.pk, percobaan=self.satu.percobaan, keadaan=K.BERJALAN)
        if not milik.update(sudah=sudah, semua=semua, sewa_sampai=now + SEWA):
            raise Terlepas


def sapu(*, now: datetime) -> int:
    """Throw away results whose day is over, then orders long forgotten; how many results."""
    habis = list(Pekerjaan.objects.filter(hasil__isnull=False, selesai_pada__lte=now - SIMPAN))
    for satu in habis:
        store.delete(cast(uuid.UUID, satu.hasil))
        Pekerjaan.objects.filter(pk=satu.pk).update(keadaan=K.HANGUS, hasil=None)
    Pekerjaan.objects.filter(hasil__isnull=True, dibuat_pada__lt=now - INGAT).exclude(
        keadaan__in=Pekerjaan.TERBUKA
    ).delete()
    return len(habis)
