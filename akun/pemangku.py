"""Who holds an office, and from when to when: judged in sentences, written with a trail."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from akun.actor import LKPP, Actor, Peran
from akun.decision import require
from akun.models import Pejabat, Pemangku, User
from akun.permissions import may_kelola_akun
from akun.templatetags.rupa import tanggal_polos
from jejak.trail import record

PEMANGKU = LKPP - {Peran.ADMIN_SISTEM}
"""Roles that may hold an office: whoever keeps the accounts reads no letters."""


def cacat(
    *, pejabat: Pejabat, user: User, sebagai: str, mulai: date, sampai: date | None, pk: int | None = None
) -> Iterator[tuple[str, str]]:
    """What is wrong with such a row, as (field, sentence)."""
    if user.peran not in PEMANGKU or not user.is_active:
        yield "user", _("%(nama)s bukan pegawai LKPP yang aktif.") % {"nama": user}
    if sampai and sampai < mulai:
        yield "sampai", _("Tanggal selesai lebih awal daripada tanggal mulai.")
        return
    if sebagai != Pemangku.Sebagai.DEFINITIF and sampai is None:
        yield "sampai", _("Plt. dan Plh. selalu berbatas waktu. Isi tanggal selesainya.")
        return
    rows = Pemangku.objects.filter(Q(sampai__isnull=True) | Q(sampai__gte=mulai), pejabat=pejabat)
    rows = rows.exclude(pk=pk or 0).select_related("user")
    for lain in rows.filter(mulai__lte=sampai) if sampai else rows:
        rentang = {"nama": lain.user, "mulai": tanggal_polos(lain.mulai)}
        if lain.user_id == user.pk:
            yield "mulai", _("%(nama)s sudah tercatat di jabatan ini sejak %(mulai)s; masanya bertumpuk.") % rentang
        elif sebagai == lain.sebagai == Pemangku.Sebagai.DEFINITIF:
            kalimat = _("Jabatan ini dipangku %(nama)s sejak %(mulai)s. Isi dahulu tanggal selesainya.")
            yield "mulai", kalimat % rentang


@transaction.atomic
def simpan(*, pemangku: Pemangku, kolom: Sequence[str], by: Actor, now: datetime) -> None:
    """Write a new row or a changed one, with its trail. Raises PermissionDenied; ValidationError with the sentences.

    The office is held meanwhile: two at once cannot both become its only holder.
    """
    require(may_kelola_akun(by))
    Pejabat.objects.select_for_update().get(pk=pemangku.pejabat_id)
    salah = cacat(
        pejabat=pemangku.pejabat,
        user=pemangku.user,
        sebagai=pemangku.sebagai,
        mulai=pemangku.mulai,
        sampai=pemangku.sampai,
        pk=pemangku.pk,
    )
    if kalimat := [k for _kolom, k in salah]:
        raise ValidationError(kalimat)
    kejadian = "akun.pemangku_diubah" if pemangku.pk else "akun.pemangku_dicatat"
    pemangku.save()
    data = {
        "kolom": sorted(kolom),
        "pejabat": pemangku.pejabat_id,
        "user": pemangku.user_id,
        "sebagai": pemangku.sebagai,
        "mulai": pemangku.mulai.isoformat(),
        "sampai": pemangku.sampai.isoformat() if pemangku.sampai else None,
    }
    record(kejadian=kejadian, objek=pemangku, by=by, now=now, data=data)
