"""The cases behind a figure: of those that were counted, the ones that this reader may open.

What was counted outlives the case, so a list can be shorter than its figure. It is read from the facts, newest first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from akun.actor import Actor
from akun.terbatas import BATAS
from helpdesk.models import Tiket
from helpdesk.status import Status as StatusTiket
from konsultasi.models import Konsultasi
from konsultasi.status import Status as StatusKonsultasi
from laporan.angka.bentuk import Kasus
from laporan.fakta import KONSULTASI, PENGADUAN, SURAT_KELUAR, SURAT_MASUK, TIKET
from laporan.models import FaktaKasus
from pengaduan.models import Pengaduan
from pengaduan.status import Status as StatusPengaduan
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.status import Status as StatusMasuk
from persuratan.status_keluar import Status as StatusKeluar

NAMA = re.compile(r"%\((\w+)\)s")
PALING_LAMA = "8s"


class TerlaluBanyak(Exception):
    """The cases behind a figure are too many to be searched in a page."""


@dataclass(frozen=True)
class Rak:
    """Where cases of a kind stand: which of them somebody may open, what they are called, and their page."""

    nama: Promise
    boleh: Callable[[Actor], QuerySet[Any]]
    status: Mapping[str, Any]
    nomor: Callable[[Any], str]
    url: Callable[[Any], str]


RAK: Mapping[str, Rak] = {
    PENGADUAN: Rak(
        _("Pengaduan"),
        lambda actor: Pengaduan.objects.visible_to(actor),
        dict(StatusPengaduan.choices),
        lambda p: str(p.nomor),
        lambda p: reverse("pengaduan:kasus", args=[p.nomor]),
    ),
    SURAT_MASUK: Rak(
        _("Surat masuk"),
        lambda actor: SuratMasuk.objects.visible_to(actor),
        dict(StatusMasuk.choices),
        lambda s: str(s.nomor),
        lambda s: reverse("persuratan:surat", args=[s.nomor]),
    ),
    SURAT_KELUAR: Rak(
        _("Surat keluar"),
        lambda actor: SuratKeluar.objects.visible_to(actor),
        dict(StatusKeluar.choices),
        lambda s: str(s.nomor_surat or s.nomor or _("Konsep")),
        lambda s: reverse("persuratan:keluar_surat", args=[s.pk]),
    ),
    TIKET: Rak(
        _("Tiket helpdesk"),
        lambda actor: Tiket.objects.dibaca_petugas(actor),
        dict(StatusTiket.choices),
        lambda t: str(t.nomor),
        lambda t: reverse("helpdesk:tiket", args=[t.nomor]),
    ),
    KONSULTASI: Rak(
        _("Konsultasi"),
        lambda actor: Konsultasi.objects.visible_to(actor),
        dict(StatusKonsultasi.choices),
        lambda k: str(k.nomor),
        lambda k: reverse("konsultasi:kasus", args=[k.nomor]),
    ),
}


@dataclass(frozen=True)
class Temuan:
    """One case of the list."""

    nomor: str
    url: str
    status: str
    masuk: datetime
    selesai: datetime | None


def cari(kasus: Kasus, tipe: str, *, by: Actor) -> tuple[dict[str, int], str, list[int]]:
    """How many there are of each kind, the kind that is shown, and those of it that somebody may open.

    Raises TerlaluBanyak after PALING_LAMA: a search goes on for nobody who has left the page.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [PALING_LAMA])
            jumlah = hitung(kasus)
            tipe = tipe if tipe in jumlah else next(iter(jumlah), "")
            return jumlah, tipe, kunci(kasus, tipe, by=by) if tipe else []
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TerlaluBanyak from error
        raise


def hitung(kasus: Kasus) -> dict[str, int]:
    """How many were counted of each kind; cases that are gone are still among them."""
    sql = f"SELECT f.tipe, count(*) FROM laporan_faktakasus f {kasus.gabung} WHERE {kasus.syarat} GROUP BY 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, kasus.nilai)
        ada = dict(cursor.fetchall())
    return {tipe: ada[tipe] for tipe in RAK if tipe in ada}


def kunci(kasus: Kasus, tipe: str, *, by: Actor) -> list[int]:
    """The numbers of those that somebody may open, newest first; BATAS + 1 at most."""
    try:
        boleh, nilai = RAK[tipe].boleh(by).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    syarat, isi = _berurut(kasus.syarat, kasus.nilai)
    gabung, isi_gabung = _berurut(kasus.gabung, kasus.nilai)
    sql = (  # the conditions are those of the figures and of the readers, their values parameters
        f"SELECT f.objek_id FROM laporan_faktakasus f {gabung} WHERE {syarat} AND f.tipe = %s"  # noqa: S608
        f" AND f.objek_id IN ({boleh}) ORDER BY f.masuk_pada DESC, f.objek_id DESC LIMIT {BATAS + 1}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*isi_gabung, *isi, tipe, *nilai])
        return [pk for (pk,) in cursor.fetchall()]


def _berurut(sql: str, nilai: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The same with its values in order instead of by name."""
    return NAMA.sub("%s", sql), [nilai[nama] for nama in NAMA.findall(sql)]


def baris(tipe: str, nomor: Sequence[int], *, by: Actor) -> list[Temuan]:
    """These cases, as the facts know them; which of them may be opened is asked once more."""
    rak = RAK[tipe]
    ada: Mapping[int, Model] = rak.boleh(by).in_bulk(list(nomor))
    fakta = {f.objek_id: f for f in FaktaKasus.objects.filter(tipe=tipe, objek_id__in=nomor)}
    return [
        Temuan(
            rak.nomor(ada[pk]), rak.url(ada[pk]), str(rak.status.get(f.status, f.status)), f.masuk_pada, f.selesai_pada
        )
        for pk in nomor
        if pk in ada and (f := fakta.get(pk)) is not None
    ]
