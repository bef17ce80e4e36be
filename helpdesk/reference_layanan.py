"""Loads the service catalogue of the agreement with the LPSEs: lines that are missing; what LKPP changed stays."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.db import transaction

from akun.reference import Dimuat, rows_of
from helpdesk.models import BatasLayanan, JenisGangguan, Layanan

DATA = Path(__file__).parent / "data"
TEKS = ("kode", "nama", "nama_en", "pemberi", "seksi", "pemohon", "jam", "uraian", "uraian_en")


def _isian() -> dict[str, list[dict[str, Any]]]:
    """The fields of each service's request, with their choices as (code, label, English label)."""
    menurut: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in rows_of(DATA / "isian_layanan.csv"):
        pilihan = [p.split("=") for p in r.pop("pilihan").split("|") if p]
        menurut[r.pop("layanan")].append(r | {"wajib": r["wajib"] == "1", "pilihan": pilihan})
    return menurut


@transaction.atomic
def load_layanan() -> Dimuat:
    """Services with their limits, their fields and the kinds of incident that count against their budget."""
    ada = set(Layanan.objects.values_list("kode", flat=True))
    isian = _isian()
    jenis = {j.kode: j for j in JenisGangguan.objects.all()}
    baru = {}
    for r in rows_of(DATA / "layanan.csv"):
        if r["kode"] in ada:
            continue
        layanan = Layanan.objects.create(
            urut=int(r["urut"]),
            anggaran_galat=int(r["anggaran_galat"]) if r["anggaran_galat"] else None,
            anggaran_per_lpse=r["anggaran_per_lpse"] == "1",
            isian=isian.get(r["kode"], []),
            **{k: r[k] for k in TEKS},
        )
        layanan.jenis_gangguan.set(jenis[k] for k in r["jenis_gangguan"].split("|") if k in jenis)
        baru[layanan.kode] = layanan
    BatasLayanan.objects.bulk_create(
        BatasLayanan(
            layanan=baru[r["layanan"]],
            urut=int(r["urut"]),
            jumlah=int(r["jumlah"]),
            janji=r["janji"] == "1",
            **{k: r[k] for k in ("kode", "nama", "nama_en", "satuan", "sejak", "sejak_en")},
        )
        for r in rows_of(DATA / "batas_layanan.csv")
        if r["layanan"] in baru
    )
    return Dimuat("Katalog layanan", len(baru), len(ada))


LOADERS = (load_layanan,)
