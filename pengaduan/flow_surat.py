"""A letter that complains becomes a complaint: one case, one receipt, and the letter itself as its first evidence."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision, require
from pengaduan import flow, percakapan, vault
from pengaduan.kelengkapan import DataPengaduan
from pengaduan.models import Pengaduan
from pengaduan.pilihan import Jalur
from persuratan import flow_masuk
from persuratan import permissions as izin_surat
from persuratan.models import SuratMasuk
from persuratan.status import JADIKAN_PENGADUAN
from sla import clock
from sla.stages import StepRefused

TANPA_PEMBERITAHUAN = "surat"
"""Instead of the version of the notice: whoever wrote a letter was shown none."""


def boleh(by: Actor, surat: SuratMasuk) -> Decision:
    """Whether somebody may do it with this letter as it stands now."""
    izin = izin_surat.may_jadikan_pengaduan(by, surat)
    return Decision(surat.status in JADIKAN_PENGADUAN.from_) if izin else izin


@transaction.atomic
def dari_surat(
    *,
    surat: SuratMasuk,
    data: DataPengaduan,
    tingkat: str,
    identitas: vault.Identitas,
    by: Actor,
    now: datetime,
) -> Pengaduan:
    """Open the complaint that a letter is, as of the day on which the letter came.

    The file stays the one that the gate examined, with its fingerprint; it counts as LKPP's, so that an inspectorate
    never gets the sheet that the complainant signed. Raises PermissionDenied; StepRefused when the letter has ended
    or somebody was faster.
    """
    require(izin_surat.may_jadikan_pengaduan(by, surat))
    clock.hold(surat)
    surat.refresh_from_db(fields=["status"])
    if surat.status not in JADIKAN_PENGADUAN.from_:
        raise StepRefused(_("Surat ini sudah berakhir atau sudah dijadikan pengaduan. Muat ulang halaman."))
    pengaduan = flow.ajukan(
        data=data,
        tingkat=tingkat,
        identitas=identitas,
        jalur=Jalur.SURAT,
        versi_pemberitahuan=TANPA_PEMBERITAHUAN,
        token="",
        jumlah_bukti=1 if surat.berkas_id else 0,
        now=now,
        surat=surat,
        by=by,
    )
    if surat.berkas is not None:
        percakapan.lampirkan(pengaduan, [(surat.berkas, surat.nomor)], by=by)
    flow_masuk.jadikan_pengaduan(surat=surat, nomor=pengaduan.nomor, by=by, now=now)
    return pengaduan
