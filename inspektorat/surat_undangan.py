"""Inviting an inspectorate by letter: one draft for each. Nothing is sent without the ladder of initials and the
signature (persuratan.flow_keluar).

Which letter invites whom stands on the trail of the inspectorate.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from akun.actor import Actor
from akun.models import Instansi, Pejabat
from inspektorat.flow import for_instansi
from inspektorat.models import Inspektorat
from jejak.models import Jejak
from jejak.trail import record
from persuratan import flow_keluar, templat
from persuratan.konsep_keluar import DataKeluar
from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status as StatusSurat
from sla.stages import StepRefused

JABATAN = "Direktur Penanganan Permasalahan Hukum"
TEMPLAT = "undangan_bergabung"
DIKONSEP = "inspektorat.surat_undangan_dikonsep"
TIPE = "inspektorat.inspektorat"
GUGUR = (StatusSurat.BATAL, StatusSurat.DICABUT)


def penandatangan() -> Pejabat | None:
    """Whose signature the invitations bear."""
    return Pejabat.objects.select_related("unit").filter(jabatan=JABATAN).first()


def surat_per_inspektorat(kunci: Iterable[int]) -> dict[int, SuratKeluar]:
    """The letter that invites each of these, from draft on; one that was given up or withdrawn is none."""
    rows = Jejak.objects.filter(kejadian=DIKONSEP, objek_tipe=TIPE, objek_id__in=list(kunci)).order_by("id")
    surat = {data["surat"]: pk for pk, data in rows.values_list("objek_id", "data")}
    hidup = SuratKeluar.objects.filter(pk__in=surat).exclude(status__in=GUGUR)
    return {surat[s.pk]: s for s in hidup.only("pk", "status", "nomor_surat", "segel_id")}


@transaction.atomic
def konsep(*, instansi: Instansi, jumlah: int, alamat: str, by: Actor, now: datetime) -> SuratKeluar:
    """Draft the invitation of the inspectorate of an institution; `jumlah` complaints, `alamat` of the application.

    Raises PermissionDenied, and StepRefused when it is a member, or a letter is under way.
    """
    pejabat = penandatangan()
    if pejabat is None:
        raise StepRefused(_("Jabatan %(jabatan)s belum ada di daftar pejabat.") % {"jabatan": JABATAN})
    Instansi.objects.select_for_update().get(pk=instansi.pk)  # a second click waits here, and then finds the letter
    inspektorat = for_instansi(instansi)
    if inspektorat.status in {Inspektorat.Status.AKTIF, Inspektorat.Status.DITANGGUHKAN}:
        raise StepRefused(_("Inspektorat ini sudah bergabung."))
    if surat_per_inspektorat([inspektorat.pk]):
        raise StepRefused(_("Surat undangan untuk inspektorat ini sudah ada."))
    with override("id"):
        data = _data(inspektorat, instansi, pejabat, jumlah, alamat)
    surat = flow_keluar.konsep(data=data, by=by, now=now)
    record(kejadian=DIKONSEP, objek=inspektorat, by=by, now=now, data={"surat": surat.pk})
    return surat


def _data(inspektorat: Inspektorat, instansi: Instansi, pejabat: Pejabat, jumlah: int, alamat: str) -> DataKeluar:
    naskah = templat.ambil(TEMPLAT)
    tahu = {
        "inspektorat": inspektorat.nama,
        "instansi": instansi.nama,
        "alamat_daftar": alamat,
        "jumlah_pengaduan": str(jumlah),
    }
    return DataKeluar(
        jenis=naskah.jenis,
        penandatangan=pejabat,
        tujuan=f"Kepala {inspektorat.nama}",
        tujuan_tempat="Tempat",
        perihal=naskah.hal_awal({}),
        isi=naskah.isi_awal(tahu, naskah.bagian_awal | ({"jumlah"} if jumlah else set())),
        templat=TEMPLAT,
    )
