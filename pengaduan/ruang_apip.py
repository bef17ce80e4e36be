"""The workspace of an inspectorate in queries: what waits for it, what is late, who has what, the threads with LKPP.

Everything begins at `Eskalasi.objects.di_kotak`: an inspectorate's own running cases, for an auditor those given to
him. Counts and lists stop at BATAS.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from akun.terbatas import banyak, kunci, tanya
from pengaduan.models import CatatanKasus, Eskalasi, HasilTindakLanjut, PesanKasus, PesanTerbaca
from pengaduan.status import Status

S = Status
GILIRAN = (S.DIESKALASI, S.DITERIMA_APIP, S.TINDAK_LANJUT_APIP)  # the inspectorate's own clock runs
DI_LKPP = (S.PERLU_KLARIFIKASI, S.HASIL_DILAPORKAN, S.REVIU_HASIL)
BERJALAN = (*GILIRAN, *DI_LKPP)

MENUNGGU, TERLAMBAT, LKPP, SEMUA = "menunggu", "terlambat", "lkpp", "semua"
PANDANG: Mapping[str, Any] = {
    MENUNGGU: _("Menunggu kita"),
    TERLAMBAT: _("Terlambat"),
    LKPP: _("Di tangan LKPP"),
    SEMUA: _("Semua kasus"),
}
BELUM_DIBACA = "belum_dibaca"


def milik(actor: Actor) -> "QuerySet[Eskalasi]":
    """The cases of the inbox; an auditor's own."""
    rows = Eskalasi.objects.di_kotak(actor)
    return rows.filter(auditor_id=actor.user_id) if actor.peran == Peran.AUDITOR_APIP else rows


def _pesan(**syarat: Any) -> "QuerySet[PesanKasus]":
    """The thread with LKPP since the case came here; for a subquery of escalations."""
    return PesanKasus.objects.filter(
        pengaduan=OuterRef("pengaduan_id"),
        ruang=PesanKasus.Ruang.APIP,
        dibuat_pada__gte=OuterRef("diteruskan_pada"),
        **syarat,
    ).order_by()


def _terjawab() -> Q:
    """What answers a message of LKPP: a later message, a later note on the progress, a later result."""
    kasus = {"pengaduan": OuterRef("pengaduan_id")}
    pesan = PesanKasus.objects.filter(**kasus, ruang=PesanKasus.Ruang.APIP, dari=PesanKasus.Dari.APIP)
    catatan = CatatanKasus.objects.filter(**kasus, jenis=CatatanKasus.Jenis.KEMAJUAN)
    hasil = HasilTindakLanjut.objects.filter(eskalasi__pengaduan=OuterRef("pengaduan_id"))
    return (
        Q(Exists(pesan.filter(pk__gt=OuterRef("pk")).order_by()))
        | Q(Exists(catatan.filter(dibuat_pada__gt=OuterRef("dibuat_pada")).order_by()))
        | Q(Exists(hasil.filter(dilaporkan_pada__gt=OuterRef("dibuat_pada")).order_by()))
    )


def _menunggu_jawaban() -> Q:
    """LKPP wrote last, and nothing was done since."""
    pesan = _pesan(dari=PesanKasus.Dari.LKPP).exclude(_terjawab())
    return Q(pengaduan__status__in=BERJALAN) & Q(Exists(pesan))


def _dikembalikan() -> Q:
    """A result that LKPP sent back and that is not reported again."""
    kembali = HasilTindakLanjut.objects.filter(eskalasi=OuterRef("pk"), dikembalikan_pada__isnull=False)
    return Q(pengaduan__status=S.TINDAK_LANJUT_APIP) & Q(Exists(kembali.order_by()))


def _belum_dimulai() -> Q:
    """Given to an auditor who has written nothing yet."""
    catatan = CatatanKasus.objects.filter(
        pengaduan=OuterRef("pengaduan_id"),
        jenis=CatatanKasus.Jenis.KEMAJUAN,
        dibuat_pada__gte=OuterRef("diteruskan_pada"),
    )
    hasil = HasilTindakLanjut.objects.filter(eskalasi=OuterRef("pk"))
    sunyi = ~Exists(catatan.order_by()) & ~Exists(_pesan(dari=PesanKasus.Dari.APIP)) & ~Exists(hasil.order_by())
    return Q(pengaduan__status=S.TINDAK_LANJUT_APIP) & Q(sunyi)


def _menunggu(actor: Actor) -> Q:
    """Somebody of this inspectorate has to act: to accept, to assign, to mend a result, to answer LKPP, to begin."""
    syarat = Q(pengaduan__status__in=(S.DIESKALASI, S.DITERIMA_APIP)) | _dikembalikan() | _menunggu_jawaban()
    return syarat | _belum_dimulai() if actor.peran == Peran.AUDITOR_APIP else syarat


