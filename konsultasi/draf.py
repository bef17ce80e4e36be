"""A request before it is sent: nothing typed is lost, and double click, reload and two tabs are one request.

A question of the website has a draft per account. The form of a visit keeps nothing on our side before it is sent: it
carries a key, by which a second click is known.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak
from konsultasi import flow, flow_temu
from konsultasi.flow import DataKonsultasi
from konsultasi.models import BerkasDrafKonsultasi, DrafKonsultasi, Konsultasi, SlotTatapMuka
from sla.stages import StepRefused

TOKEN_TAMPIL = timedelta(minutes=30)
UMUR = timedelta(days=14)  # an untouched draft is forgotten
BATAS_UNGGAHAN = 600 * 1024
"""KiB that one address may upload in an hour, all forms together."""
BATAS_TANYA = 30
"""Questions that one account may ask in an hour."""
BATAS_JANJI = 10
"""Visits that one address may book in an hour."""

Isi = dict[str, Any]


@dataclass(frozen=True)
class Ditolak:
    """A file that was not taken: its name, and the sentence that says why."""

    nama: str
    kalimat: str


def buka(*, by: Actor, now: datetime) -> DrafKonsultasi:
    """The draft of an account that was not sent yet; a new one where there is none."""
    row, _baru = DrafKonsultasi.objects.get_or_create(
        user_id=by.petugas_id, konsultasi=None, kunci="", defaults={"diubah_pada": now}
    )
    return row


def isi(draf: DrafKonsultasi) -> Isi:
    """Everything typed so far."""
    found: Isi = json.loads(draf.isi_teks) if draf.isi_segel else {}
    return found


def _kunci(draf: DrafKonsultasi) -> DrafKonsultasi:
    return DrafKonsultasi.objects.select_for_update().get(pk=draf.pk)


@transaction.atomic
def simpan(*, draf: DrafKonsultasi, data: Isi, now: datetime) -> None:
    """Keep what was typed, valid or not. A draft that was sent stays as it is."""
    row = _kunci(draf)
    if row.konsultasi_id is None:
        row.isi_teks = json.dumps(data)
        DrafKonsultasi.objects.filter(pk=row.pk).update(isi_segel=row.isi_segel, diubah_pada=now)
        draf.isi_segel, draf.diubah_pada = row.isi_segel, now


@transaction.atomic
def tambah(
    *, draf: DrafKonsultasi, unggahan: "Iterable[UploadedFile[Any]]", alamat: str, now: datetime
) -> list[Ditolak]:
    """Put files into a draft; return those that were refused, with the sentence."""
    row = _kunci(draf)
    if row.konsultasi_id:
        return []
    sudah = [b.berkas for b in row.berkas.select_related("berkas")]
    baru, ditolak = terima_berkas(unggahan, sudah=sudah, alamat=alamat, now=now)
    BerkasDrafKonsultasi.objects.bulk_create([BerkasDrafKonsultasi(draf=row, berkas=b) for b in baru])
    return ditolak


def terima_berkas(
    unggahan: "Iterable[UploadedFile[Any]]", *, sudah: Sequence[Berkas], alamat: str, now: datetime
) -> tuple[list[Berkas], list[Ditolak]]:
    """Files through the quick look of the gate: those taken, and those refused. The same file twice is taken once."""
    baru: list[Berkas] = []
    ditolak: list[Ditolak] = []
    for satu in unggahan:
        semua = [*sudah, *baru]
        kib = -(-(satu.size or 0) // 1024)
        try:
            berkas_flow.periksa_kuota(len(semua) + 1, sum(b.ukuran for b in semua) + (satu.size or 0))
            kunci = receipt.kunci_alamat("unggah", alamat, now=now)
            if not receipt.hitung(kunci, BATAS_UNGGAHAN, now=now, banyak=kib):
                kalimat = _("Terlalu banyak berkas dari jaringan ini dalam satu jam. Coba lagi satu jam lagi.")
                ditolak.append(Ditolak(nama_terbaca(satu.name or ""), kalimat))
                continue
            berkas = berkas_flow.terima(unggahan=satu, now=now)
        except BerkasDitolak as sebab:
            ditolak.append(Ditolak(nama_terbaca(satu.name or ""), str(sebab.kalimat)))
            continue
        if berkas.sha256 in {b.sha256 for b in semua}:
            berkas.delete()
        else:
            baru.append(berkas)
    return baru, ditolak


@transaction.atomic
def hapus(*, draf: DrafKonsultasi, berkas_id: int) -> None:
    """Take a file out of a draft; its bytes are swept when nothing refers to them any more."""
    satu = draf.berkas.filter(pk=berkas_id, draf__konsultasi=None).select_related("berkas").first()
    if satu is not None:
        satu.delete()
        satu.berkas.delete()


@transaction.atomic
def kirim(
    *, draf: DrafKonsultasi, data: DataKonsultasi, tanda_terima: str = "", by: Actor, now: datetime
) -> Konsultasi:
    """Ask, once: the second call returns the consultation of the first. Raises StepRefused."""
    row = _kunci(draf)
    if row.konsultasi_id:
        return Konsultasi.objects.get(pk=row.konsultasi_id)
    daftar = [b.berkas for b in row.berkas.select_related("berkas")]
    for berkas in daftar:
        if berkas.alasan:  # the gate has spoken while the question was being written
            raise StepRefused(f"{berkas.nama_asli}: {berkas.kalimat}")
    if not receipt.hitung(receipt.kunci_alamat("konsultasi", str(by.user_id), now=now), BATAS_TANYA, now=now):
        raise StepRefused(_("Terlalu banyak pertanyaan dari akun ini dalam satu jam. Isian Anda tersimpan."))
    token = receipt.new_token()
    row.berkas.all().delete()
    k = flow.ajukan_website(data=data, token=token, berkas=daftar, tanda_terima=tanda_terima, by=by, now=now)
    _tandai(row, k, token, now)
    return k


@transaction.atomic
def pesan_kunjungan(
    *,
    kunci: str,
    data: DataKonsultasi,
    slot: SlotTatapMuka,
    alamat: str,
    tanda_terima: str = "",
    by: Actor,
    now: datetime,
) -> Konsultasi:
    """Book a visit, once per form: the second click gets the visit of the first. Raises StepRefused."""
    row, _baru = DrafKonsultasi.objects.select_for_update().get_or_create(
        kunci=_cap(kunci), defaults={"diubah_pada": now, "user_id": by.user_id}
    )
    if row.konsultasi_id:
        return Konsultasi.objects.get(pk=row.konsultasi_id)
    if not receipt.hitung(receipt.kunci_alamat("janji", alamat, now=now), BATAS_JANJI, now=now):
        raise StepRefused(_("Terlalu banyak janji dari jaringan ini dalam satu jam. Coba lagi satu jam lagi."))
    token = receipt.new_token()
    k = flow_temu.buat_janji(data=data, slot=slot, token=token, tanda_terima=tanda_terima, by=by, now=now)
    _tandai(row, k, token, now)
    return k


def _cap(kunci: str) -> str:
    return hashlib.sha256(kunci.encode()).hexdigest()


def _tandai(row: DrafKonsultasi, k: Konsultasi, token: str, now: datetime) -> None:
    row.konsultasi, row.isi_segel, row.diubah_pada = k, b"", now
    row.token = token
    row.save(update_fields=["konsultasi", "token_segel", "isi_segel", "diubah_pada"])


def token_tampil(k: Konsultasi, *, now: datetime) -> tuple[str, datetime | None]:
    """The token of a request just sent, while it may still be shown, and until when."""
    row = DrafKonsultasi.objects.filter(konsultasi=k).first()
    sampai = row.diubah_pada + TOKEN_TAMPIL if row else None
    return (row.token, sampai) if row and sampai and now < sampai and row.token_segel else ("", None)


def lupakan_token(k: Konsultasi) -> None:
    """The applicant has kept his token: it is forgotten before its time."""
    DrafKonsultasi.objects.filter(konsultasi=k).update(token_segel=b"")


@transaction.atomic
def lupakan(*, now: datetime) -> int:
    """Forget tokens shown long enough, and drafts left alone with their files; return how many rows were touched."""
    lama = DrafKonsultasi.objects.filter(konsultasi__isnull=False, diubah_pada__lt=now - TOKEN_TAMPIL)
    n = int(lama.delete()[0])
    tua = DrafKonsultasi.objects.select_for_update(skip_locked=True).filter(konsultasi=None, diubah_pada__lt=now - UMUR)
    ids = list(tua.values_list("pk", flat=True))
    berkas = list(BerkasDrafKonsultasi.objects.filter(draf__in=ids).values_list("berkas_id", flat=True))
    n += int(BerkasDrafKonsultasi.objects.filter(draf__in=ids).delete()[0])
    n += int(Berkas.objects.filter(pk__in=berkas).delete()[0])
    return n + int(DrafKonsultasi.objects.filter(pk__in=ids).delete()[0])
