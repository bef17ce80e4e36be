"""Moving the clock of a case to another version of its policy: on purpose, with a reason, by the pejabat."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from jejak.trail import record
from pengaduan import permissions
from pengaduan.models import CatatanKasus, Pengaduan
from pengaduan.status import STAGES, Event
from sla import clock
from sla.calendar import WIB
from sla.models import Kebijakan, Tenggat
from sla.stages import StepRefused


@transaction.atomic
def pindah_kebijakan(
    *, pengaduan: Pengaduan, tenggat: Tenggat, kebijakan: Kebijakan, alasan: str, by: Actor, now: datetime
) -> Tenggat:
    """A running clock goes on under another version of its own policy; start and pauses stay. Raises StepRefused.

    The reason is kept sealed as a note; the trail tells which versions, and which due times.
    """
    require(permissions.may_pindah_kebijakan(by, pengaduan))
    if not alasan.strip():
        raise StepRefused(_("Tulis alasan mengapa tenggat ini dipindah."))
    row = next((t for t in clock.hold(pengaduan) if t.pk == tenggat.pk), None)
    if row is None or row.berhenti_pada is not None:
        raise StepRefused(_("Jam ini sudah berhenti, jadi tenggatnya tidak dapat dipindah lagi."))
    if row.kebijakan_id != tenggat.kebijakan_id:
        raise StepRefused(_("Tenggat ini baru saja dipindah petugas lain. Muat ulang halaman."))
    if kebijakan.kode != row.kebijakan.kode:
        raise StepRefused(_("Pilih versi lain dari kebijakan yang sama."))
    if kebijakan.pk == row.kebijakan_id:
        raise StepRefused(_("Tenggat ini sudah memakai versi itu. Pilih versi lain."))
    if kebijakan.berlaku_sejak > now.astimezone(WIB).date():
        raise StepRefused(_("Versi itu belum berlaku. Pilih versi yang sudah berlaku."))
    lama, dari = row.jatuh_tempo, row.kebijakan.versi
    pengaduan.refresh_from_db(fields=["status"])
    STAGES.change_policy(pengaduan, row, kebijakan)
    catatan = CatatanKasus(
        pengaduan=pengaduan, jenis=CatatanKasus.Jenis.INTERNAL, penulis_id=by.petugas_id, dibuat_pada=now
    )
    catatan.isi = alasan
    catatan.save(force_insert=True)
    data = {
        "tenggat": row.pk,
        "kebijakan": row.kode,
        "dari": dari,
        "ke": kebijakan.versi,
        "lama": lama.astimezone(UTC).isoformat(),
        "baru": row.jatuh_tempo.astimezone(UTC).isoformat(),
        "catatan": catatan.pk,
    }
    record(kejadian=Event.KEBIJAKAN_DIPINDAH, objek=pengaduan, by=by, now=now, data=data)
    return row
