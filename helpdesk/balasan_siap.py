"""Answers kept ready: a closed list of placeholders, filled in when an officer puts one into a reply."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from helpdesk.models import MejaLayanan
from helpdesk.models.faq import JawabanSiap
from helpdesk.models.tiket import Tiket
from helpdesk.permissions_faq import may_isi_meja
from jejak import trail

ISIAN = {
    "nama": gettext_lazy("nama pelapor"),
    "nomor": gettext_lazy("nomor tiket"),
    "judul": gettext_lazy("judul laporan"),
    "petugas": gettext_lazy("nama petugas yang membalas"),
    "meja": gettext_lazy("nama meja layanan"),
}
POLA = re.compile(r"\{([A-Za-z_]+)\}")


def isi(jawaban: JawabanSiap, tiket: Tiket, petugas: Actor) -> str:
    """The answer for this ticket. What a reporter typed is put in as it is and never read for placeholders again."""
    nilai = {
        "nama": tiket.nama or _("Bapak/Ibu"),
        "nomor": tiket.nomor,
        "judul": tiket.judul,
        "petugas": petugas.nama,
        "meja": tiket.meja.nama,
    }
    return POLA.sub(lambda cocok: nilai.get(cocok[1], cocok[0]), jawaban.isi)


def asing(teks: str) -> list[str]:
    """Placeholders that nobody can fill in."""
    return [nama for nama in POLA.findall(teks) if nama not in ISIAN]


def pilihan(meja: MejaLayanan) -> "QuerySet[JawabanSiap]":
    """What officers of a desk may choose from."""
    return JawabanSiap.objects.filter(meja=meja, aktif=True)


@transaction.atomic
def simpan(
    jawaban: JawabanSiap | None, *, meja: MejaLayanan, judul: str, isi: str, aktif: bool, by: Actor, now: datetime
) -> JawabanSiap:
    """Write or change one. Raises PermissionDenied, ValidationError."""
    require(may_isi_meja(by, meja))
    if JawabanSiap.objects.filter(meja=meja, judul=judul).exclude(pk=jawaban.pk if jawaban else 0).exists():
        raise ValidationError({"judul": _("Judul ini sudah dipakai.")})
    row = jawaban or JawabanSiap(meja=meja)
    row.judul, row.isi, row.aktif = judul, isi, aktif
    row.diubah_oleh_id, row.diubah_pada = by.user_id, now
    row.save()
    trail.record(kejadian="helpdesk.jawaban_siap_disimpan", objek=row, by=by, now=now, data={"aktif": aktif})
    return row
