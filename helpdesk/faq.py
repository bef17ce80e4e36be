"""Questions and answers: written, reviewed by somebody else, published, replaced or withdrawn; counted when used."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.receipt import WIB
from helpdesk.cari_faq import Saran, saran
from helpdesk.models import MejaLayanan
from helpdesk.models.faq import Faq, FaqTerjawab, VersiFaq
from helpdesk.models.tiket import PesanTiket, Tiket
from helpdesk.permissions_faq import may_tinjau_faq, may_tulis_faq
from helpdesk.pilihan_faq import DIKERJAKAN, Kategori, Keadaan
from jejak import trail
from pengaduan.penyamaran import SAMAR, samarkan

__all__ = ["Saran", "saran"]
PANJANG_KODE = 60
PANJANG_PERTANYAAN = 300
SUREL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NOMOR = re.compile(r"(?<![\w/.-])(?:\+?\d[\s.()-]?){7,}\d(?![\w/])")
"""Telephone numbers, NIK, NPWP, tender codes: what points to one person or one matter."""
TIKET = re.compile(r"\b(?:TKT|PGD|WBS|SM|KNS)\d{8,}\b")
SAPAAN = re.compile(r"^\s*(?:yth\.?|kepada|halo|hai|salam|selamat (?:pagi|siang|sore|malam))\b[^\n]*\n+", re.IGNORECASE)


@dataclass(frozen=True)
class IsiFaq:
    """What a version says."""

    pertanyaan: str
    jawaban: str
    kategori: str
    kata_kunci: str = ""


@transaction.atomic
def tulis(isi: IsiFaq, *, meja: MejaLayanan | None, by: Actor, now: datetime, dari_tiket: str = "") -> VersiFaq:
    """A new entry with its first draft. Raises PermissionDenied."""
    require(may_tulis_faq(by, meja))
    faq = Faq.objects.create(kode=_kode(isi.pertanyaan), meja=meja, dibuat_pada=now, dari_tiket=dari_tiket)
    return _versi(faq, 1, isi, by=by, now=now)


@transaction.atomic
def ubah(faq: Faq, isi: IsiFaq, *, by: Actor, now: datetime) -> VersiFaq:
    """Change the draft; of a published entry begin the next version. A version that was reviewed is a draft again."""
    require(may_tulis_faq(by, faq.meja))
    faq = _kunci(faq)
    versi = faq.dikerjakan
    if versi is None:
        nomor = faq.versi.order_by("-nomor").values_list("nomor", flat=True)[0] + 1
        return _versi(faq, nomor, isi, by=by, now=now)
    _isi(versi, isi, by=by, now=now)
    versi.keadaan, versi.ditinjau_oleh, versi.ditinjau_pada = Keadaan.DRAF, None, None
    versi.save()
    _catat("faq_ditulis", versi, by=by, now=now)
    return versi


@transaction.atomic
def tinjau(versi: VersiFaq, *, setuju: bool, catatan: str = "", by: Actor, now: datetime) -> VersiFaq:
    """Somebody else has read it: it may be published, or its writer reads what has to be mended."""
    require(may_tinjau_faq(by, versi))
    _kunci(versi.faq)
    versi.refresh_from_db()
    if versi.keadaan not in DIKERJAKAN:
        raise ValidationError(_("Versi ini tidak sedang menunggu tinjauan."))
    if setuju and SAMAR in versi.pertanyaan + versi.jawaban:
        raise ValidationError(_("Masih ada bagian yang disamarkan. Tulis ulang kalimatnya dahulu."))
    if not setuju and not catatan.strip():
        raise ValidationError(_("Tulis apa yang perlu diperbaiki."))
    versi.keadaan = Keadaan.DITINJAU if setuju else Keadaan.DRAF
    versi.ditinjau_oleh_id, versi.ditinjau_pada = (by.petugas_id, now) if setuju else (None, None)
    versi.catatan = catatan
    versi.save(update_fields=["keadaan", "ditinjau_oleh", "ditinjau_pada", "catatan"])
    _catat("faq_ditinjau" if setuju else "faq_dikembalikan", versi, by=by, now=now)
    return versi


@transaction.atomic
def terbitkan(versi: VersiFaq, *, by: Actor, now: datetime) -> VersiFaq:
    """Publish what was reviewed; the version before it is kept."""
    require(may_tulis_faq(by, versi.faq.meja))
    faq = _kunci(versi.faq)
    versi.refresh_from_db()
    if versi.keadaan != Keadaan.DITINJAU:
        raise ValidationError(_("Versi ini perlu ditinjau orang lain sebelum terbit."))
    faq.versi.filter(keadaan=Keadaan.TERBIT).update(keadaan=Keadaan.DIGANTI, berakhir_pada=now)
    versi.keadaan, versi.terbit_oleh_id, versi.terbit_pada = Keadaan.TERBIT, by.user_id, now
    versi.save(update_fields=["keadaan", "terbit_oleh", "terbit_pada"])
    _catat("faq_terbit", versi, by=by, now=now)
    return versi


@transaction.atomic
def tarik(faq: Faq, *, alasan: str, by: Actor, now: datetime) -> None:
    """Withdraw what is published, and what is being written with it."""
    require(may_tulis_faq(by, faq.meja))
    faq = _kunci(faq)
    versi = faq.terbit or faq.dikerjakan
    if versi is None:
        raise ValidationError(_("Tanya jawab ini sudah ditarik."))
    if not alasan.strip():
        raise ValidationError(_("Tulis alasan penarikannya."))
    faq.versi.filter(keadaan__in=(*DIKERJAKAN, Keadaan.TERBIT)).update(
        keadaan=Keadaan.DITARIK, berakhir_pada=now, catatan=alasan
    )
    _catat("faq_ditarik", versi, by=by, now=now)


def terjawab(faq: Faq, *, by: Actor | None = None, now: datetime) -> None:
    """This entry answered somebody: one ticket less. An officer who read it out is counted apart."""
    petugas = by is not None and by.peran != "pengadu"
    hari, _baru = FaqTerjawab.objects.get_or_create(faq=faq, tanggal=now.astimezone(WIB).date())
    kolom = "petugas" if petugas else "sendiri"
    FaqTerjawab.objects.filter(pk=hari.pk).update(**{kolom: F(kolom) + 1})


def draf_dari_tiket(tiket: Tiket, *, by: Actor, now: datetime) -> VersiFaq:
    """A draft from an answered ticket: its question and the officer's answer, without whoever asked."""
    jawaban = tiket.solusi or _jawaban_terakhir(tiket)
    if not jawaban:
        raise ValidationError(_("Tiket ini belum dijawab."))
    pertanyaan = " ".join(_tanpa_pelapor(tiket.judul, tiket).split())[:PANJANG_PERTANYAAN]
    isi = IsiFaq(
        pertanyaan=pertanyaan or _("Pertanyaan"),
        jawaban=_tanpa_pelapor(SAPAAN.sub("", jawaban), tiket).strip(),
        kategori=Kategori.LAINNYA,
    )
    return tulis(isi, meja=tiket.meja, by=by, now=now, dari_tiket=tiket.nomor)


