"""The life of a key for programs: made and shown once, used within its scopes, revoked, or over by itself."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from akun.actor import SYSTEM, Actor
from akun.decision import require
from akun.models import User
from akun.receipt import WIB
from jejak.trail import record
from laporan import permissions
from laporan.models import KunciApi
from laporan.models.api import Lingkup
from sla.stages import StepRefused

AWALAN = "lkpp_"
PANJANG = 32  # random bytes
DIKENAL = 11  # signs by which a key is recognised: the prefix and six more
BERSAMAAN = 10
"""Living keys of one person."""
DIBUAT, DICABUT, DIHABISKAN = "laporan.kunci_dibuat", "laporan.kunci_dicabut", "laporan.kunci_dihabiskan"


def sidik(rahasia: str) -> str:
    """What is kept of a secret: as with sessions, a new SECRET_KEY ends all keys at once."""
    return salted_hmac("laporan.kunci_api", rahasia, algorithm="sha256").hexdigest()


@transaction.atomic
def buat(*, nama: str, lingkup: Iterable[Lingkup], hari: int, by: Actor, now: datetime) -> tuple[KunciApi, str]:
    """A key for oneself, good for `hari` days; returns it with its secret, which is shown once and kept nowhere.

    Raises PermissionDenied for a scope that the role does not read, StepRefused when there are too many.
    """
    dipilih = sorted(set(lingkup))
    for satu in dipilih:
        require(permissions.may_lingkup(by, satu))
    if not dipilih or not 1 <= hari <= 365:
        raise ValidationError(_("Pilih paling sedikit satu lingkup, dan masa berlaku paling lama satu tahun."))
    user = User.objects.select_for_update().get(pk=by.petugas_id)
    if KunciApi.objects.hidup(now).filter(user=user).count() >= BERSAMAAN:
        raise StepRefused(_("Anda sudah punya sepuluh kunci yang berlaku. Cabut yang tidak dipakai dahulu."))
    rahasia = AWALAN + secrets.token_urlsafe(PANJANG)
    kunci = KunciApi.objects.create(
        user=user,
        nama=nama,
        lingkup=dipilih,
        sidik=sidik(rahasia),
        awal=rahasia[:DIKENAL],
        peran=user.peran,
        sesi_versi=user.sesi_versi,
        dibuat_pada=now,
        berlaku_sampai=now + timedelta(days=hari),
    )
    record(kejadian=DIBUAT, objek=kunci, by=by, now=now, data={"lingkup": dipilih, "hari": hari})
    return kunci, rahasia


@transaction.atomic
def cabut(*, kunci: KunciApi, by: Actor, now: datetime) -> None:
    """End a key at once. Raises PermissionDenied, and StepRefused when it was revoked before."""
    require(permissions.may_cabut_kunci(by, kunci))
    hidup = KunciApi.objects.filter(pk=kunci.pk, dicabut_pada__isnull=True)
    if not hidup.update(dicabut_pada=now, dicabut_oleh_id=by.petugas_id):
        raise StepRefused(_("Kunci ini sudah dicabut."))
    record(kejadian=DICABUT, objek=kunci, by=by, now=now)


@transaction.atomic
def habiskan(*, email: str, now: datetime) -> int:
    """Let the living keys of one account (or, without an address, all keys) be over now; returns how many."""
    rows = KunciApi.objects.hidup(now).filter(dibuat_pada__lt=now).select_for_update(of=("self",))
    if email:
        rows = rows.filter(user__email__iexact=email)
    for kunci in (semua := list(rows)):
        kunci.berlaku_sampai = now
        record(kejadian=DIHABISKAN, objek=kunci, by=SYSTEM, now=now)
    return KunciApi.objects.bulk_update(semua, ["berlaku_sampai"])


def kenali(rahasia: str, *, now: datetime) -> KunciApi | None:
    """The living key of this secret, with its owner; None for every other."""
    if not rahasia.startswith(AWALAN):
        return None
    return KunciApi.objects.hidup(now).select_related("user").filter(sidik=sidik(rahasia)).first()


def catat(*, kunci_id: int, lingkup: Lingkup, baris: int, now: datetime) -> None:
    """One more request with a key, and the rows that it gave."""
    nilai: list[int | str | date | datetime] = [kunci_id, now.astimezone(WIB).date(), str(lingkup), baris, now]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO laporan_pakaikunci AS ada (kunci_id, hari, lingkup, permintaan, baris, terakhir_pada)"
            " VALUES (%s, %s, %s, 1, %s, %s) ON CONFLICT (kunci_id, hari, lingkup) DO UPDATE SET"
            " permintaan = ada.permintaan + 1, baris = ada.baris + EXCLUDED.baris,"
            " terakhir_pada = greatest(ada.terakhir_pada, EXCLUDED.terakhir_pada)",
            nilai,
        )
