"""The life of a file: received and sealed, examined, accepted or held, released or refused. Read it downwards."""

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.receipt import WIB
from akun.sealing import seal_text
from berkas import antivirus, gate, permissions, sandbox, store
from berkas.alasan import Alasan, Suspect
from berkas.limits import KEPALA, MAKS_BERKAS, MAKS_TOTAL, MAKS_UKURAN
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak, Jenis, Putusan
from berkas.sniff import OPAK
from berkas.upload import SealedUpload
from jejak import wake

TASK = "berkas.periksa"
TENGGANG = timedelta(seconds=30)
"""A file that has waited so long was not examined by the task that was woken for it."""
YATIM = 24 * 3600
"""Seconds after which stored bytes without a row are swept: their request never came to its end."""
SAPUAN = 200
WAKTU_SAPUAN = 45.0
"""Seconds after which a sweep takes no further file: the next sweep, a minute after this one began, goes on."""
log = structlog.get_logger(__name__)


def periksa_kuota(jumlah: int, total: int) -> None:
    """May a case hold `jumlah` files of `total` bytes? Raises BerkasDitolak."""
    if jumlah > MAKS_BERKAS:
        raise BerkasDitolak(Alasan.TERLALU_BANYAK)
    if total > MAKS_TOTAL:
        raise BerkasDitolak(Alasan.KUOTA)


def terima(*, unggahan: "UploadedFile[Any]", now: datetime, opak: bool = False) -> Berkas:
    """Take a file in: a quick look, sealed into the store, a row that waits for examination.

    `opak` where a form asks for a file that nobody here can read (an encrypted bid): kept as it is, never opened.

    Raises BerkasDitolak with the sentence for the form; the case goes on without this file.
    """
    sealed = unggahan if isinstance(unggahan, SealedUpload) else None
    try:
        if sealed:
            sealed.check()
            kepala, id_ = sealed.kepala, sealed.berkas_id
        else:
            kepala, id_ = _kepala(unggahan), uuid.uuid4()
        format_ = gate.kenali(kepala, unggahan.size or 0, opak=opak)
        ukuran, sha256 = (sealed.ukuran, sealed.sha256) if sealed else store.write(id_, _terbatas(unggahan))
    except Suspect as reason:
        raise BerkasDitolak(reason.alasan) from reason
    except OSError as error:
        log.error("berkas_tidak_tersimpan", galat=type(error).__name__)
        raise BerkasDitolak(Alasan.GANGGUAN) from error
    berkas = Berkas(id=id_, jenis=format_.jenis, mime=format_.mime, ukuran=ukuran, sha256=sha256, diunggah_pada=now)
    berkas.nama = seal_text(nama_terbaca(unggahan.name or ""), context=berkas.konteks_nama)
    berkas.save(force_insert=True)
    if sealed:
        sealed.keep()
    transaction.on_commit(partial(wake.wake, TASK, berkas_id=str(id_)))
    return berkas


def _kepala(unggahan: "UploadedFile[Any]") -> bytes:
    unggahan.seek(0)
    kepala: bytes = unggahan.read(KEPALA)
    unggahan.seek(0)
    return kepala


def _terbatas(unggahan: "UploadedFile[Any]") -> Iterator[bytes]:
    """The pieces of an upload, whose declared size is not believed."""
    total = 0
    for piece in unggahan.chunks():
        total += len(piece)
        if total > MAKS_UKURAN:
            raise Suspect(Alasan.TERLALU_BESAR)
        yield piece


def buat(*, isi: bytes, nama: str, now: datetime) -> Berkas:
    """Keep a PDF that we made ourselves: sealed into the store, and accepted at once. Raises OSError.

    When the caller's transaction is rolled back its bytes belong to nobody, and are swept after a day.
    """
    id_ = uuid.uuid4()
    ukuran, sha256 = store.write(id_, [isi])
    berkas = Berkas(id=id_, jenis=Jenis.DOKUMEN, mime="application/pdf", ukuran=ukuran, sha256=sha256)
    berkas.nama = seal_text(nama, context=berkas.konteks_nama)
    berkas.diunggah_pada, berkas.diperiksa_pada, berkas.putusan = now, now, Putusan.TERIMA
    berkas.save(force_insert=True)
    return berkas


