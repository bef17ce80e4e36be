"""Seeds complaints whose clocks ring while a fault lasts, and says which alarms have to be heard.

What is expected is counted from the columns of the policy, not with the code that fires.
"""

import random
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from django.db import connection, transaction

from akun.actor import Peran
from akun.models import User
from pengaduan.models import Pengaduan
from pengaduan.pilihan import Jalur, TingkatIdentitas
from pengaduan.status import Status
from sla import office
from sla.models import KANTOR, Kebijakan, Tenggat

TIPE = "pengaduan.pengaduan"
KETUK = 2  # seconds: deadlines fall together, as at closing time
LAMA = timedelta(days=60)
DIPEGANG = 4  # every so many complaints lie in the hands of an officer, the others wait at an inspectorate
BERJENJANG = 6  # every so many have a deadline that was forgotten for long


class Key(NamedTuple):
    """One alarm of one deadline: it has to be heard once."""

    objek_id: int
    kebijakan: str
    siklus: int
    tingkat: int


class Due(NamedTuple):
    """When an alarm has to be heard, and whether somebody has to be told of it (not every case has a holder)."""

    pada: datetime
    kabar: bool


Plan = dict[Key, Due]


class Shape(Enum):
    """What is due of a clock: a reminder, the deadline itself, or all levels of one that was forgotten for long."""

    INGAT = auto()
    TEPAT = auto()
    NAIK = auto()


def shapes(number: int) -> tuple[tuple[str, Shape], ...]:
    """The four clocks of a complaint; they share one chain of the trail, so that sweepers meet on it."""
    return (
        ("pengaduan.verifikasi", Shape.INGAT),
        ("pengaduan.telaah", Shape.INGAT),
        ("pengaduan.reviu", Shape.TEPAT if number % BERJENJANG else Shape.NAIK),
        ("pengaduan.keseluruhan", Shape.TEPAT),
    )


def levels(kebijakan: Kebijakan, shape: Shape) -> tuple[int, ...]:
    """The levels that are heard when the clock rings."""
    match shape:
        case Shape.INGAT:
            return (0,)
        case Shape.TEPAT:
            return (1,)
    return (1, *(n for n, hari in ((2, kebijakan.eskalasi_2), (3, kebijakan.eskalasi_3)) if hari))


def database_time() -> datetime:
    """The only clock that decides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


@transaction.atomic
def seed(jumlah: int, *, mulai: datetime, detik: int, acak: random.Random) -> Plan:
    """Make `jumlah` deadlines that fall due within `detik` seconds from `mulai`; returns the alarms to be heard."""
    kasus = _complaints(-(-jumlah // 4), mulai)
    plan: Plan = {}
    rows: list[Tenggat] = []
    for number, pengaduan in enumerate(kasus):
        for kode, shape in shapes(number)[: jumlah - len(rows)]:
            due = mulai + timedelta(seconds=KETUK * acak.randrange(max(1, detik // KETUK)))
            row = _clock(pengaduan, kode, shape, due)
            rows.append(row)
            dipegang = pengaduan.pemegang is not None
            for tingkat in levels(row.kebijakan, shape):
                plan[Key(pengaduan.pk, kode, 1, tingkat)] = Due(due, dipegang or tingkat > 1)
    Tenggat.objects.bulk_create(rows, batch_size=1000)
    return plan


def _complaints(jumlah: int, now: datetime) -> list[Pengaduan]:
    """Small complaints."""
    first = 1 + (Pengaduan.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)
    petugas = User.objects.filter(peran=Peran.VERIFIKATOR).order_by("pk").first()
    return Pengaduan.objects.bulk_create(
        [
            Pengaduan(
                nomor=f"PGD{n:012d}",
                status=Status.TINDAK_LANJUT_APIP if n % DIPEGANG else Status.VERIFIKASI,
                status_sejak=now - LAMA,
                jalur=Jalur.EPENGADUAN,
                tingkat_identitas=TingkatIdentitas.ANONIM,
                diajukan_pada=now - LAMA,
                versi_pemberitahuan="1",
                pemegang=None if n % DIPEGANG else petugas,
            )
            for n in range(first, first + jumlah)
        ],
        batch_size=1000,
    )


def _clock(pengaduan: Pengaduan, kode: str, shape: Shape, due: datetime) -> Tenggat:
    """A clock whose next alarm is at `due`; the next but one lies days ahead, or has passed long since (NAIK)."""
    kalender = office.kalender()
    batas = {
        Shape.INGAT: kalender.next_open(due) + timedelta(hours=1),  # its reminder was due on an earlier morning
        Shape.TEPAT: due,
        Shape.NAIK: due - LAMA / 2,
    }[shape]
    return Tenggat(
        objek_tipe=TIPE,
        objek_id=pengaduan.pk,
        kode=kode,
        kebijakan=office.kebijakan(kode, now=due),
        kalender_id=KANTOR,
        kalender_versi=kalender.rules.versi,
        mulai_pada=due - LAMA,
        jatuh_tempo=batas,
        alarm_pada=due,
        alarm_ke=0 if shape is Shape.INGAT else 1,
    )
