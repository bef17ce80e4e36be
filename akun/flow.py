"""The life of an account: made by an administrator, invited, changed, rid of a lost second factor, sent out."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from akun.actor import APIP, PETUGAS, Actor, Peran
from akun.decision import require
from akun.models import Instansi, Unit, User
from akun.permissions import may_kelola_akun, may_ubah_nama
from jejak.trail import record


@transaction.atomic
def buat_petugas(
    *,
    email: str,
    nama: str,
    peran: Peran,
    instansi: Instansi | None = None,
    unit: Unit | None = None,
    by: Actor,
    now: datetime,
) -> User:
    """Make the account of an officer or inspector, without a password yet.

    The address counts as verified: the password can only be set by whoever reads its mail.
    Raises PermissionDenied; ValidationError with what has to be mended.
    """
    require(may_kelola_akun(by))
    email = email.strip().lower()
    validate_email(email)
    if peran not in PETUGAS:
        raise ValidationError(_("Peran ini bukan peran petugas atau APIP."))
    if peran in APIP and instansi is None:
        raise ValidationError(_("Akun APIP harus punya instansi."))
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Alamat e-mail ini sudah punya akun."))
    user = User.objects.create_user(email, None, nama=nama.strip(), peran=peran, instansi=instansi, unit=unit)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(kejadian="akun.petugas_dibuat", objek=user, by=by, now=now, data={"peran": peran})
    return user


def tautan_sandi(user: User) -> str:
    """The link with which somebody sets his password; good once, for as long as PASSWORD_RESET_TIMEOUT says."""
    kunci = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=kunci)}"


def undang(user: User, *, ulang: bool = False) -> None:
    """Mail the link to a new officer, or (`ulang`) to whom a second factor was taken. OSError without a mail server."""
    judul = _("Akun Anda di Portal LKPP")
    tautan = {"tautan": tautan_sandi(user), "tautan_teks": _("Buat kata sandi")}
    isi = {"judul": judul, "pengguna": user, "ulang": ulang, **tautan}
    surel = EmailMultiAlternatives(judul, render_to_string("akun/surel/undangan.txt", isi), to=[user.email])
    surel.attach_alternative(render_to_string("akun/surel/undangan.html", isi), "text/html")
    surel.send()


@transaction.atomic
def catat_perubahan(*, user: User, kolom: Sequence[str], by: Actor, now: datetime) -> None:
    """Save what an administrator has changed on an account, with its trail. Raises PermissionDenied.

    Who gets another role or is switched off has to log in again.
    """
    require(may_kelola_akun(by))
    user.save(update_fields=[k for k in kolom if k != "konflik"])  # the admin writes that relation itself
    if {"peran", "is_active"} & set(kolom):
        akhiri_sesi(user)
    data = {"kolom": sorted(kolom), "peran": user.peran, "aktif": user.is_active}
    record(kejadian="akun.petugas_diubah", objek=user, by=by, now=now, data=data)


@transaction.atomic
def cabut_kunci_kedua(*, user: User, by: Actor, now: datetime) -> int:
    """Take away a lost second factor, and with it password and sessions; returns how many keys there were.

    The password goes too: without the second factor it alone would let a stranger set up one of his own.
    """
    require(may_kelola_akun(by))
    jumlah: int = Authenticator.objects.filter(user=user).delete()[0]
    user.set_unusable_password()
    user.save(update_fields=["password"])
    akhiri_sesi(user)
    record(kejadian="akun.kunci_kedua_dicabut", objek=user, by=by, now=now, data={"jumlah": jumlah})
    return jumlah


@transaction.atomic
def ubah_nama(*, user: User, nama: str, by: Actor, now: datetime) -> None:
    """A member of the public corrects his name. Raises PermissionDenied."""
    require(may_ubah_nama(by))
    user.nama = nama
    user.save(update_fields=["nama"])
    record(kejadian="akun.nama_diubah", objek=user, by=by, now=now)


def akhiri_sesi(user: User) -> None:
    """End every session of one person."""
    User.objects.filter(pk=user.pk).update(sesi_versi=F("sesi_versi") + 1)


def keluarkan_semua() -> int:
    """End every session of everybody, at once; returns how many there were."""
    jumlah, _rinci = Session.objects.all().delete()
    return jumlah
