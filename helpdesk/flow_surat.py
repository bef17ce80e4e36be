"""A letter that asks for help becomes a ticket of LKPP's helpdesk: one receipt, counted from the letter's day."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision, require
from helpdesk import flow
from helpdesk.flow import DataTiket
from helpdesk.models import Tiket
from helpdesk.pilihan import Kanal
from persuratan import flow_masuk
from persuratan import permissions as izin_surat
from persuratan.models import SuratMasuk
from persuratan.status import JADIKAN_TIKET
from sla import clock
from sla.stages import StepRefused


def boleh(by: Actor, surat: SuratMasuk) -> Decision:
    """Whether somebody may do it with this letter as it stands now."""
    izin = izin_surat.may_jadikan_tiket(by, surat)
    return Decision(surat.status in JADIKAN_TIKET.from_) if izin else izin


@transaction.atomic
def dari_surat(*, surat: SuratMasuk, data: DataTiket, by: Actor, now: datetime) -> Tiket:
    """Open the ticket that a letter is, as of the day on which the letter came; the letter's receipt leads to it.

    A sender with an account finds it among his tickets. The file stays with the letter. Raises PermissionDenied;
    StepRefused when the letter has ended or somebody was faster.
    """
    require(izin_surat.may_jadikan_tiket(by, surat))
    clock.hold(surat)
    surat.refresh_from_db(fields=["status"])
    if surat.status not in JADIKAN_TIKET.from_:
        raise StepRefused(_("Surat ini sudah berakhir atau sudah dijadikan tiket. Muat ulang halaman."))
    data = replace(data, kanal=Kanal.SURAT, diterima_pada=surat.diterima_pada)
    tiket = flow.catat(data=data, token=None, by=by, now=now)
    if surat.pengirim_id is not None:
        tiket.pelapor_id = surat.pengirim_id
        tiket.save(update_fields=["pelapor"])
    flow_masuk.jadikan_tiket(surat=surat, nomor=tiket.nomor, by=by, now=now)
    return tiket
