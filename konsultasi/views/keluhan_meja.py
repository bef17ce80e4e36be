"""Complaints about the service, for those who did not give it: the list, one complaint, take it, answer it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import Actor, Peran
from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah, boleh_dan_belum
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal_jam
from konsultasi import flow_keluhan, permissions
from konsultasi.forms.koleksi import JawabKeluhanForm
from konsultasi.models import Keluhan
from konsultasi.status_keluhan import JAWAB, TANGANI, StatusKeluhan
from konsultasi.views.tanda import tanda_keluhan
from sla import clock, office, pita

PENANGAN = (Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN)
RUJUKAN = ("konsultasi__unit", "konsultasi__subjek", "konsultasi__petugas", "konsultasi__peninjau", "penangan")
TERBANYAK = 200


@dataclass(frozen=True)
class LembarKeluhan:
    """A complaint that the actor may know of."""

    keluhan: Keluhan
    actor: Actor
    now: datetime

    @classmethod
    def buka(cls, pk: int, actor: Actor, now: datetime) -> "LembarKeluhan":
        """Load it. Raises Http404 for what the actor may not know of; one's own is read as an applicant."""
        rows = Keluhan.objects.visible_to(actor).exclude(pengadu_id=actor.user_id).select_related(*RUJUKAN)
        keluhan = rows.filter(pk=pk).first()
        if keluhan is None:
            raise Http404(_("Keluhan ini tidak ada, atau tidak terbuka bagi Anda."))
        return cls(keluhan, actor, now)

    def url(self, langkah: str = "satu") -> str:
        """The address of its page, or of one of its steps."""
        return reverse(f"konsultasi:meja_keluhan_{langkah}", args=[self.keluhan.pk])


@for_roles(*PENANGAN)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The complaints that nobody has, one's own, and the answered ones one may read; open ones by due date first."""
    actor, now = request.actor, timezone.now()
    rows = Keluhan.objects.visible_to(actor).exclude(pengadu_id=actor.user_id)
    rows = rows.select_related("konsultasi__unit", "konsultasi__subjek", "penangan")
    terbuka = rows.exclude(status=StatusKeluhan.DIJAWAB).order_by("jatuh_tempo", "id")[:TERBANYAK]
    dijawab = rows.filter(status=StatusKeluhan.DIJAWAB).order_by("-dijawab_pada", "-id")[:TERBANYAK]
    konteks = {
        "terbuka": [_baris(satu, now) for satu in terbuka],
        "dijawab": [_baris(satu, now) for satu in dijawab],
    }
    return render(request, "konsultasi/meja/keluhan.html", konteks)


def _baris(satu: Keluhan, now: datetime) -> dict[str, Any]:
    batas = satu.jatuh_tempo
    hari = office.kalender().days_left(now, batas) if batas else None
    return {
        "keluhan": satu,
        "k": satu.konsultasi,
        "url": reverse("konsultasi:meja_keluhan_satu", args=[satu.pk]),
        "batas": batas,
        "sisa": sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
        "lewat": batas is not None and batas < now,
        "tanda": tanda_keluhan(satu.status),
    }


@for_roles(*PENANGAN)
@require_GET
def satu(request: ActorRequest, pk: int) -> HttpResponse:
    """One complaint, with the service that it is about; whoever has taken it reads question and answer as well."""
    lembar = LembarKeluhan.buka(pk, request.actor, timezone.now())
    boleh, belum = boleh_dan_belum(lembar, (Tangani, Jawab), lembar.url)
    konteks = {
        "keluhan": lembar.keluhan,
        "k": lembar.keluhan.konsultasi,
        "tanda": tanda_keluhan(lembar.keluhan.status),
        "data": _data(lembar),
        "layanan": lembar.keluhan.penangan_id == lembar.actor.user_id,
        "jam": [pita.jam(t, now=lembar.now) for t in clock.all_of(lembar.keluhan)],
        "boleh": boleh,
        "belum": belum,
    }
    return render(request, "konsultasi/meja/keluhan_satu.html", konteks)


