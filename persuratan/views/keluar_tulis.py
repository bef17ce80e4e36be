"""Writing a letter out: from a template, or as the answer to one that came in; its text, its attachments, its look."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_http_methods

from akun.actor import Actor
from akun.decision import Decision, no
from akun.door import ActorRequest, for_roles
from akun.models import Pejabat
from akun.templatetags.rupa import tanggal_polos
from berkas import flow as berkas_flow
from berkas.names import nama_terbaca
from berkas.putusan import BerkasDitolak
from persuratan import alinea, baca, flow_keluar, konsep_keluar, permissions, templat
from persuratan.cetak_keluar import PDF
from persuratan.forms.keluar import KonsepForm, MulaiForm, TemplatForm, awal
from persuratan.konsep_keluar import DataKeluar
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.pilihan import Kerahasiaan
from persuratan.status import JAWAB
from persuratan.status_keluar import KONSEP
from persuratan.templat import Templat, TemplatSalah
from persuratan.views import keluar_riwayat as riwayat
from persuratan.views.keluar_kertas import gambar_sebaris
from persuratan.views.keluar_lembar import HALAMAN, LembarKeluar, tanda_keluar
from sla.stages import StepRefused

TEMPAT = "Tempat"


@for_roles(*sorted(PEMBACA))
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """Which kind of letter?"""
    dibalas = _dibalas(request)
    daftar = [t for t in templat.semua() if dibalas or t.jenis != "jawaban"]
    form = TemplatForm(request.POST or None, daftar=daftar)
    if form.is_bound and form.is_valid():
        return redirect(_url_mulai(form.cleaned_data["templat"], dibalas))
    konteks = {"form": form, "dibalas": dibalas}
    return render(request, "persuratan/keluar/baru.html", konteks, status=422 if form.is_bound else 200)


def _url_mulai(kode: str, dibalas: SuratMasuk | None) -> str:
    return reverse("persuratan:keluar_mulai", args=[kode]) + (f"?membalas={dibalas.nomor}" if dibalas else "")


def _dibalas(request: ActorRequest) -> SuratMasuk | None:
    """The letter in that is to be answered. Raises Http404 for what the reader may not know of."""
    nomor = request.GET.get("membalas", "")
    if not nomor:
        return None
    rows = SuratMasuk.objects.visible_to(request.actor).filter(nomor=nomor)
    surat = rows.select_related("instansi", "penerima").prefetch_related("disposisi").first()
    if surat is None:
        raise Http404(_("Surat ini tidak ada, atau tidak terbuka bagi Anda."))
    baca.catat(surat=surat, apa=baca.HALAMAN, by=request.actor, now=timezone.now())
    return surat


def boleh_menjawab(actor: Actor, surat: SuratMasuk) -> Decision:
    """Whether the page of a letter in offers to answer it by a letter."""
    if surat.status not in JAWAB.from_:
        return no(_("Surat ini tidak sedang menunggu jawaban."))
    return permissions.may_jawab(actor, surat)


@for_roles(*sorted(PEMBACA))
@require_http_methods(["GET", "HEAD"])
def jawab(request: ActorRequest, nomor: str) -> HttpResponse:
    """From the page of a letter in: its answer begins with the template for answers."""
    return redirect(f"{reverse('persuratan:keluar_mulai', args=['jawaban'])}?membalas={nomor}")


@for_roles(*sorted(PEMBACA))
@require_http_methods(["GET", "HEAD", "POST"])
def mulai(request: ActorRequest, kode: str) -> HttpResponse:
    """The first words; after them there is a draft that can be written and seen."""
    pilihan, dibalas = _templat(kode), _dibalas(request)
    if pilihan is None:
        raise Http404(_("Templat ini tidak ada."))
    form = MulaiForm(request.POST or None, templat=pilihan, initial=_awal_mulai(request, pilihan, dibalas))
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                surat = flow_keluar.konsep(
                    data=_data_awal(form, dibalas), membalas=dibalas, by=request.actor, now=timezone.now()
                )
                return redirect("persuratan:keluar_ubah", pk=surat.pk)
            except (PermissionDenied, ValidationError) as error:
                form.add_error("penandatangan", getattr(error, "messages", str(error)))
                status = 403 if isinstance(error, PermissionDenied) else 409
    konteks = {"form": form, "templat": pilihan, "dibalas": dibalas}
    return render(request, "persuratan/keluar/mulai.html", konteks, status=status)


def _templat(kode: str) -> Templat | None:
    try:
        return templat.ambil(kode)
    except TemplatSalah:
        return None


def _awal_mulai(request: ActorRequest, pilihan: Templat, dibalas: SuratMasuk | None) -> dict[str, Any]:
    """The signer of one's own unit, and what is known of the letter that is answered."""
    awal_: dict[str, Any] = {"alinea": sorted(pilihan.bagian_awal)}
    if dibalas is None:
        milik = Pejabat.objects.filter(unit_id=request.actor.unit_id or 0).order_by("pk").first()
        return awal_ | {"penandatangan": milik.pk if milik else None}
    return awal_ | {
        "penandatangan": dibalas.penerima_id,
        "tujuan": dibalas.asal or dibalas.nama_pengirim,
        "isian_nomor_surat": dibalas.nomor_surat,
        "isian_tanggal_surat": tanggal_polos(dibalas.tanggal_surat),
        "isian_hal_surat": dibalas.perihal,
    }