def pilih(pandang: str, actor: Actor, *, now: datetime) -> "QuerySet[Eskalasi]":
    """The cases of a quick view."""
    rows = milik(actor)
    match pandang:
        case "menunggu":
            return rows.filter(_menunggu(actor))
        case "terlambat":
            return rows.filter(pengaduan__status__in=GILIRAN, pengaduan__jatuh_tempo__lt=now)
        case "lkpp":
            return rows.filter(pengaduan__status__in=DI_LKPP)
        case _:
            return rows


def _baru(actor: Actor) -> "QuerySet[PesanKasus]":
    """Messages of LKPP that this reader has not seen; for a subquery of escalations."""
    terbaca = PesanTerbaca.objects.filter(eskalasi=OuterRef(OuterRef("pk")), user_id=actor.user_id or 0)
    sampai = Coalesce(Subquery(terbaca.values("sampai_id")[:1]), 0)
    return _pesan(dari=PesanKasus.Dari.LKPP).filter(pk__gt=sampai)


def belum_dibaca(actor: Actor) -> "QuerySet[Eskalasi]":
    """Running cases whose thread holds something new."""
    return milik(actor).filter(Exists(_baru(actor)), pengaduan__status__in=BERJALAN)


def urut_tempo(rows: "QuerySet[Eskalasi]") -> "QuerySet[Eskalasi]":
    """What is due first on top; without a clock of our own, the newest first."""
    tempo = Case(
        When(pengaduan__status__in=GILIRAN, then=F("pengaduan__jatuh_tempo")), output_field=DateTimeField(null=True)
    )
    return rows.annotate(tempo=tempo).order_by(F("tempo").asc(nulls_last=True), "-diteruskan_pada", "id")


@dataclass(frozen=True)
class Hitungan:
    """How many cases each quick view holds; BATAS + 1 at most."""

    pandang: Mapping[str, int]
    belum_dibaca: int


def baca(actor: Actor, rows: "Sequence[QuerySet[Eskalasi]]", *, now: datetime) -> tuple[Hitungan, list[list[int]]]:
    """In one query: the counts of the quick views and of unread threads, and the keys of lists in their order."""
    hitung = [banyak(pilih(p, actor, now=now).order_by().values("pk")) for p in PANDANG]
    hitung.append(banyak(belum_dibaca(actor).order_by().values("pk")))
    isi = tanya([*hitung, *(kunci(satu) for satu in rows)], {})
    jumlah, kunci_urut = isi[: len(hitung)], isi[len(hitung) :]
    return Hitungan(dict(zip(PANDANG, jumlah, strict=False)), jumlah[-1]), kunci_urut


def _ya(syarat: Any) -> Case:
    return Case(When(syarat, then=True), default=False, output_field=BooleanField())


def baris(kunci_urut: Sequence[int], actor: Actor) -> list[Eskalasi]:
    """The rows of a page with what their marks need, in the order of their keys; asks again whose they are."""
    banyak_baru = _baru(actor).values("pengaduan").annotate(n=Count("pk")).values("n")
    rows = milik(actor).filter(pk__in=list(kunci_urut)).select_related("pengaduan__instansi", "auditor")
    rows = rows.annotate(
        dikembalikan=_ya(_dikembalikan()),
        menunggu_jawaban=_ya(_menunggu_jawaban()),
        belum_dimulai=_ya(_belum_dimulai()),
        baru=Coalesce(Subquery(banyak_baru), 0),
    )
    menurut = {e.pk: e for e in rows}
    return [menurut[k] for k in kunci_urut if k in menurut]


def bertopik(actor: Actor) -> "QuerySet[Eskalasi]":
    """Cases with a thread, the one written in last on top."""
    terakhir = _pesan().order_by("-pk").values("pk")[:1]
    rows = milik(actor).annotate(terakhir=Subquery(terakhir)).filter(terakhir__isnull=False)
    return rows.order_by("-terakhir")


def pesan_terakhir(rows: Sequence[Eskalasi]) -> dict[int, PesanKasus]:
    """The last message of the thread of each of these: escalation id -> message, in one query."""
    semua = Eskalasi.objects.filter(pk__in=[e.pk for e in rows])
    terakhir = semua.annotate(terakhir=Subquery(_pesan().order_by("-pk").values("pk")[:1]))
    kunci_pesan: dict[int, int] = dict(terakhir.values_list("pk", "terakhir"))
    pesan = PesanKasus.objects.select_related("penulis").in_bulk(list(filter(None, kunci_pesan.values())))
    return {e: pesan[p] for e, p in kunci_pesan.items() if p in pesan}