@transaction.atomic
def periksa(*, berkas_id: uuid.UUID, now: datetime) -> Putusan | None:
    """Examine a waiting file: gate, antivirus, clean copy, verdict.

    None when somebody else holds it, it no longer waits, or the antivirus does not answer: then it waits on.
    The plain bytes live only in memory without a name.
    """
    berkas = Berkas.objects.select_for_update(skip_locked=True).filter(pk=berkas_id, putusan=Putusan.MENUNGGU).first()
    if berkas is None:
        return None
    with sandbox.private_file() as plain, sandbox.private_file() as salinan:
        try:
            plain.writelines(store.read(berkas.id))
        except store.StoreError:
            log.error("berkas_tidak_terbaca", berkas=str(berkas.id))
            return _putuskan(berkas, Putusan.KARANTINA, Alasan.TIDAK_DIPERIKSA, now)
        plain.flush()
        hasil = gate.periksa_isi(plain, salinan, opak=berkas.mime == OPAK.mime)
        if hasil.putusan != Putusan.TOLAK and settings.CLAMD_URL:
            try:
                if antivirus.scan(plain, url=settings.CLAMD_URL):
                    return _putuskan(berkas, Putusan.TOLAK, Alasan.MALWARE, now)
            except antivirus.AntivirusError as error:
                log.warning("antivirus_diam", galat=str(error))
                if hasil.putusan == Putusan.TERIMA:
                    return None
        if hasil.salinan:
            salinan.seek(0)
            store.write(berkas.id, salinan, store.SALINAN)
    berkas.mime, berkas.jenis = hasil.mime or berkas.mime, hasil.jenis or berkas.jenis
    berkas.temuan, berkas.catatan_bersih = list(hasil.temuan), list(hasil.dibersihkan)
    berkas.punya_salinan = hasil.salinan
    return _putuskan(berkas, hasil.putusan, hasil.alasan, now)


def _putuskan(berkas: Berkas, putusan: Putusan, alasan: Alasan | None, now: datetime) -> Putusan:
    berkas.putusan, berkas.alasan = putusan, alasan.value if alasan else ""
    # the day is enough: the exact minute would tell when an anonymous sender was at work
    berkas.diperiksa_pada = now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    berkas.save(
        update_fields=[
            "putusan",
            "alasan",
            "diperiksa_pada",
            "mime",
            "jenis",
            "temuan",
            "catatan_bersih",
            "punya_salinan",
        ]
    )
    if putusan == Putusan.TOLAK:
        _buang_isi(berkas)
    return putusan


def _buang_isi(berkas: Berkas) -> None:
    """Once it is certain, the bytes go; the row stays and tells why."""
    for variant in store.VARIANTS:
        transaction.on_commit(partial(store.delete, berkas.id, variant))


def lepas_karantina(*, berkas: Berkas, by: Actor, now: datetime, catatan: str) -> None:
    """An officer lets a held file be opened by staff. There is no clean copy, so no inspectorate gets it.

    The caller records the event on the case. Raises PermissionDenied; ValidationError without a reason or when
    it is no longer held.
    """
    _putuskan_petugas(berkas, Putusan.TERIMA, by, now, catatan)


def tolak_karantina(*, berkas: Berkas, by: Actor, now: datetime, catatan: str) -> None:
    """An officer refuses a held file; its bytes are removed. The caller records the event on the case."""
    _putuskan_petugas(berkas, Putusan.TOLAK, by, now, catatan)


@transaction.atomic
def _putuskan_petugas(berkas: Berkas, putusan: Putusan, by: Actor, now: datetime, catatan: str) -> None:
    if not permissions.may_putuskan_karantina(by):
        raise PermissionDenied(_("Hanya petugas penangan yang memutuskan berkas yang ditahan."))
    if not catatan.strip():
        raise ValidationError(_("Tulis alasan putusan Anda."))
    alasan = Alasan.DITOLAK_PETUGAS if putusan == Putusan.TOLAK else Alasan(berkas.alasan)
    changed = Berkas.objects.filter(pk=berkas.pk, putusan=Putusan.KARANTINA).update(
        putusan=putusan,
        alasan=alasan.value,
        diputus_pada=now,
        diputus_oleh_id=by.user_id,
        catatan_putusan=seal_text(catatan, context=berkas.konteks_catatan),
    )
    if not changed:
        raise ValidationError(_("Berkas ini sudah tidak ditahan. Muat ulang halaman."))
    berkas.refresh_from_db()
    if putusan == Putusan.TOLAK:
        _buang_isi(berkas)


def sapu(*, now: datetime, stopwatch: Callable[[], float] = time.monotonic) -> int:
    """Examine what still waits (lost wake-ups, a silent antivirus), for a while; how many got a verdict."""
    end = stopwatch() + WAKTU_SAPUAN
    waiting = Berkas.objects.filter(putusan=Putusan.MENUNGGU, diunggah_pada__lt=now - TENGGANG)
    ids = list(waiting.order_by("diunggah_pada").values_list("id", flat=True)[:SAPUAN])
    if ids and settings.CLAMD_URL and not antivirus.answers(settings.CLAMD_URL):
        log.warning("antivirus_diam", menunggu=len(ids))
        return 0
    done = 0
    for id_ in ids:
        if stopwatch() > end:
            break
        try:
            done += periksa(berkas_id=id_, now=now) is not None
        except OSError as error:  # no memory or disk for this one now; the others have their turn
            log.error("berkas_belum_diperiksa", berkas=str(id_), galat=type(error).__name__)
    return done


def buang_yatim() -> int:
    """Remove stored bytes that no row knows and that are a day old; how many."""
    stored = list(store.older_than(YATIM))
    known = set(Berkas.objects.exclude(putusan=Putusan.TOLAK).values_list("id", flat=True)) if stored else set()
    orphans = [path for id_, path in stored if id_ not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