def _jawaban_terakhir(tiket: Tiket) -> str:
    """The last thing that an officer wrote to the reporter."""
    pesan = PesanTiket.objects.filter(tiket=tiket, dari="petugas", hanya_petugas=False).order_by("-pada", "-pk").first()
    return pesan.isi if pesan else ""


def _tanpa_pelapor(teks: str, tiket: Tiket) -> str:
    """The text without name, address and numbers of whoever reported, and without any address or long number."""
    teks = samarkan(teks, nama=tiket.nama, surel=tiket.surel, nomor=[tiket.telepon])
    for bagian in _bagian_alamat(tiket.alamat):
        teks = re.sub(re.escape(bagian), SAMAR, teks, flags=re.IGNORECASE)
    for pola in (SUREL, TIKET, NOMOR):
        teks = pola.sub(SAMAR, teks)
    return teks


def _bagian_alamat(alamat: str) -> Sequence[str]:
    return [b for b in (satu.strip() for satu in re.split(r"[,;\n]", alamat)) if len(b) > 5]


def _versi(faq: Faq, nomor: int, isi: IsiFaq, *, by: Actor, now: datetime) -> VersiFaq:
    versi = VersiFaq(faq=faq, meja=faq.meja, nomor=nomor)
    _isi(versi, isi, by=by, now=now)
    versi.save()
    _catat("faq_ditulis", versi, by=by, now=now)
    return versi


def _isi(versi: VersiFaq, isi: IsiFaq, *, by: Actor, now: datetime) -> None:
    versi.pertanyaan, versi.jawaban = isi.pertanyaan, isi.jawaban
    versi.kategori, versi.kata_kunci = isi.kategori, isi.kata_kunci
    versi.ditulis_oleh_id, versi.ditulis_pada = by.user_id, now


def _kunci(faq: Faq) -> Faq:
    """The entry, locked until the caller's commit."""
    return Faq.objects.select_for_update(of=("self",)).select_related("meja").get(pk=faq.pk)


def _kode(pertanyaan: str) -> str:
    """What stands in the address: words of the question; a number after it when another has the same."""
    dasar = slugify(pertanyaan)[:PANJANG_KODE].strip("-") or "tanya"
    ada = set(Faq.objects.filter(kode__startswith=dasar).values_list("kode", flat=True))
    return next(kode for n in range(1, len(ada) + 3) if (kode := dasar if n == 1 else f"{dasar}-{n}") not in ada)


def _catat(kejadian: str, versi: VersiFaq, *, by: Actor, now: datetime) -> None:
    trail.record(kejadian=f"helpdesk.{kejadian}", objek=versi.faq, by=by, now=now, data={"versi": versi.nomor})
