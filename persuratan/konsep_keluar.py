"""A letter out while it is a draft: its text and its attachments. Nothing here changes where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun import blind
from akun.actor import Actor
from akun.decision import require
from akun.models import Pejabat
from berkas.models import Berkas
from jejak.trail import record
from persuratan import cetak_keluar, templat
from persuratan import permissions_keluar as permissions
from persuratan.models import LampiranKeluar, SuratKeluar
from persuratan.pilihan import PERORANGAN_SAJA, Kerahasiaan, Sifat
from persuratan.status_keluar import KONSEP, Event
from sla.stages import StepRefused


@dataclass(frozen=True)
class DataKeluar:
    """What somebody writes: `isi` is Markdown, `tujuan` one addressee per line, `tembusan` one per line."""

    jenis: str
    penandatangan: Pejabat
    tujuan: str
    perihal: str
    isi: str
    templat: str = ""
    tujuan_tempat: str = ""
    tujuan_email: str = ""
    tembusan: str = ""
    sifat: str = Sifat.BIASA
    kerahasiaan: str = Kerahasiaan.BIASA


def isikan(surat: SuratKeluar, data: DataKeluar) -> None:
    """Put what somebody wrote into the row, sealed. Raises StepRefused for an open answer to a secret letter."""
    if surat.membalas and surat.membalas.rahasia and data.kerahasiaan not in PERORANGAN_SAJA:
        raise StepRefused(_("Surat yang dijawab bersifat rahasia, jadi jawabannya juga. Pilih kerahasiaannya."))
    surat.jenis, surat.templat, surat.sifat, surat.kerahasiaan = (
        data.jenis,
        data.templat,
        data.sifat,
        data.kerahasiaan,
    )
    surat.penandatangan, surat.unit = data.penandatangan, data.penandatangan.unit
    surat.tujuan, surat.tujuan_tempat, surat.tujuan_email = data.tujuan, data.tujuan_tempat, data.tujuan_email.strip()
    surat.perihal, surat.isi, surat.tembusan = data.perihal, data.isi, data.tembusan
    surat.cari = index_of(surat)


def index_of(surat: SuratKeluar) -> list[int]:
    """The numbers under which a letter is found; a secret letter by its own numbers only."""
    if surat.rahasia:
        return blind.index(surat.nomor or "", surat.nomor_surat)
    teks = (surat.nomor or "", surat.nomor_surat, surat.perihal, surat.tujuan, surat.tujuan_tempat, surat.isi)
    return blind.index(*teks)


@transaction.atomic
def ubah(*, surat: SuratKeluar, data: DataKeluar, by: Actor, now: datetime) -> None:
    """The text is changed: while it is a draft or was sent back, and at no other time."""
    require(permissions.may_ubah(by, surat))
    _konsep_terkunci(surat)
    isikan(surat, data)
    surat.save(update_fields=DIUBAH)
    record(kejadian=Event.DIUBAH, objek=surat, by=by, now=now)


DIUBAH = (
    "jenis",
    "templat",
    "sifat",
    "kerahasiaan",
    "penandatangan",
    "unit",
    "tujuan_segel",
    "tujuan_tempat_segel",
    "tujuan_email_segel",
    "perihal_segel",
    "isi_segel",
    "tembusan_segel",
    "cari",
)


def _konsep_terkunci(surat: SuratKeluar) -> None:
    """Hold the row of a draft: nobody asks for initials meanwhile. Raises StepRefused when it is none any more."""
    if not SuratKeluar.objects.select_for_update().filter(pk=surat.pk, status__in=KONSEP).exists():
        raise StepRefused(_("Surat yang sudah diajukan tidak dapat diubah. Minta dikembalikan bila perlu diperbaiki."))


@transaction.atomic
def lampirkan(*, surat: SuratKeluar, berkas: Berkas, judul: str, by: Actor, now: datetime) -> LampiranKeluar:
    """A PDF is attached behind the others."""
    require(permissions.may_ubah(by, surat))
    _konsep_terkunci(surat)
    terakhir = surat.lampiran.order_by("-urutan").values_list("urutan", flat=True).first() or 0
    lampiran = LampiranKeluar(surat=surat, urutan=terakhir + 1, berkas=berkas)
    lampiran.judul = judul
    lampiran.save(force_insert=True)
    record(kejadian=Event.DILAMPIRI, objek=surat, by=by, now=now, data={"berkas": str(berkas.pk)})
    return lampiran


@transaction.atomic
def lepas_lampiran(*, lampiran: LampiranKeluar, by: Actor, now: datetime) -> None:
    """An attachment is taken off again."""
    surat = lampiran.surat
    require(permissions.may_ubah(by, surat))
    _konsep_terkunci(surat)
    berkas_id = str(lampiran.berkas_id)
    lampiran.delete()
    record(kejadian=Event.LAMPIRAN_DILEPAS, objek=surat, by=by, now=now, data={"berkas": berkas_id})


def lengkap(surat: SuratKeluar) -> None:
    """Is it whole enough to be handed in? Raises StepRefused with what is missing."""
    if not (surat.tujuan.strip() and surat.perihal.strip() and surat.isi.strip()):
        raise StepRefused(_("Isi tujuan, perihal, dan isi surat sebelum mengajukannya."))
    if kosong := templat.belum_diisi(surat.isi):
        raise StepRefused(_("Masih ada yang belum diisi di surat ini: %(isian)s.") % {"isian": ", ".join(kosong)})
    cetak_keluar.periksa_lampiran(surat)
