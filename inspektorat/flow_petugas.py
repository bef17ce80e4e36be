"""Officers of an inspectorate: invited, with an account, replaced by a new letter. Read it downwards."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from akun import flow as akun_flow
from akun.actor import SYSTEM, Actor, Peran
from akun.decision import require
from akun.models import User
from inspektorat import flow, permissions, petugas
from inspektorat.flow_keanggotaan import DataDasar, tambah_dasar
from inspektorat.models import CalonPetugas, Inspektorat, Keanggotaan, Undangan
from inspektorat.petugas import DataPetugas
from inspektorat.status import BERAKUN, STAGES, TUNGGU_ADMIN, UNDANG, UNDANGAN, Event, EventInspektorat, Status
from jejak.trail import record
from sla import clock
from sla.stages import StepRefused

TIDAK_BERLAKU = "Undangan ini tidak berlaku."


class UndanganDitolak(Exception):
    """Unknown, used, replaced by a newer one, or expired: one answer for all."""


def sidik(token: str) -> str:
    """The keyed hash of a token: whoever has only the database cannot take up an invitation."""
    return hmac.new(settings.SECRET_KEY.encode(), f"undangan\x1f{token}".encode(), hashlib.sha256).hexdigest()


def token_baru(undangan: Undangan, *, now: datetime) -> str:
    """Give an invitation its token, as it leaves; what was given before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    undangan.token_hash, undangan.dikirim_pada = sidik(token), now
    undangan.save(update_fields=["token_hash", "dikirim_pada"])
    return token


@transaction.atomic
def undang(*, keanggotaan: Keanggotaan, by: Actor, now: datetime) -> list[Undangan]:
    """Invite everybody who has no account yet; whoever is invited again can use the new link only.

    Raises StepRefused when nobody is left to invite, or an address belongs to another account.
    """
    require(permissions.may_kelola(by))
    clock.hold(keanggotaan)
    keanggotaan.refresh_from_db(fields=["status"])
    belum = [c for c in petugas.calon(keanggotaan) if c.user_id is None]
    if kurang := kurang_undang(keanggotaan, belum):
        raise StepRefused(kurang)
    if keanggotaan.status == Status.DISETUJUI:
        STAGES.move(keanggotaan, UNDANG, by=by, now=now, data={"calon": len(belum)})
    elif keanggotaan.status in BERAKUN:
        record(kejadian=Event.DIUNDANG, objek=keanggotaan, by=by, now=now, data={"calon": len(belum)})
    else:
        raise StepRefused(_("Undangan dikirim sesudah permohonan disetujui."))
    return _undangan(keanggotaan, belum, by=by, now=now)


def kurang_undang(keanggotaan: Keanggotaan, belum: Sequence[CalonPetugas]) -> str:
    """Why nobody can be invited; empty when somebody can."""
    if not belum:
        return _("Semua petugas sudah punya akun. Tidak ada yang perlu diundang.")
    if dipakai := petugas.terpakai(belum, keanggotaan.inspektorat.instansi):
        return _("E-mail ini sudah dipakai akun lain: %(surel)s. Minta alamat dinas yang lain.") % {
            "surel": ", ".join(dipakai)
        }
    return ""


def _undangan(keanggotaan: Keanggotaan, belum: Sequence[CalonPetugas], *, by: Actor, now: datetime) -> list[Undangan]:
    Undangan.objects.filter(calon__in=belum, dipakai_pada=None, dicabut_pada=None).update(dicabut_pada=now)
    sampai = clock.begin(keanggotaan, UNDANGAN, now=now).jatuh_tempo
    semua = Undangan.objects.bulk_create(Undangan(calon=c, dibuat_pada=now, kedaluwarsa_pada=sampai) for c in belum)
    for satu in semua:  # one event each: a mail that fails is tried again alone
        record(kejadian=Event.UNDANGAN_DIBUAT, objek=keanggotaan, by=by, now=now, data={"undangan": satu.pk})
    return semua


def buka_undangan(token: str, *, now: datetime, kunci: bool = False) -> Undangan:
    """The invitation behind a token, while it is good. Raises UndanganDitolak."""
    rows = Undangan.objects.select_related("calon__keanggotaan__inspektorat__instansi")
    if kunci:
        rows = rows.select_for_update(of=("self",))
    satu = rows.filter(token_hash=sidik(token), dipakai_pada=None, dicabut_pada=None).first()
    if (
        satu is None
        or satu.kedaluwarsa_pada <= now
        or satu.calon.berakhir_pada is not None
        or satu.calon.keanggotaan.status not in BERAKUN
    ):
        raise UndanganDitolak(TIDAK_BERLAKU)
    return satu