def _data(lembar: LembarKeluhan) -> list[dict[str, str]]:
    """About which service, by whom."""
    satu, k = lembar.keluhan, lembar.keluhan.konsultasi
    baris = (
        (_("Konsultasi"), k.nomor),
        (_("Kanal"), k.get_kanal_display()),
        (_("Direktorat"), k.unit.nama),
        (_("Subjek"), k.subjek.nama),
        (_("Dilayani oleh"), ", ".join(str(p) for p in (k.petugas, k.peninjau) if p)),
        (_("Konsultasi diterima"), tanggal_jam(k.diterima_pada)),
        (_("Konsultasi dijawab"), tanggal_jam(k.dijawab_pada) or _("Belum")),
        (_("Keluhan diterima"), tanggal_jam(satu.diajukan_pada)),
        (_("Ditangani oleh"), str(satu.penangan) if satu.penangan else _("Belum ada")),
    )
    return [{"nama": n, "nilai": v} for n, v in baris if v]


class LangkahKeluhan(HalamanLangkah[LembarKeluhan]):
    """One step of a complaint about the service."""

    dari: ClassVar[tuple[str, ...]] = ()
    templat = "konsultasi/meja/langkah_keluhan.html"

    def buka(self, request: ActorRequest) -> LembarKeluhan:
        """The complaint of this address."""
        return LembarKeluhan.buka(self.kwargs["pk"], request.actor, timezone.now())

    def pada(self, lembar: LembarKeluhan) -> bool:
        """It is where this step may be thought of at all."""
        return lembar.keluhan.status in self.dari

    def di_luar(self, lembar: LembarKeluhan) -> str:
        """Where it stands instead."""
        kini = {"status": tanda_keluhan(lembar.keluhan.status)["kata"]}
        return _("Langkah ini tidak tersedia pada status keluhan saat ini: %(status)s.") % kini

    def may(self, lembar: LembarKeluhan) -> Decision:
        """Somebody who did not give the service."""
        return permissions.may_tangani_keluhan(lembar.actor, lembar.keluhan)

    def sesudah(self, request: ActorRequest, lembar: LembarKeluhan) -> str:
        """Back to the complaint."""
        return lembar.url()

    def bingkai(self, request: ActorRequest, lembar: LembarKeluhan) -> dict[str, Any]:
        """The complaint, in short."""
        return {"keluhan": lembar.keluhan, "k": lembar.keluhan.konsultasi, "kembali_url": lembar.url()}

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*PENANGAN)(cls.as_view())


class Tangani(LangkahKeluhan):
    """Somebody takes it."""

    nama, judul, dari = "tangani", gettext_lazy("Tangani keluhan"), TANGANI.from_
    akibat = (
        gettext_lazy("Keluhan ini menjadi tugas Anda; petugas lain tidak melihatnya lagi."),
        gettext_lazy("Anda membaca pertanyaan dan jawaban konsultasinya."),
    )
    tombol, sukses = gettext_lazy("Tangani"), gettext_lazy("Keluhan ini sekarang tugas Anda.")

    def jalankan(self, lembar: LembarKeluhan, data: dict[str, Any]) -> None:
        """Take it."""
        flow_keluhan.tangani(keluhan=lembar.keluhan, by=lembar.actor, now=lembar.now)


class Jawab(LangkahKeluhan):
    """The answer."""

    nama, judul, dari = "jawab", gettext_lazy("Jawab keluhan"), JAWAB.from_
    akibat = (gettext_lazy("Pemohon diberi tahu dan membaca jawaban ini. Keluhan selesai."),)
    tombol, sukses = gettext_lazy("Kirim jawaban"), gettext_lazy("Keluhan sudah dijawab.")
    form_class = JawabKeluhanForm

    def jalankan(self, lembar: LembarKeluhan, data: dict[str, Any]) -> None:
        """Answer it."""
        flow_keluhan.jawab(keluhan=lembar.keluhan, jawaban=data["jawaban"], by=lembar.actor, now=lembar.now)
