"""The demo accounts: one per role, all names invented, one password and one second factor for all of them.

They exist in demo and test mode only; akun.checks and akun.adapter keep them out of production.
"""

import base64
import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from akun.actor import Peran
from akun.models import Instansi, Unit, User
from akun.sealing import UnsealError

DOMAIN = "@demo.example"
SANDI = "portal-demo-lkpp"
KUNCI_TOTP = "PORTALLKPPDEMOKUNCIKEDUAUNTUKUJI"  # base32
PERIODE = 30
BOVEN_DIGOEL, BONTANG = "93.02", "64.74"
LPSE_DEMO = {"LPSE-76.02": "LPSE Kabupaten Mamuju", "LPSE-64.74": "LPSE Kota Bontang"}


@dataclass(frozen=True)
class Demo:
    """One demo account; `wilayah` names the local government of an inspector."""

    akun: str
    nama: str
    peran: Peran
    unit: str = ""
    wilayah: str = ""

    @property
    def email(self) -> str:
        """The login."""
        return f"{self.akun}{DOMAIN}"


AKUN = (
    Demo("pengadu", "Yohana Tambunan", Peran.PENGADU),
    Demo("verifikator", "Sari Wulandari", Peran.VERIFIKATOR, unit="DPPH"),
    Demo("penelaah", "Bagas Nurcahyo", Peran.PENELAAH, unit="DPPH"),
    Demo("pejabat", "Ratna Lesmana", Peran.PEJABAT_DPPH, unit="DPPH"),
    Demo("penjaga", "Ketut Ardana", Peran.PENJAGA_IDENTITAS, unit="PUSDATIN"),
    Demo("tu", "Melati Harahap", Peran.PETUGAS_TU, unit="BHU"),
    Demo("pimpinan", "Johan Rumengan", Peran.PIMPINAN, unit="D-HPS"),
    Demo("admin", "Dimas Saputra", Peran.ADMIN_SISTEM, unit="PUSDATIN"),
    Demo("helpdesk", "Fajar Setiawan", Peran.PETUGAS_HELPDESK, unit="DSPD"),
    Demo("advokasi", "Intan Maharani", Peran.PETUGAS_ADVOKASI, unit="DAPD"),
    Demo("advokasi.2", "Galih Prakoso", Peran.PETUGAS_ADVOKASI, unit="DAPD"),
    Demo("lpse", "Hasna Rahim", Peran.PETUGAS_LPSE, unit="LPSE-76.02"),
    Demo("kepala.lpse", "Baharuddin Tahir", Peran.KEPALA_LPSE, unit="LPSE-76.02"),
    Demo("lpse.bontang", "Rizky Pratama", Peran.PETUGAS_LPSE, unit="LPSE-64.74"),
    Demo("apip", "Agustina Wambrauw", Peran.ADMIN_APIP, wilayah=BOVEN_DIGOEL),
    Demo("auditor", "Lukas Gebze", Peran.AUDITOR_APIP, wilayah=BOVEN_DIGOEL),
    Demo("apip.bontang", "Nurul Aini Hasan", Peran.ADMIN_APIP, wilayah=BONTANG),
)


def boleh() -> bool:
    """Demo accounts are for trying and testing only."""
    return settings.PORTAL_MODE in {"demo", "uji"}


def is_demo(user: User) -> bool:
    """Whether an address is one of ours."""
    return user.email.lower().endswith(DOMAIN)


def kode(detik: float) -> tuple[str, int]:
    """The second-factor code at a moment (seconds since 1970) and for how many seconds it is still good."""
    totp = TOTP(base64.b32decode(KUNCI_TOTP), 6, SHA1(), PERIODE)  # noqa: S303 - what authenticator apps speak
    return totp.generate(int(detik)).decode(), PERIODE - int(detik) % PERIODE


@transaction.atomic
def siapkan() -> list[User]:
    """Make the accounts, or bring them back to what is printed; the reference data has to be there."""
    sandi = _sandi()
    return [_siapkan(demo, sandi) for demo in AKUN]


def _sandi() -> str:
    """One hash for all: the one in use as long as it fits, so that sessions outlive a restart."""
    dipakai = User.objects.filter(email=AKUN[0].email).values_list("password", flat=True).first()
    return dipakai if dipakai and check_password(SANDI, dipakai) else make_password(SANDI)


def _siapkan(demo: Demo, sandi: str) -> User:
    user, _baru = User.objects.update_or_create(
        email=demo.email,
        defaults={
            "nama": demo.nama,
            "peran": demo.peran,
            "password": sandi,
            "is_active": True,
            "unit": _unit(demo.unit) if demo.unit else None,
            "instansi": Instansi.objects.get(wilayah=demo.wilayah) if demo.wilayah else None,
        },
    )
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    if user.is_petugas:
        _kunci_kedua(user)
    return user


def _unit(kode: str) -> Unit:
    """A unit of LKPP that is there, or one of the LPSEs of the demo."""
    nama = LPSE_DEMO.get(kode)
    return (
        Unit.objects.get_or_create(kode=kode, defaults={"nama": nama, "jenis": Unit.Jenis.LPSE})[0]
        if nama
        else (Unit.objects.get(kode=kode))
    )


def _kunci_kedua(user: User) -> None:
    """The shared second factor, and recovery codes; sealed anew when the keys of this installation have changed."""
    isi = {a.type: a.data for a in Authenticator.objects.filter(user=user)}
    if _buka(isi, Authenticator.Type.TOTP, "secret") != KUNCI_TOTP:
        _simpan(user, Authenticator.Type.TOTP, {"secret": encrypt(KUNCI_TOTP)})
    if not _buka(isi, Authenticator.Type.RECOVERY_CODES, "seed"):
        _simpan(user, Authenticator.Type.RECOVERY_CODES, {"seed": encrypt(secrets.token_hex(40)), "used_mask": 0})


def _buka(isi: dict[str, dict[str, str]], jenis: str, kolom: str) -> str:
    try:
        return str(decrypt(isi[jenis][kolom])) if jenis in isi else ""
    except UnsealError:
        return ""


def _simpan(user: User, jenis: str, data: dict[str, object]) -> None:
    Authenticator.objects.update_or_create(user=user, type=jenis, defaults={"data": data})
