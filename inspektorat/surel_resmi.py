"""Official e-mail: an officer is known by an address of his office, never by one that anybody can open in a minute."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

GRATIS = frozenset(
    {
        *("gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.id", "ymail.com", "rocketmail.com", "hotmail.com"),
        *("hotmail.co.id", "outlook.com", "outlook.co.id", "live.com", "msn.com", "icloud.com", "me.com", "mac.com"),
        *("aol.com", "mail.com", "gmx.com", "gmx.net", "proton.me", "protonmail.com", "pm.me", "tutanota.com"),
        *("tuta.io", "yandex.com", "yandex.ru", "mail.ru", "zoho.com", "plasa.com", "telkom.net", "indo.net.id"),
        *("qq.com", "163.com", "fastmail.com", "hey.com", "mailinator.com", "yopmail.com", "guerrillamail.com"),
    }
)
"""Domains at which anybody gets an address."""
RESMI = (".go.id", ".mil.id", ".desa.id")


def domain(surel: str) -> str:
    """What stands behind the @, comparable."""
    return surel.rpartition("@")[2].strip().rstrip(".").casefold()


def gratis(surel: str) -> bool:
    """Whether anybody can open an address there, also below such a domain."""
    bagian = domain(surel).split(".")
    return any(".".join(bagian[n:]) in GRATIS for n in range(len(bagian)))


def kedinasan(surel: str) -> bool:
    """Under a domain of the government; others are looked at by whoever checks the application."""
    return domain(surel).endswith(RESMI)


def periksa(surel: str) -> str:
    """The address, as it is kept. Raises ValidationError that says what to write instead."""
    surel = surel.strip().lower()
    try:
        validate_email(surel)
    except ValidationError as error:
        raise ValidationError(
            _("Tulis alamat e-mail yang lengkap, misalnya nama@inspektorat.bontangkota.go.id.")
        ) from error
    if gratis(surel):
        raise ValidationError(
            _(
                "%(domain)s adalah layanan e-mail umum: siapa pun dapat membuat alamat di sana. Tulis e-mail dinas,"
                " biasanya berakhir dengan .go.id. Belum punya? Minta kepada pengelola TIK instansi Anda."
            )
            % {"domain": domain(surel)}
        )
    return surel
