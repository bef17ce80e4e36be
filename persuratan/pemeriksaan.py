"""The life of an upload check: received, known at once or waiting, examined, told, forgotten. Read it downwards.

The bytes are removed as soon as they were examined; pictures of differing pages and the result go with their hour. A
wake-up may be lost: the sweep finds what waits, takes up what a dead worker left, and gives it up the second time.
"""

import json
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akun import receipt
from berkas import sandbox, store
from berkas.alasan import Alasan, Suspect
from berkas.limits import MAKS_UKURAN
from berkas.names import nama_terbaca
from berkas.putusan import KALIMAT
from berkas.upload import SealedUpload
from jejak import wake
from persuratan import dokumen_lain, halaman_pdf, kepercayaan, keterangan
from persuratan.keaslian import amplop, periksa
from persuratan.models import PeriksaKeaslian, SuratKeluar

TASK = "persuratan.periksa_keaslian"
UMUR = timedelta(hours=1)
"""How long a file may wait, and a result be read."""
TENGGANG = timedelta(seconds=10)
"""What has waited so long was not examined by the task that was woken for it."""
SEWA = timedelta(seconds=90)
"""A check that takes longer has lost its worker."""
PERCOBAAN = 2
BATAS_UNGGAHAN = 60
"""Files that one address may have checked in an hour."""
BATAS_BYTE = 300 * 1024
"""KiB that one address may upload for it in an hour."""
BATAS_ANTREAN = 200
"""Files that may wait at the same time."""
WAKTU_SAPUAN = 20.0
KIB = 1024
KUNCI_PDF = b"%PDF-"
TERLALU_SERING: Promise = _("Sudah terlalu banyak berkas diperiksa dari jaringan ini. Coba lagi satu jam lagi.")
PENUH: Promise = _("Antrean pemeriksaan sedang penuh. Coba lagi beberapa menit lagi.")
BUKAN_PDF: Promise = _("Berkas ini bukan PDF. Unggah surat dalam bentuk PDF, bukan foto.")
K = PeriksaKeaslian.Keadaan
log = structlog.get_logger(__name__)


def terima(*, unggahan: "UploadedFile[Any]", alamat: str, tiket_terbuka: str, now: datetime) -> PeriksaKeaslian:
    """Take a PDF in; an exact copy of a paper of ours is known at once, everything else waits for the checker.

    `alamat` is counted, never kept. Raises ValidationError with the sentence for the form.
    """
    sealed = _tersegel(unggahan)
    _hitung(alamat, sealed.ukuran, now)
    baris = PeriksaKeaslian(
        id=sealed.berkas_id,
        ukuran=sealed.ukuran,
        sha256=sealed.sha256,
        tiket_terbuka=tiket_terbuka,
        dibuat_pada=now,
    )
    baris.nama = nama_terbaca(unggahan.name or "")
    baris.surat = keterangan.persis(sealed.sha256)
    if baris.surat:
        baris.keadaan, baris.kaitan, baris.terbukti = K.SELESAI, PeriksaKeaslian.Kaitan.PERSIS, True
        baris.mulai_pada = baris.selesai_pada = now
        baris.save(force_insert=True)
        return baris
    if dokumen_lain.persis(sealed.sha256):
        baris.keadaan, baris.mulai_pada, baris.selesai_pada = K.SELESAI, now, now
        baris.save(force_insert=True)
        return baris
    if PeriksaKeaslian.objects.filter(keadaan__in=(K.MENUNGGU, K.DIPERIKSA)).count() >= BATAS_ANTREAN:
        raise ValidationError(str(PENUH))
    baris.save(force_insert=True)
    sealed.keep()
    transaction.on_commit(partial(wake.wake, TASK, periksa_id=str(baris.pk)))
    return baris


def _tersegel(unggahan: "UploadedFile[Any]") -> SealedUpload:
    """The upload as the handler has sealed it. Raises ValidationError for what is no PDF or could not be kept."""
    if not isinstance(unggahan, SealedUpload):
        raise TypeError("uploads come through SealedUploadHandler")
    try:
        unggahan.check()
    except Suspect as sebab:
        raise ValidationError(str(KALIMAT[sebab.alasan])) from sebab
    if unggahan.ukuran > MAKS_UKURAN:
        raise ValidationError(str(KALIMAT[Alasan.TERLALU_BESAR]))
    if KUNCI_PDF not in unggahan.kepala[:KIB]:
        raise ValidationError(str(BUKAN_PDF))
    return unggahan


