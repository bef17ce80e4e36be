"""The running tenders of a desk, entered by hand or imported as CSV or JSON: all of a file or nothing."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from helpdesk import permissions
from helpdesk.models import MejaLayanan, TenderBerjalan
from helpdesk.pilihan import BANYAK_TAHAP
from jejak.trail import record

DIIMPOR = "helpdesk.tender_diimpor"
TERBANYAK = 20_000
TAK_TERLIHAT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and halves of letters, which JSON can spell and no database takes."""
KOLOM = ("kode_tender", "nama", "tahap")


class ImporSalah(ValidationError):
    """A file that is not what it should be; each sentence names its line."""


@dataclass(frozen=True)
class Hasil:
    """What an import did."""

    baru: int
    diubah: int
    dihapus: int


def baca(isi: bytes) -> list[dict[str, str]]:
    """The rows of a CSV (comma or semicolon, with a header) or JSON file (a list of objects). Raises ImporSalah."""
    try:
        teks = isi.decode("utf-8-sig")
        mentah = list(_json(teks) if teks.lstrip()[:1] in {"[", "{"} else _csv(teks))
    except (ValueError, RecursionError, csv.Error) as error:  # a number of a million digits, lists without end
        raise ImporSalah(_("Berkas ini bukan CSV atau JSON dalam UTF-8.")) from error
    if not mentah or len(mentah) > TERBANYAK:
        raise ImporSalah(_("Berkas berisi paling sedikit satu dan paling banyak 20.000 tender."))
    return [{k: " ".join(TAK_TERLIHAT.sub(" ", str(baris.get(k) or "")).split()) for k in KOLOM} for baris in mentah]


def _csv(teks: str) -> Iterator[dict[str, Any]]:
    kepala = teks.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(teks), delimiter=";" if kepala.count(";") > kepala.count(",") else ",")
    if not set(KOLOM) <= set(reader.fieldnames or ()):
        raise ImporSalah(_("Baris pertama CSV memuat kolom kode_tender, nama, dan tahap."))
    yield from reader


def _json(teks: str) -> Iterator[dict[str, Any]]:
    isi = json.loads(teks)
    rows = isi.get("tender", []) if isinstance(isi, dict) else isi
    if not isinstance(rows, list) or not all(isinstance(baris, dict) for baris in rows):
        raise ImporSalah(_("JSON berisi daftar objek dengan kode_tender, nama, dan tahap."))
    yield from rows


def periksa(rows: list[dict[str, str]]) -> list[tuple[str, str, int]]:
    """The rows as code, name and stage. Raises ImporSalah with every line that is wrong."""
    bersih: dict[str, tuple[str, str, int]] = {}
    galat = []
    for n, baris in enumerate(rows, start=1):
        kode, nama, tahap = (baris[k] for k in KOLOM)
        nomor = int(tahap) if tahap.isascii() and tahap.isdigit() and len(tahap) < 3 else 0
        if not 1 <= nomor <= BANYAK_TAHAP:
            galat.append(_("Tender ke-%(n)s: tahap harus 1 sampai 12.") % {"n": n})
        elif not 0 < len(kode) <= 30 or not 0 < len(nama) <= 250:
            galat.append(_("Tender ke-%(n)s: kode atau nama kosong atau terlalu panjang.") % {"n": n})
        elif kode in bersih:
            galat.append(_("Tender ke-%(n)s: kode %(kode)s muncul dua kali.") % {"n": n, "kode": kode})
        else:
            bersih[kode] = (kode, nama, nomor)
    if galat:
        raise ImporSalah(galat[:20])
    return list(bersih.values())


@transaction.atomic
def impor(*, meja: MejaLayanan, isi: bytes, ganti_semua: bool = False, by: Actor, now: datetime) -> Hasil:
    """Write the tenders of a file; with `ganti_semua` those that it does not name run no more. Raises ImporSalah."""
    require(permissions.may_impor_tender(by, meja))
    bersih = periksa(baca(isi))
    ada = set(TenderBerjalan.objects.filter(meja=meja).values_list("kode_tender", flat=True))
    dihapus = 0
    if ganti_semua:
        dihapus = (
            TenderBerjalan.objects.filter(meja=meja).exclude(kode_tender__in=[k for k, _n, _t in bersih]).delete()[0]
        )
    TenderBerjalan.objects.bulk_create(
        [
            TenderBerjalan(meja=meja, kode_tender=kode, nama=nama, tahap=tahap, diperbarui_pada=now)
            for kode, nama, tahap in bersih
        ],
        update_conflicts=True,
        unique_fields=["meja", "kode_tender"],
        update_fields=["nama", "tahap", "diperbarui_pada"],
    )
    baru = sum(1 for kode, _n, _t in bersih if kode not in ada)
    hasil = Hasil(baru, len(bersih) - baru, dihapus)
    record(kejadian=DIIMPOR, objek=meja, by=by, now=now, data=vars(hasil))
    return hasil


@transaction.atomic
def simpan(*, meja: MejaLayanan, kode_tender: str, nama: str, tahap: int, by: Actor, now: datetime) -> TenderBerjalan:
    """One tender entered by hand, or the stage that it has come to. Raises ImporSalah."""
    require(permissions.may_impor_tender(by, meja))
    ((kode, judul, nomor),) = periksa([{"kode_tender": kode_tender.strip(), "nama": nama.strip(), "tahap": str(tahap)}])
    isian = {"nama": judul, "tahap": nomor, "diperbarui_pada": now}
    return TenderBerjalan.objects.update_or_create(meja=meja, kode_tender=kode, defaults=isian)[0]


@transaction.atomic
def selesai(*, tender: TenderBerjalan, by: Actor) -> None:
    """It runs no more."""
    require(permissions.may_impor_tender(by, tender.meja))
    tender.delete()