@transaction.atomic
def terima_undangan(*, token: str, sandi: str, now: datetime) -> User:
    """The invited takes up his invitation: account, password, confirmed address. The second factor follows at login.

    Raises UndanganDitolak; StepRefused when the address has become somebody else's account meanwhile.
    """
    undangan = buka_undangan(token, now=now, kunci=True)
    calon = undangan.calon
    keanggotaan = calon.keanggotaan
    if petugas.terpakai([calon], keanggotaan.inspektorat.instansi):
        raise StepRefused(
            _("Alamat e-mail ini sudah punya akun lain. Hubungi LKPP untuk memakai alamat dinas yang lain.")
        )
    user = User.objects.filter(email__iexact=calon.surel).first()
    user = _akun_lama(user, calon, now=now) if user else _akun_baru(calon, now=now)
    user.set_password(sandi)
    user.save(update_fields=["password"])
    undangan.dipakai_pada = now
    undangan.save(update_fields=["dipakai_pada"])
    calon.user = user
    calon.save(update_fields=["user"])
    data = {"undangan": undangan.pk, "user": user.pk}
    record(kejadian=Event.UNDANGAN_DITERIMA, objek=keanggotaan, by=Actor.of(user), now=now, data=data)
    return user


def _akun_baru(calon: CalonPetugas, *, now: datetime) -> User:
    return akun_flow.buat_petugas(
        email=calon.surel,
        nama=calon.nama,
        peran=Peran(calon.peran),
        instansi=calon.keanggotaan.inspektorat.instansi,
        by=SYSTEM,
        now=now,
    )


def _akun_lama(user: User, calon: CalonPetugas, *, now: datetime) -> User:
    """Somebody who worked for this inspectorate before comes back: with another password and second factor."""
    akun_flow.cabut_kunci_kedua(user=user, by=SYSTEM, now=now)
    user.peran, user.is_active = calon.peran, True
    akun_flow.catat_perubahan(user=user, kolom=["peran", "is_active"], by=SYSTEM, now=now)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def ganti_petugas(
    *,
    keanggotaan: Keanggotaan,
    dasar: DataDasar,
    keluar: Sequence[User],
    batal: Sequence[CalonPetugas] = (),
    masuk: Sequence[DataPetugas],
    by: Actor,
    now: datetime,
) -> None:
    """A new letter names other officers: old accounts close, their cases fall to the admin, the new are invited.

    Where no admin is left who can work, the inbox closes until one of the new is ready and LKPP activates again.
    Raises StepRefused when nobody would be admin, ValidationError for an address that is not official.
    """
    require(permissions.may_kelola(by))
    clock.hold(keanggotaan)
    keanggotaan.refresh_from_db(fields=["status"])
    if keanggotaan.status not in BERAKUN:
        raise StepRefused(_("Petugas diganti sesudah keanggotaannya berjalan."))
    baru = petugas.periksa(masuk, admin=False)
    _tinggal(keanggotaan, keluar, batal, baru)
    surat = tambah_dasar(keanggotaan, dasar)
    data = {"surat": surat.pk, "keluar": len(keluar), "masuk": len(baru)}
    record(kejadian=Event.PETUGAS_DIGANTI, objek=keanggotaan, by=by, now=now, data=data)
    _akhiri(keanggotaan, keluar, batal, by=by, now=now)
    calon = petugas.calonkan(keanggotaan, baru, now=now)
    if dipakai := petugas.terpakai(calon, keanggotaan.inspektorat.instansi):
        raise StepRefused(
            _("E-mail ini sudah dipakai akun lain: %(surel)s. Minta alamat dinas yang lain.")
            % {"surel": ", ".join(dipakai)}
        )
    if calon:
        _undangan(keanggotaan, calon, by=by, now=now)
    if keanggotaan.status in TUNGGU_ADMIN.from_ and not petugas.admin_siap(keanggotaan.inspektorat):
        STAGES.move(keanggotaan, TUNGGU_ADMIN, by=by, now=now)
        tunggu = Inspektorat.Status.TERDAFTAR
        flow.ubah(keanggotaan.inspektorat, tunggu, EventInspektorat.MENUNGGU, by=by, now=now)


def _tinggal(
    keanggotaan: Keanggotaan, keluar: Sequence[User], batal: Sequence[CalonPetugas], baru: Sequence[DataPetugas]
) -> None:
    """Raises StepRefused when nobody would be admin, of those who stay, were invited, or come."""
    pergi, gugur = {u.pk for u in keluar}, {c.pk for c in batal}
    peran = [u.peran for u in petugas.berakun(keanggotaan.inspektorat) if u.pk not in pergi]
    peran += [c.peran for c in petugas.calon(keanggotaan) if c.user_id is None and c.pk not in gugur]
    if Peran.ADMIN_APIP not in {*peran, *(p.peran for p in baru)}:
        raise StepRefused(_("Sesudah penggantian ini tidak ada Admin APIP. Sebutkan paling sedikit satu."))
    if not pergi and not gugur and not baru:
        raise StepRefused(_("Pilih siapa yang berhenti, atau tulis petugas yang baru."))


def _akhiri(
    keanggotaan: Keanggotaan, keluar: Sequence[User], batal: Sequence[CalonPetugas], *, by: Actor, now: datetime
) -> None:
    gugur = keanggotaan.petugas.filter(pk__in=[c.pk for c in batal]) | keanggotaan.petugas.filter(user__in=keluar)
    Undangan.objects.filter(calon__in=gugur, dipakai_pada=None, dicabut_pada=None).update(dicabut_pada=now)
    gugur.filter(berakhir_pada=None).update(berakhir_pada=now)
    for user in keluar:
        petugas.tutup_akun(user, now=now)
        record(kejadian=Event.PETUGAS_BERHENTI, objek=keanggotaan, by=by, now=now, data={"user": user.pk})
