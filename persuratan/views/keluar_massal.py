"""Signing several letters with one passphrase: a line per letter appears as soon as its fate is known.

The page is written while the work goes on, so it needs no script. Whoever leaves it loses nothing: what was signed is
signed, the rest waits. What would go wrong with every further letter as well (a wrong passphrase locks an account)
ends the batch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from persuratan import flow_keluar, penandaan, tabel, tabel_keluar
from persuratan.forms.keluar_langkah import SandiBersamaForm
from persuratan.models import SuratKeluar
from persuratan.permissions import PEMBACA
from persuratan.signing import Kode
from persuratan.views.keluar_kertas import mencetak
from persuratan.views.keluar_lembar import HALAMAN, LembarKeluar, url_keluar

PALING_BANYAK = 25
WAKTU = timedelta(seconds=40)  # then the rest waits for the next click: a web request ends after 60 s
BATAS_BARIS, TEMPAT_AKHIR = "<!-- baris -->", "<!-- akhir -->"
PERCUMA = {Kode.SANDI_SALAH, Kode.SERTIFIKAT_KEDALUWARSA, Kode.TIDAK_DIKENAL, Kode.TIDAK_TERJANGKAU}
"""Refusals that the next letter would meet as well."""


@dataclass
class Hasil:
    """What became of one letter."""

    surat: SuratKeluar
    kata: str
    nada: str
    kalimat: str = ""
    berhenti: bool = False


class TandaTanganBersama(View):
    """The letters that wait for the reader's signature, and one passphrase."""

    http_method_names = ("get", "head", "post")

    def get(self, request: ActorRequest) -> HttpResponse:
        """Which ones."""
        daftar = menunggu(request.actor)
        return self._tampil(request, daftar, SandiBersamaForm(daftar=daftar))

    @method_decorator(sensitive_post_parameters("sandi"))
    def post(self, request: ActorRequest) -> HttpResponseBase:
        """Sign them one after the other, and tell after each."""
        daftar = menunggu(request.actor)
        form = SandiBersamaForm(request.POST, daftar=daftar)
        if not form.is_valid():
            return self._tampil(request, daftar, form, status=422)
        terpilih = [s for s in daftar if s.pk in form.cleaned_data["pilih"]]
        halaman = render_to_string("persuratan/keluar/bersama_jalan.html", {"jumlah": len(terpilih)}, request=request)
        atas, _batas, bawah = halaman.partition(BATAS_BARIS)
        alir = _alir(atas, bawah, terpilih, form.cleaned_data["sandi"], request.actor, get_language())
        return StreamingHttpResponse(alir)

    def _tampil(
        self, request: ActorRequest, daftar: Sequence[SuratKeluar], form: SandiBersamaForm, *, status: int = 200
    ) -> HttpResponse:
        dipilih = form.data.getlist("pilih") if form.is_bound else [str(s.pk) for s in daftar if not s.rahasia]  # type: ignore[attr-defined]
        baris = [
            {
                "s": s,
                "url": url_keluar(s.pk),
                "judul": _("Perihal dirahasiakan") if s.rahasia else s.perihal,
                "tujuan": "" if s.rahasia else " ".join(s.tujuan.split()),
                "dipilih": str(s.pk) in dipilih,
            }
            for s in daftar
        ]
        konteks = {"form": form, "baris": baris, "penuh": len(daftar) == PALING_BANYAK}
        return render(request, "persuratan/keluar/bersama.html", konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())


def menunggu(actor: Actor) -> list[SuratKeluar]:
    """The letters that wait for somebody's signature, what is due first; not those whose last try is unclear."""
    pembaca = tabel.Pembaca(actor, timezone.now())
    rows = tabel_keluar.pilih("tanda_tangan", pembaca).select_related("penandatangan").order_by("jatuh_tempo", "id")
    return [s for s in rows[:PALING_BANYAK] if not penandaan.tidak_pasti(s, now=pembaca.now)]


def _alir(
    atas: str, bawah: str, daftar: Sequence[SuratKeluar], sandi: str, actor: Actor, bahasa: str | None
) -> Iterator[str]:
    """The page in pieces: its head, a line per letter, its foot."""
    yield atas
    sampai, berhenti, terbit = timezone.now() + WAKTU, "", 0
    for ke, surat in enumerate(daftar, start=1):
        with override(bahasa):  # the middleware that chose it is done by now
            if not berhenti and timezone.now() > sampai:
                berhenti = _("Waktunya habis. Kirim lagi untuk sisanya.")
            hasil = Hasil(surat, _("Belum"), "netral", berhenti) if berhenti else _satu(surat.pk, sandi, actor)
            terbit += hasil.nada == "baik"
            if hasil.berhenti:
                berhenti = _("Tidak dicoba, karena surat sebelumnya ditolak.")
            konteks = {"h": hasil, "ke": ke, "jumlah": len(daftar), "url": url_keluar(surat.pk)}
            baris = render_to_string("persuratan/keluar/bersama_baris.html", konteks)
        yield baris
    with override(bahasa):
        akhir = render_to_string("persuratan/keluar/bersama_akhir.html", {"terbit": terbit, "jumlah": len(daftar)})
    yield bawah.replace(TEMPAT_AKHIR, akhir)


def _satu(pk: int, sandi: str, actor: Actor) -> Hasil:
    """Sign one letter."""
    lembar = LembarKeluar.buka(pk, actor, timezone.now())
    surat = lembar.surat
    lembar.catat_baca(HALAMAN)
    try:
        mencetak(lambda: flow_keluar.tanda_tangani(surat=surat, sandi=sandi, by=actor, now=lembar.now))
    except ValidationError as error:
        percuma = getattr(error, "code", None) in PERCUMA
        return Hasil(surat, _("Belum terbit"), "telat", error.messages[0], berhenti=percuma)
    except PermissionDenied as error:
        return Hasil(surat, _("Belum terbit"), "telat", str(error))
    return Hasil(surat, _("Terbit"), "baik", surat.nomor_surat)
