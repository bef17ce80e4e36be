"""Whoever does something in the domain: a small frozen value, never a request."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from akun.prepared import prepared

if TYPE_CHECKING:
    from akun.models import User


class Peran(models.TextChoices):
    """The roles of the portal. Roles are code: who may do what stands in the permissions.py of each app."""

    PENGADU = "pengadu", _("Pengadu")
    VERIFIKATOR = "verifikator", _("Verifikator")
    PENELAAH = "penelaah", _("Penelaah")
    PEJABAT_DPPH = "pejabat_dpph", _("Pejabat DPPH")
    PENJAGA_IDENTITAS = "penjaga_identitas", _("Penjaga identitas")
    PETUGAS_TU = "petugas_tu", _("Petugas TU")
    ADMIN_APIP = "admin_apip", _("Admin APIP")
    AUDITOR_APIP = "auditor_apip", _("Auditor APIP")
    PIMPINAN = "pimpinan", _("Pimpinan")
    PETUGAS_HELPDESK = "petugas_helpdesk", _("Petugas helpdesk LKPP")
    PETUGAS_ADVOKASI = "petugas_advokasi", _("Petugas advokasi")
    PETUGAS_LPSE = "petugas_lpse", _("Petugas LPSE")
    KEPALA_LPSE = "kepala_lpse", _("Kepala LPSE")
    ADMIN_SISTEM = "admin_sistem", _("Admin sistem")
    SISTEM = "sistem", _("Sistem")


APIP = frozenset({Peran.ADMIN_APIP, Peran.AUDITOR_APIP})
LPSE = frozenset({Peran.PETUGAS_LPSE, Peran.KEPALA_LPSE})
PENANGAN = frozenset({Peran.VERIFIKATOR, Peran.PENELAAH, Peran.PEJABAT_DPPH})
LAYANAN = frozenset({Peran.PETUGAS_HELPDESK, Peran.PETUGAS_ADVOKASI})
LKPP = PENANGAN | LAYANAN | {Peran.PENJAGA_IDENTITAS, Peran.PETUGAS_TU, Peran.PIMPINAN, Peran.ADMIN_SISTEM}
PETUGAS = LKPP | APIP | LPSE  # everyone who works here, and so needs a second factor


@prepared
def _konflik(user_id: int) -> "models.QuerySet[models.Model, tuple[int]]":
    """The institutions that somebody is bound to."""
    return get_user_model().konflik.through._default_manager.filter(user_id=user_id).values_list("instansi_id")


@dataclass(frozen=True)
class Actor:
    """Name, role and the ids behind them. `nomor` is the receipt of a complainant who has opened it."""

    nama: str
    peran: Peran
    user_id: int | None = None
    instansi_id: int | None = None
    unit_id: int | None = None
    nomor: str = ""
    konflik: frozenset[int] = frozenset()
    aktif: bool = True

    @classmethod
    def of(cls, user: "User") -> "Actor":
        """The actor behind a logged-in user; one query for the conflicts of interest of handling officers."""
        konflik = frozenset(pk for (pk,) in _konflik(user.pk)) if user.peran in PENANGAN else frozenset()
        return cls(
            user.nama, Peran(user.peran), user.pk, user.instansi_id, user.unit_id, konflik=konflik, aktif=user.is_active
        )

    @classmethod
    def pengadu(cls, nomor: str) -> "Actor":
        """The complainant who showed number and token; the trail knows no more of him than the number."""
        return cls("Pengadu", Peran.PENGADU, nomor=nomor)

    @property
    def petugas_id(self) -> int:
        """The id of a logged-in person, for columns that name one. Raises ValueError for a complainant or SYSTEM."""
        if self.user_id is None:
            raise ValueError("Only a logged-in person is written down by id.")
        return self.user_id

    @property
    def is_apip(self) -> bool:
        """Works for an inspectorate."""
        return self.peran in APIP

    @property
    def is_lpse(self) -> bool:
        """Works for an LPSE; `unit_id` says for which."""
        return self.peran in LPSE

    @property
    def is_lkpp(self) -> bool:
        """Works for LKPP."""
        return self.peran in LKPP


SYSTEM = Actor("Sistem", Peran.SISTEM)
