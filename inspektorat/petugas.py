"""Who works for an inspectorate: named by it, invited, with an account; and when one of them was last here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from akun import flow as akun_flow
from akun.actor import APIP, SYSTEM, Peran
from akun.models import Instansi, User
from inspektorat import surel_resmi
from inspektorat.models import CalonPetugas, Inspektorat, Keanggotaan

TERBANYAK = 50  # officers of one inspectorate that anybody hears of


@dataclass(frozen=True)
class DataPetugas:
    """An officer as the inspectorate names him."""

    nama: str
    surel: str
    peran: str


def periksa(semua: Iterable[DataPetugas], *, admin: bool = True) -> tuple[DataPetugas, ...]:
    """The officers as they are kept. Raises ValidationError: no official address, one twice, nobody who is admin."""
    bersih = tuple(DataPetugas(p.nama.strip(), surel_resmi.periksa(p.surel), p.peran) for p in semua)
    surel = [p.surel for p in bersih]
    if kembar := {s for s in surel if surel.count(s) > 1}:
        raise ValidationError(
            _("%(surel)s tertulis dua kali. Setiap petugas punya e-mail sendiri.")
            % {"surel": ", ".join(sorted(kembar))}
        )
    if admin and not any(p.peran == CalonPetugas.Peran.ADMIN_APIP for p in bersih):
        raise ValidationError(_("Sebutkan paling sedikit satu petugas sebagai Admin APIP."))
    return bersih


def calonkan(keanggotaan: Keanggotaan, semua: Iterable[DataPetugas], *, now: datetime) -> list[CalonPetugas]:
    """Write the named down."""
    return CalonPetugas.objects.bulk_create(
        CalonPetugas(keanggotaan=keanggotaan, nama=p.nama, surel=p.surel, peran=p.peran, dicalonkan_pada=now)
        for p in semua
    )


def calon(keanggotaan: Keanggotaan) -> list[CalonPetugas]:
    """Those who are named now."""
    return list(keanggotaan.petugas.filter(berakhir_pada=None).select_related("user"))


def terpakai(semua: Sequence[CalonPetugas], instansi: Instansi | None) -> list[str]:
    """The addresses that belong to an account of somebody else: they cannot be invited."""
    surel = [c.surel for c in semua if c.user_id is None]
    ada = User.objects.filter(email__in=surel)
    return sorted(u.email for u in ada if u.peran not in APIP or u.instansi_id != (instansi.pk if instansi else None))


def berakun(inspektorat: Inspektorat) -> list[User]:
    """Everybody with an open account of the inspectorate, admins first."""
    if inspektorat.instansi_id is None:
        return []
    rows = User.objects.filter(instansi_id=inspektorat.instansi_id, peran__in=APIP, is_active=True)
    return list(rows.order_by("peran", "pk")[:TERBANYAK])


def siap(user: User) -> bool:
    """Can work: the account is open, its address confirmed, a second factor set up."""
    dipastikan = EmailAddress.objects.filter(user=user, verified=True).exists()
    return bool(user.is_active and dipastikan and is_mfa_enabled(user))


def admin_siap(inspektorat: Inspektorat) -> list[User]:
    """The admins who can work; without one the inbox does not open."""
    return [u for u in berakun(inspektorat) if u.peran == Peran.ADMIN_APIP and siap(u)]


def terakhir_masuk(inspektorat: Inspektorat) -> datetime | None:
    """When somebody of the inspectorate logged in last."""
    return max((u.last_login for u in berakun(inspektorat) if u.last_login), default=None)


def tutup_akun(user: User, *, now: datetime) -> None:
    """Close an account: no login, every session ends. Whoever decided stands on the trail of the membership."""
    user.is_active = False
    akun_flow.catat_perubahan(user=user, kolom=["is_active"], by=SYSTEM, now=now)
