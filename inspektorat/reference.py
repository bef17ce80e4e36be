"""Loads the inspectorates that had joined the complaint system by May 2023, with their letters of basis as written."""

import re
from datetime import date
from pathlib import Path

from django.db import transaction

from akun.models import Instansi
from akun.nama_instansi import bandingkan, ejaan
from akun.reference import Dimuat, rows_of
from inspektorat.models import DasarSurat, Inspektorat

BERGABUNG = Path(__file__).parent / "data" / "inspektorat_bergabung_2023.csv"
AWALAN = re.compile(r"^Inspektorat (Jenderal |Utama )?")
# Two letters in one cell: the first ends with its year, the second follows after a space or "dan".
DUA_SURAT = re.compile(r"(?<=/20\d\d)\s+(?:dan\s+)?")


@transaction.atomic
def load_inspektorat(path: Path = BERGABUNG) -> Dimuat:
    """Create the inspectorates and letters of a list; what exists (by institution or name) is left as it is.

    A row whose institution is not known is kept without one, so that nothing of the list is lost.
    """
    by_ejaan = {e: i for i in Instansi.objects.all() for e in ejaan(i)}
    by_wilayah = {i.wilayah_id: i for i in Instansi.objects.exclude(wilayah=None)}
    semua = list(Inspektorat.objects.all())
    by_nama = {i.nama: i for i in semua}
    by_instansi = {i.instansi_id: i for i in semua if i.instansi_id}
    bersurat = set(DasarSurat.objects.values_list("inspektorat_id", "nomor_urut"))
    baru = 0
    for row in rows_of(path):
        kode = row["kode_wilayah"]
        instansi = by_wilayah.get(kode) if kode else by_ejaan.get(bandingkan(AWALAN.sub("", row["nama_inspektorat"])))
        ada = by_nama.get(row["nama_inspektorat"]) or (instansi and by_instansi.get(instansi.pk))
        inspektorat = ada or Inspektorat.objects.create(
            nama=row["nama_inspektorat"],
            jenis_instansi=row["jenis_instansi"],
            wilayah_id=kode or None,
            instansi=instansi,
        )
        baru += not ada
        if (inspektorat.pk, int(row["no"])) not in bersurat:
            DasarSurat.objects.bulk_create(_letters(inspektorat, row))
    return Dimuat("Inspektorat", baru, len(semua))


def _letters(inspektorat: Inspektorat, row: dict[str, str]) -> list[DasarSurat]:
    return [
        DasarSurat(
            inspektorat=inspektorat,
            nomor_urut=int(row["no"]),
            nomor_surat=nomor,
            tanggal_teks=row["tanggal_teks"],
            tanggal_surat=date.fromisoformat(row["tanggal_iso"]) if row["tanggal_iso"] else None,
        )
        for nomor in DUA_SURAT.split(row["dasar_surat"])
    ]


LOADERS = (load_inspektorat,)
