"""Tickets that belong together: duplicates of one report, and incidents with one cause (solve once, tell all)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import SYSTEM, Actor
from akun.decision import require
from helpdesk import flow, permissions, utas
from helpdesk.models import Masalah, MejaLayanan, Tiket
from helpdesk.pilihan import Dari, Solusi, StatusMasalah
from helpdesk.status import DIKERJAKAN, GABUNG, STAGES, TERBUKA, Event, EventMasalah, Status
from jejak.trail import record
from sla import clock
from sla.stages import StepRefused


@transaction.atomic
def gabung(*, tiket: Tiket, utama: Tiket, by: Actor, now: datetime) -> None:
    """The same report a second time: it ends here, and goes on under the other number, which both reporters read.

    Raises StepRefused for itself, for one of another desk, and for one that is over or a duplicate itself.
    """
    require(permissions.may_tangani(by, tiket))
    require(permissions.may_tulis(by, utama))
    if tiket.pk == utama.pk or tiket.meja_id != utama.meja_id:
        raise StepRefused(_("Pilih tiket lain dari helpdesk yang sama."))
    for satu in sorted((tiket, utama), key=lambda t: t.pk):  # in one order, so that two merges never block each other
        clock.hold(satu)
    kini = Tiket.objects.only("status").get(pk=utama.pk).status
    if kini in {Status.DUPLIKAT, Status.DIBATALKAN}:
        raise StepRefused(_("Tiket itu sendiri sudah digabung atau dibatalkan. Pilih tiket utamanya."))
    if kini not in TERBUKA:  # nobody would ever tell the second reporter
        raise StepRefused(_("Tiket itu sudah berakhir. Selesaikan tiket ini dengan jawaban yang sama."))
    Tiket.objects.filter(duplikat_dari=tiket).update(duplikat_dari=utama)
    flow.tutup_tangga(tiket, by=by, now=now)
    pesan = utas.tulis(
        utama,
        isi=_("Tiket %(nomor)s digabung ke tiket ini.") % {"nomor": tiket.nomor},
        dari=Dari.SISTEM,
        hanya_petugas=True,
        by=by,
        now=now,
    )
    kolom = {"duplikat_dari_id": utama.pk, "di_lkpp": False, "pending": False, "pending_sejak": None}
    STAGES.move(tiket, GABUNG, by=by, now=now, data={"utama": utama.pk, "pesan": pesan.pk}, **kolom)


@transaction.atomic
def buat_masalah(
    *, judul: str, uraian: str, meja: MejaLayanan, tiket: Sequence[Tiket] = (), by: Actor, now: datetime
) -> Masalah:
    """A common cause gets a record of its own, with the incidents that show it."""
    require(permissions.may_masalah(by, meja))
    masalah = Masalah.objects.create(
        judul=utas.wajib(judul)[:200],
        uraian=utas.samar(uraian),
        meja=meja,
        dibuat_oleh_id=by.petugas_id,
        dibuat_pada=now,
    )
    record(kejadian=EventMasalah.DIBUAT, objek=masalah, by=by, now=now)
    for satu in tiket:
        kaitkan(masalah=masalah, tiket=satu, by=by, now=now)
    return masalah


@transaction.atomic
def kaitkan(*, masalah: Masalah, tiket: Tiket, by: Actor, now: datetime) -> None:
    """This incident comes from that cause. Raises StepRefused where one of the two is over."""
    require(permissions.may_masalah(by, masalah.meja))
    require(permissions.may_tulis(by, tiket))
    keadaan = Masalah.objects.select_for_update().only("keadaan").get(pk=masalah.pk).keadaan  # before its tickets
    clock.hold(tiket)
    if keadaan == StatusMasalah.SELESAI or not Tiket.objects.terbuka().filter(pk=tiket.pk).exists():
        raise StepRefused(_("Masalah atau tiket ini sudah selesai."))
    Tiket.objects.filter(pk=tiket.pk).update(masalah=masalah)
    tiket.masalah = masalah
    record(kejadian=Event.DIKAITKAN, objek=tiket, by=by, now=now, data={"masalah": masalah.pk})


@transaction.atomic
def solusi_masalah(
    *, masalah: Masalah, solusi: str, jenis: str = Solusi.PERMANEN, by: Actor, now: datetime
) -> list[Tiket]:
    """Solve once, tell all: every open incident of a problem gets the solution; those with a class are solved by it.

    Returns the tickets that were solved, or that now have a way around it.
    """
    require(permissions.may_masalah(by, masalah.meja))
    masalah = Masalah.objects.select_for_update().get(pk=masalah.pk)
    if masalah.keadaan == StatusMasalah.SELESAI:
        raise StepRefused(_("Masalah ini sudah diselesaikan."))
    permanen = jenis == Solusi.PERMANEN
    masalah.keadaan = StatusMasalah.SELESAI if permanen else StatusMasalah.SOLUSI_SEMENTARA
    masalah.solusi, masalah.selesai_pada = utas.wajib(solusi), now if permanen else None
    masalah.save(update_fields=["keadaan", "solusi", "selesai_pada"])
    record(kejadian=EventMasalah.SOLUSI, objek=masalah, by=by, now=now, data={"solusi": str(jenis)})
    kena = []
    for tiket in masalah.tiket.terbuka().select_related("meja").order_by("pk"):
        if _beri(tiket, solusi, permanen=permanen, by=by, now=now):
            kena.append(tiket)
    return kena


def _beri(tiket: Tiket, solusi: str, *, permanen: bool, by: Actor, now: datetime) -> bool:
    """The solution for one incident; where it stands elsewhere (escalated, not classified) its thread gets it."""
    if tiket.status in DIKERJAKAN and not tiket.perlu_klasifikasi and permissions.may_tangani(by, tiket):
        if permanen:
            flow.selesaikan(tiket=tiket, isi=solusi, solusi=Solusi.PERMANEN, by=by, now=now)
            return True
        if tiket.status != Status.SOLUSI_SEMENTARA:
            flow.solusi_sementara(tiket=tiket, isi=solusi, by=by, now=now)
            return True
    flow.balas(tiket=tiket, isi=solusi, by=by if permissions.may_tulis(by, tiket) else SYSTEM, now=now)
    return False