def _data_awal(form: MulaiForm, dibalas: SuratMasuk | None) -> DataKeluar:
    """The draft as the template gives it. The answer to a secret letter is as secret."""
    isi, pilihan = form.cleaned_data, form.templat
    return DataKeluar(
        jenis=pilihan.jenis,
        penandatangan=isi["penandatangan"],
        tujuan=isi["tujuan"],
        tujuan_tempat=TEMPAT,
        perihal=pilihan.hal_awal(form.konteks),
        isi=pilihan.isi_awal(form.konteks, set(isi.get("alinea", ()))),
        templat=pilihan.kode,
        kerahasiaan=dibalas.kerahasiaan if dibalas and dibalas.rahasia else Kerahasiaan.BIASA,
    )


class Tulis(View):
    """The editor: every button keeps what was typed; the letter is seen beside it as it will be printed."""

    http_method_names = ("get", "head", "post")

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The draft as it stands."""
        lembar, pilihan = self._buka(request, pk)
        if sebab := _halangan(lembar):
            return _terhalang(request, lembar, *sebab)
        lembar.catat_baca(HALAMAN)
        ada = alinea.ada(pilihan, lembar.surat.isi) if pilihan else set()
        isi = awal(lembar.surat) | {"alinea": sorted(ada), "alinea_tadi": " ".join(sorted(ada))}
        return self._tampil(request, lembar, KonsepForm(templat=pilihan, initial=isi))

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Keep it, look at it, attach something or take it off. What is refused stays on the page."""
        lembar, pilihan = self._buka(request, pk)
        data = request.POST.copy()
        sisa: list[str] = []
        if pilihan and pilihan.bagian:
            mau, tadi = set(data.getlist("alinea")), set(data.get("alinea_tadi", "").split())
            data["isi"], sisa = alinea.setel(pilihan, request.POST.get("isi", ""), mau=mau, tadi=tadi)
            ada = alinea.ada(pilihan, str(data["isi"]))
            data["alinea_tadi"] = " ".join(sorted(ada))
            data.setlist("alinea", sorted(ada))
        form = KonsepForm(data, templat=pilihan)
        for judul in sisa:
            kalimat = _("Alinea “%(judul)s” sudah Anda ubah. Hapus sendiri dari isi surat.")
            form.add_error("alinea", kalimat % {"judul": judul})
        form.is_valid()
        if sebab := _halangan(lembar):
            form.add_error(None, sebab[1])
            return self._tampil(request, lembar, form, status=sebab[0])
        if "pratinjau" in request.POST:
            return self._tampil(request, lembar, form)
        return self._simpan(request, lembar, form)

    def _buka(self, request: ActorRequest, pk: int) -> tuple[LembarKeluar, Templat | None]:
        lembar = LembarKeluar.buka(pk, request.actor, timezone.now())
        return lembar, _templat(lembar.surat.templat)

    def _simpan(self, request: ActorRequest, lembar: LembarKeluar, form: KonsepForm) -> HttpResponse:
        """The attachment first: a browser would not send it again."""
        self._lampirkan(request, lembar, form)
        if form.errors:
            return self._tampil(request, lembar, form, status=422)
        try:
            konsep_keluar.ubah(surat=lembar.surat, data=form.data_surat(lembar.surat), by=lembar.actor, now=lembar.now)
        except (PermissionDenied, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", str(error)))
            return self._tampil(request, lembar, form, status=409)
        if "lanjut" in request.POST:
            return redirect(lembar.url("ajukan", kueri=request.GET.urlencode()))
        messages.success(request, _("Konsep tersimpan."))
        jangkar = "#lampiran" if {"hapus", "unggah"} & set(request.POST) else ""
        return redirect(lembar.url("ubah", kueri=request.GET.urlencode()) + jangkar)

    def _lampirkan(self, request: ActorRequest, lembar: LembarKeluar, form: KonsepForm) -> None:
        """Attach what was uploaded, take off what is to go."""
        hapus = request.POST.get("hapus", "")
        for satu in lembar.surat.lampiran.all():
            if hapus == str(satu.pk):
                konsep_keluar.lepas_lampiran(lampiran=satu, by=lembar.actor, now=lembar.now)
        unggahan = request.FILES.get("lampiran")
        if unggahan is None:
            if "unggah" in request.POST:
                form.add_error("lampiran", _("Pilih berkas PDF-nya dahulu."))
            return
        try:
            berkas = berkas_flow.terima(unggahan=unggahan, now=lembar.now)
            if berkas.mime != PDF:
                berkas.delete()
                form.add_error("lampiran", _("Lampiran harus PDF. Simpan berkas ini sebagai PDF, lalu unggah lagi."))
                return
            judul = form.cleaned_data.get("judul_lampiran") or nama_terbaca(unggahan.name or "").rpartition(".")[0]
            konsep_keluar.lampirkan(
                surat=lembar.surat, berkas=berkas, judul=judul[:200], by=lembar.actor, now=lembar.now
            )
        except BerkasDitolak as error:
            form.add_error("lampiran", error.kalimat)
        except (PermissionDenied, StepRefused) as error:
            form.add_error("lampiran", getattr(error, "messages", str(error)))

    def _tampil(
        self, request: ActorRequest, lembar: LembarKeluar, form: KonsepForm, *, status: int = 200
    ) -> HttpResponse:
        """The form beside the paper; the paper shows what is in the form, saved or not."""
        if form.is_bound:
            lembar = LembarKeluar.buka(lembar.surat.pk, request.actor, lembar.now)
        kueri = request.GET.urlencode()
        konteks = {
            "form": form,
            "surat": lembar.surat,
            "tanda": tanda_keluar(lembar.surat.status),
            "surat_url": lembar.url(kueri=kueri),
            "pdf_url": lembar.url("pdf"),
            "lampiran": [b | {"hapus": b["id"]} for b in riwayat.lampiran(lembar)],
            "kosong": _kosong(form, lembar.surat),
            "catatan": _catatan(lembar.surat),
            "pratinjau": _pratinjau(form, lembar),
        }
        return render(request, "persuratan/keluar/tulis.html", konteks, status=status)

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())