def _hitung(alamat: str, ukuran: int, now: datetime) -> None:
    """Count an upload for its address. Raises ValidationError."""
    kali, byte = (receipt.kunci_alamat(untuk, alamat, now=now) for untuk in ("keaslian", "keaslian-byte"))
    cukup = receipt.hitung(byte, BATAS_BYTE, now=now, banyak=-(-ukuran // KIB))
    if not cukup or not receipt.hitung(kali, BATAS_UNGGAHAN, now=now):
        raise ValidationError(str(TERLALU_SERING))


def antrean(baris: PeriksaKeaslian) -> int:
    """Which place in the queue: 1 is next, or being examined."""
    lain = PeriksaKeaslian.objects.filter(keadaan__in=(K.MENUNGGU, K.DIPERIKSA), dibuat_pada__lt=baris.dibuat_pada)
    return lain.count() + 1


def kerjakan(*, periksa_id: uuid.UUID, now: datetime) -> bool:
    """Examine one file; False when somebody else has it or it no longer waits."""
    waiting = PeriksaKeaslian.objects.filter(pk=periksa_id, keadaan=K.MENUNGGU)
    baris = waiting.first()
    if baris is None or not waiting.update(keadaan=K.DIPERIKSA, mulai_pada=now, percobaan=baris.percobaan + 1):
        return False
    with sandbox.private_file() as polos, sandbox.private_file() as gambar:
        try:
            polos.writelines(store.read(baris.pk))
        except store.StoreError:
            log.error("keaslian_tidak_terbaca", periksa=str(baris.pk))
            return _akhiri(baris, K.GAGAL, now)
        polos.flush()
        putusan = periksa.periksa(polos, kepercayaan=kepercayaan.daftar(), now=now)
        hasil: dict[str, Any] = {"putusan": amplop.tulis(putusan)}
        surat, terbukti = keterangan.cocokkan(
            halaman_pdf.klaim(polos), tiket_terbuka=baris.tiket_terbuka, untuk=f"keaslian:{baris.pk}", now=now
        )
        if surat and keterangan.boleh_salinan(surat):
            hasil["banding"] = _bandingkan(surat, polos, gambar)
            gambar.seek(0)
            store.write(baris.pk, gambar, store.SALINAN)
    baris.surat, baris.terbukti = surat, terbukti
    baris.kaitan = PeriksaKeaslian.Kaitan.MEMUAT if surat else PeriksaKeaslian.Kaitan.TIDAK_ADA
    baris.isi_hasil = json.dumps(hasil)
    return _akhiri(baris, K.SELESAI, now)


def _bandingkan(surat: SuratKeluar, unggahan: Any, gambar: Any) -> dict[str, Any]:
    """Where the file differs from our copy; empty when that cannot be told."""
    try:
        return halaman_pdf.banding(keterangan.isi(surat), unggahan, gambar)
    except store.StoreError:
        log.error("salinan_tidak_terbaca", surat=surat.pk)
        return {}


def _akhiri(baris: PeriksaKeaslian, keadaan: str, now: datetime) -> bool:
    """Write the end, unless the sweep has given it up meanwhile; the bytes are not needed any more."""
    selesai = PeriksaKeaslian.objects.filter(pk=baris.pk, keadaan=K.DIPERIKSA).update(
        keadaan=keadaan,
        kaitan=baris.kaitan,
        surat=baris.surat,
        terbukti=baris.terbukti,
        hasil_segel=baris.hasil_segel,
        selesai_pada=now,
    )
    store.delete(baris.pk)
    if not selesai:
        store.delete(baris.pk, store.SALINAN)
    return bool(selesai)


def gambar(baris: PeriksaKeaslian, ke: int) -> bytes:
    """Picture number `ke` of the differing pages. Raises StoreError when there are none."""
    return halaman_pdf.potong(b"".join(store.read(baris.pk, store.SALINAN)), ke)


def sapu(*, now: datetime, stopwatch: Callable[[], float] = time.monotonic) -> int:
    """Forget what is old, take up what was lost, examine what still waits; how many were examined."""
    lupakan(now=now)
    macet = PeriksaKeaslian.objects.filter(keadaan=K.DIPERIKSA, mulai_pada__lt=now - SEWA)
    for pk in list(macet.filter(percobaan__gte=PERCOBAAN).values_list("pk", flat=True)):
        PeriksaKeaslian.objects.filter(pk=pk, keadaan=K.DIPERIKSA).update(keadaan=K.GAGAL, selesai_pada=now)
        store.delete(pk)
    macet.filter(percobaan__lt=PERCOBAAN).update(keadaan=K.MENUNGGU)
    akhir, selesai = stopwatch() + WAKTU_SAPUAN, 0
    menunggu = PeriksaKeaslian.objects.filter(keadaan=K.MENUNGGU, dibuat_pada__lt=now - TENGGANG)
    for pk in menunggu.order_by("dibuat_pada").values_list("pk", flat=True)[:BATAS_ANTREAN]:
        if stopwatch() > akhir:
            break
        selesai += kerjakan(periksa_id=pk, now=now)
    return selesai


def lupakan(*, now: datetime) -> int:
    """Remove checks whose hour is over, with whatever lies in the store for them; how many."""
    ids = list(PeriksaKeaslian.objects.filter(dibuat_pada__lt=now - UMUR).values_list("pk", flat=True)[:1000])
    for pk in ids:
        for variant in store.VARIANTS:
            store.delete(pk, variant)
    return PeriksaKeaslian.objects.filter(pk__in=ids).delete()[0]
