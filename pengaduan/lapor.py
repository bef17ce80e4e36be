"""An inspectorate's report as it comes in from the form: the file through the gate, then the step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from akun.actor import Actor
from akun.decision import require
from berkas import flow as berkas_flow
from pengaduan import flow_apip, percakapan, permissions
from pengaduan.models import BuktiDukung, HasilTindakLanjut, Pengaduan


@dataclass(frozen=True)
class Laporan:
    """What the inspectorate reports."""

    kesimpulan: str
    nomor_lhp: str
    tanggal_lhp: date
    rekomendasi: str
    ringkasan: str


@transaction.atomic
def laporkan(
    *, pengaduan: Pengaduan, laporan: Laporan, unggahan: "UploadedFile[Any] | None", by: Actor, now: datetime
) -> HasilTindakLanjut:
    """Report the result, with or without a file; nothing is kept when the step is refused.

    Raises PermissionDenied, StepRefused, and BerkasDitolak when the gate does not take the file.
    """
    require(permissions.may_laporkan_hasil(by, flow_apip.berjalan(pengaduan)))
    return flow_apip.laporkan_hasil(
        pengaduan=pengaduan,
        kesimpulan=laporan.kesimpulan,
        nomor_lhp=laporan.nomor_lhp,
        tanggal_lhp=laporan.tanggal_lhp,
        rekomendasi=laporan.rekomendasi,
        ringkasan=laporan.ringkasan,
        berkas=_lampiran(pengaduan, unggahan, by=by, now=now) if unggahan else None,
        by=by,
        now=now,
    )


def _lampiran(pengaduan: Pengaduan, unggahan: "UploadedFile[Any]", *, by: Actor, now: datetime) -> BuktiDukung:
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    return percakapan.lampirkan(pengaduan, [(berkas, "")], by=by)[0]