def _halangan(lembar: LembarKeluar) -> tuple[int, str] | None:
    """Why it cannot be written now."""
    if lembar.surat.status not in KONSEP:
        return 409, _("Surat yang sudah diajukan tidak dapat diubah. Minta dikembalikan bila perlu diperbaiki.")
    return None if lembar.may_ubah else (403, lembar.may_ubah.sebab)


def _terhalang(request: ActorRequest, lembar: LembarKeluar, status: int, sebab: str) -> HttpResponse:
    konteks = {
        "langkah": {"judul": _("Tulis surat")},
        "surat": lembar.surat,
        "sebab": sebab,
        "tanda": tanda_keluar(lembar.surat.status),
        "surat_url": lembar.url(kueri=request.GET.urlencode()),
    }
    return render(request, "persuratan/keluar/langkah.html", konteks, status=status)


def _pratinjau(form: KonsepForm, lembar: LembarKeluar) -> dict[str, object]:
    """What the paper looks like with what is in the form."""
    surat = lembar.surat
    if not form.is_bound and not surat.rahasia:
        return {"gambar": lembar.url("gambar")}  # the page does not wait for the press
    if form.is_bound:
        surat = SuratKeluar.objects.get(pk=surat.pk)  # a copy of its own: what is typed is shown, not kept
        try:
            konsep_keluar.isikan(surat, form.data_surat(surat))
        except StepRefused as error:
            return {"sebab": error.messages[0]}
    return gambar_sebaris(surat, now=lembar.now)


def _kosong(form: KonsepForm, surat: SuratKeluar) -> list[dict[str, str]]:
    """The blanks that still stand in the text, with an example each."""
    isi = (form.cleaned_data.get("isi", "") if form.is_bound else surat.isi) or ""
    isian = {satu.kode: satu for satu in form.templat.isian} if form.templat else {}
    return [
        {
            "sandi": f"{{{{ {kode} }}}}",
            "judul": isian[kode].judul if kode in isian else "",
            "contoh": isian[kode].contoh if kode in isian else "",
        }
        for kode in templat.belum_diisi(isi)
    ]


def _catatan(surat: SuratKeluar) -> str:
    """Why it was sent back the last time."""
    rows = [p for p in surat.paraf.all() if p.dikembalikan_pada and p.putaran == surat.putaran]
    return rows[-1].catatan if rows else ""
