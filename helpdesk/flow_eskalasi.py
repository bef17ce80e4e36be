"""The ladder: to a technical team, to an official, from an LPSE to LKPP; and every answer back down.

At most one escalation to LKPP is open, and within it one to a section or an official of LKPP. Whoever had the ticket
gets it back with the answer.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import User
from helpdesk import penugasan, permissions, utas
from helpdesk.models import EskalasiTiket, MejaLayanan, PesanTiket, Regu, Tiket
from helpdesk.pilihan import Dari, JenisEskalasi, LingkupLkpp
from helpdesk.status import (
    JANJI_LKPP,
    JAWAB_ESKALASI,
    JAWAB_KEPADA_LKPP,
    KE_LKPP,
    KE_PEJABAT,
    KE_TEKNIS,
    STAGES,
    Status,
)
from sla import clock
from sla.stages import Step, StepRefused


def meja_kini(tiket: Tiket) -> MejaLayanan:
    """The desk at which a ticket lies now: LKPP's while it is escalated there."""
    return MejaLayanan.objects.lkpp() if tiket.di_lkpp else tiket.meja


@transaction.atomic
def eskalasi_fungsional(*, tiket: Tiket, regu: Regu, alasan: str, by: Actor, now: datetime) -> EskalasiTiket:
    """To a technical team of the desk at which the ticket lies; its member with the least on his table gets it."""
    require(permissions.may_tangani(by, tiket))
    meja = meja_kini(tiket)
    if regu.meja_id != meja.pk:
        raise StepRefused(_("Pilih regu dari helpdesk yang sedang menangani tiket ini."))
    kepada = penugasan.teringan(meja, regu=regu)
    baris = EskalasiTiket(jenis=JenisEskalasi.FUNGSIONAL, kepada_regu=regu, kepada=kepada)
    return _naik(tiket, KE_TEKNIS, baris, alasan=alasan, by=by, now=now, regu_id=regu.pk)


@transaction.atomic
def eskalasi_struktural(*, tiket: Tiket, alasan: str, by: Actor, now: datetime) -> EskalasiTiket:
    """To the head of the LPSE, or to LKPP's leadership: more people or coordination are needed."""
    require(permissions.may_tangani(by, tiket))
    baris = EskalasiTiket(jenis=JenisEskalasi.STRUKTURAL, kepada=penugasan.pejabat(meja_kini(tiket)))
    return _naik(tiket, KE_PEJABAT, baris, alasan=alasan, by=by, now=now)


@transaction.atomic
def eskalasi_lkpp(*, tiket: Tiket, lingkup: str, alasan: str, by: Actor, now: datetime) -> EskalasiTiket:
    """From an LPSE to LKPP, which sees the ticket from then on and has a promise of its own to keep."""
    require(permissions.may_eskalasi_lkpp(by, tiket))
    kepada = penugasan.teringan(MejaLayanan.objects.lkpp())
    baris = EskalasiTiket(jenis=JenisEskalasi.LKPP, lingkup=LingkupLkpp(lingkup), kepada=kepada)
    return _naik(
        tiket, KE_LKPP, baris, alasan=alasan, by=by, now=now, lkpp=True, lkpp_pada=now, di_lkpp=True, regu_id=None
    )


def _naik(
    tiket: Tiket, langkah: Step, baris: EskalasiTiket, *, alasan: str, by: Actor, now: datetime, **kolom: Any
) -> EskalasiTiket:
    """One rung up. A rung of the same desk below it that has not answered is passed over; who gets it back stays."""
    if tiket.perlu_klasifikasi:
        raise StepRefused(_("Gangguan ini belum diklasifikasi. Tetapkan dahulu prioritasnya."))
    clock.hold(tiket)
    dilewati = tiket.eskalasi.terbuka().exclude(jenis=JenisEskalasi.LKPP)
    sebelumnya = dilewati.order_by("tingkat").first()
    dilewati.update(selesai_pada=now, selesai_oleh_id=by.user_id)
    baris.tiket, baris.pada, baris.oleh_id = tiket, now, by.user_id
    baris.dari_id = sebelumnya.dari_id if sebelumnya else tiket.pemegang_id
    baris.alasan = utas.wajib(alasan)
    baris.tingkat = 1 + tiket.eskalasi.count()
    if tiket.eskalasi.terbuka().filter(jenis=baris.jenis).exists():
        raise StepRefused(_("Tiket ini sudah dieskalasi ke sana. Muat ulang halaman."))
    baris.save(force_insert=True)
    if baris.kepada_id is not None:
        kolom["pemegang_id"] = baris.kepada_id
    data = {"eskalasi": baris.pk, "tingkat": baris.tingkat, "kepada": baris.kepada_id, "regu": baris.kepada_regu_id}
    STAGES.move(tiket, langkah, by=by, now=now, data=data, **kolom)
    return baris


@transaction.atomic
def jawab_eskalasi(*, tiket: Tiket, jawaban: str, by: Actor, now: datetime) -> PesanTiket:
    """The highest open rung answers; the ticket goes back to whoever had it before, at the desk that had it before.

    The answer is a note of the desk: what the reporter reads of it, the desk writes. Raises StepRefused without a rung.
    """
    require(permissions.may_jawab_eskalasi(by, tiket))
    clock.hold(tiket)
    baris = tiket.eskalasi.terbuka().select_related("dari").order_by("-tingkat").first()
    if baris is None:
        raise StepRefused(_("Tidak ada eskalasi yang menunggu jawaban. Muat ulang halaman."))
    pesan = utas.tulis(tiket, isi=jawaban, dari=Dari.PETUGAS, hanya_petugas=True, by=by, now=now)
    baris.selesai_pada, baris.selesai_oleh_id, baris.jawaban = now, by.user_id, pesan.isi
    baris.save(update_fields=["selesai_pada", "selesai_oleh", "jawaban"])
    dari_lkpp = baris.jenis == JenisEskalasi.LKPP
    masih_di_lkpp = tiket.di_lkpp and not dari_lkpp
    kembali = _kembali_kepada(tiket, baris.dari, di_lkpp=masih_di_lkpp)
    STAGES.move(
        tiket,
        JAWAB_KEPADA_LKPP if masih_di_lkpp else JAWAB_ESKALASI,
        by=by,
        now=now,
        data={"eskalasi": baris.pk, "tingkat": baris.tingkat, "pesan": pesan.pk, "pemegang": kembali},
        pemegang_id=kembali,
        di_lkpp=masih_di_lkpp,
        regu_id=None,
    )
    if dari_lkpp:
        for tenggat in clock.running(tiket).filter(kode=JANJI_LKPP):
            clock.stop(tenggat, now=now)
    return pesan


def _kembali_kepada(tiket: Tiket, dari: User | None, *, di_lkpp: bool) -> int | None:
    """Who had it; where he has left, whoever of that desk has the least on his table."""
    if dari is not None and dari.is_active:
        return dari.pk
    petugas = penugasan.teringan(MejaLayanan.objects.lkpp() if di_lkpp else tiket.meja)
    return petugas.pk if petugas else None


def bisa_dijawab(tiket: Tiket) -> bool:
    """Whether an escalation waits for an answer."""
    return tiket.status in {Status.ESKALASI_FUNGSIONAL, Status.ESKALASI_STRUKTURAL, Status.ESKALASI_LKPP}
