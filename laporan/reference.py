"""Loads the measures of RAN OGI 2023-2024 with their progress of the first half of 2023 (B06)."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from akun.receipt import WIB
from akun.reference import Dimuat, rows_of
from laporan.models import CatatanRenaksi, Renaksi

B06 = Path(__file__).parent / "data" / "renaksi_b06.csv"
PADA = datetime(2023, 6, 30, tzinfo=WIB)
"""The end of the half year that it reports on."""


@transaction.atomic
def load_renaksi(path: Path = B06) -> Dimuat:
    """Create the measures that are missing, each with its notes; what exists is left as the officers made it."""
    bagian: dict[int, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(path):
        bagian[int(row["nomor"])][row["bagian"]].append(row)
    ada = set(Renaksi.objects.values_list("nomor", flat=True))
    baru = [nomor for nomor in bagian if nomor not in ada]
    for nomor in baru:
        isi = bagian[nomor]
        renaksi = Renaksi.objects.create(
            nomor=nomor,
            ukuran=isi["ukuran"][0]["isi"],
            aksi=[r["isi"] for r in isi["aksi"]],
            angka=[r["isi"] for r in isi["angka"]],
        )
        CatatanRenaksi.objects.bulk_create(_catatan(renaksi, row) for row in isi["catatan"])
    return Dimuat("Ukuran RAN OGI", len(baru), len(ada))


def _catatan(renaksi: Renaksi, row: dict[str, str]) -> CatatanRenaksi:
    return CatatanRenaksi(
        renaksi=renaksi,
        tanggal=date.fromisoformat(row["tanggal"]),
        waktu=row["waktu"],
        isi=row["isi"],
        tautan=[baris.split(" ", 1) for baris in row["tautan"].splitlines()],
        pada=PADA,
    )


LOADERS = (load_renaksi,)
