"""The complainant's form: begin, the steps that are typed, save for later, resume.

Each step keeps what was typed, valid or not, before anything else; a page never shows errors that nobody asked for.
"""

from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from akun.adapter import client_address
from akun.door import public
from pengaduan import batas, draf
from pengaduan.forms import acuan, kejadian
from pengaduan.forms.kejadian import FormKejadian
from pengaduan.forms.kiriman import JALUR, tahun, tingkat_awal
from pengaduan.forms.langkah import PENGADUAN, FormIdentitas, FormLangkah, FormSaluran
from pengaduan.forms.paket import FormPaket
from pengaduan.models import DrafPengaduan
from pengaduan.pilihan import Jalur
from pengaduan.views.pengadu_draf import (
    SESI,
    SESI_LAMA,
    URUTAN,
    dengan_draf,
    kunci_kini,
    memegang,
    simpan,
    tampilkan,
    url_langkah,
)

F = TypeVar("F", bound=FormLangkah)
TAMPAK = "periksa"
"""Parameter of a link from the review: show this step with its errors."""


@public
@require_http_methods(["GET", "POST"])
def mulai(request: HttpRequest) -> HttpResponse:
    """What happens, how long it takes, what one needs; then a draft."""
    wbs = "jalur" in request.GET and request.GET["jalur"] == Jalur.WBS
    if request.method == "POST":
        now = timezone.now()
        if request.session.session_key:  # what is written from here on is not for whoever knew the old key
            request.session.cycle_key()
        row, kunci = draf.mulai(now=now)
        batas.catat_draf(alamat=client_address(request), now=now)
        if request.POST.get("jalur") == Jalur.WBS:
            draf.simpan(draf=row, langkah=JALUR, data={"jalur": Jalur.WBS.value}, now=now)
        request.session[SESI] = kunci
        return redirect("pengaduan:baru_saluran")
    kunci = request.session.get(SESI, "")
    ada = draf.cari(kunci) if kunci else None
    lanjut = bool(ada and not ada.pengaduan_id)
    return render(request, "pengaduan/pengadu/mulai.html", {"wbs": wbs, "lanjut": lanjut})


@public
@require_http_methods(["GET", "POST"])
def lanjut(request: HttpRequest, kunci: str) -> HttpResponse:
    """The link of a saved draft. It acts only when asked to, and is exchanged for a new one: whoever made it, or has
    read it, cannot look on while another fills the draft in.

    The browser gets a new session before the question, so that a second click on the answer still finds the first.
    """
    kini = kunci_kini(request, kunci)
    row, milik = draf.cari(kini), memegang(request, kini)
    if row is None or (row.pengaduan_id and not milik):
        return render(request, "pengaduan/pengadu/sesi_habis.html", {"tautan_lama": True}, status=404)
    if milik:
        request.session[SESI] = kini
        return _lanjutkan(request, row)
    if request.method == "GET":
        request.session.cycle_key()
        return render(request, "pengaduan/pengadu/lanjut.html")
    baru = draf.ganti_kunci(draf=row, now=timezone.now())
    if not baru:
        return render(request, "pengaduan/pengadu/sesi_habis.html", {"tautan_lama": True}, status=404)
    request.session[SESI] = baru
    request.session[SESI_LAMA] = {kunci: baru}
    return redirect("pengaduan:nanti")


def _lanjutkan(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Go on where this browser stopped; after a second click on "Lanjutkan", to the new link."""
    if row.pengaduan_id:
        return redirect("pengaduan:terkirim")
    if request.method == "POST":
        return redirect("pengaduan:nanti")
    isi = draf.isi(row)
    return redirect(url_langkah(next((nama for nama in URUTAN if nama not in isi), "tinjau")))


@dengan_draf
@require_GET
def nanti(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Saved: the link by which to go on, on any device."""
    tautan = request.build_absolute_uri(reverse("pengaduan:lanjut", args=[request.session[SESI]]))
    return render(
        request,
        "pengaduan/pengadu/nanti.html",
        {"tautan": tautan, "hari": draf.UMUR.days, "sampai": row.diubah_pada + draf.UMUR},
    )


def _berikut(
    request: HttpRequest, langkah: str, forms: "list[BaseForm | BaseFormSet[Any]]"
) -> HttpResponseRedirect | None:
    """Where to go after a step was saved; None when there is something to mend first."""
    if "nanti" in request.POST:
        return redirect("pengaduan:nanti")
    if not all(f.is_valid() for f in forms):
        return None
    for form in forms:
        for kalimat in form.peringatan() if isinstance(form, FormLangkah) else []:
            messages.warning(request, kalimat)
    return redirect(url_langkah(URUTAN[URUTAN.index(langkah) + 1]))


@dengan_draf
@require_http_methods(["GET", "POST"])
def saluran(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Step one: is this the right channel? Whoever chose something else reads where to go, and may go on."""
    if request.method == "POST":
        mentah = FormSaluran.mentah(request.POST)
        simpan(row, "saluran", mentah)
        form = FormSaluran(mentah)
        if form.is_valid() and form.cleaned_data["maksud"] != PENGADUAN and "nanti" not in request.POST:
            return redirect(reverse("pengaduan:baru_saluran") + "#arah")
        if jawab := _berikut(request, "saluran", [form]):
            return jawab
        return tampilkan(request, row, draf.isi(row), "saluran", status=422, form=form)
    isi = draf.isi(row)
    form = _form(FormSaluran, isi.get("saluran", {}), request)
    arah = isi.get("saluran", {}).get("maksud", PENGADUAN)
    return tampilkan(request, row, isi, "saluran", form=form, arah=arah if arah != PENGADUAN else "")


@dengan_draf
@require_http_methods(["GET", "POST"])
def identitas(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Step two: how far the complainant's identity goes."""
    isi = draf.isi(row)
    if request.method == "POST":
        mentah = FormIdentitas.mentah(request.POST)
        simpan(row, "identitas", mentah)
        form = FormIdentitas(mentah)
        if jawab := _berikut(request, "identitas", [form]):
            return jawab
        return tampilkan(request, row, draf.isi(row), "identitas", status=422, form=form)
    form = _form(FormIdentitas, isi.get("identitas", {}), request, {"tingkat": tingkat_awal(isi)})
    return tampilkan(request, row, isi, "identitas", form=form)


@dengan_draf
@require_http_methods(["GET", "POST"])
def paket(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Step three: the package."""
    tahun_ini = tahun(timezone.now())
    if request.method == "POST":
        mentah = FormPaket.mentah(request.POST)
        simpan(row, "paket", mentah)
        form = FormPaket(mentah, tahun_ini=tahun_ini)
        if jawab := _berikut(request, "paket", [form]):
            return jawab
        return tampilkan(request, row, draf.isi(row), "paket", status=422, form=form)
    isi = draf.isi(row)
    data = isi.get("paket", {})
    form = (
        FormPaket(data, tahun_ini=tahun_ini) if TAMPAK in request.GET else FormPaket(initial=data, tahun_ini=tahun_ini)
    )
    return tampilkan(request, row, isi, "paket", form=form)


@dengan_draf
@require_http_methods(["GET", "POST"])
def cerita(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Step four: what happened. "Tambah baris" only saves and shows one more row."""
    if request.method == "POST":
        mentah = FormKejadian.mentah(request.POST)
        if "tambah_baris" in request.POST:
            mentah["teradu-TOTAL_FORMS"] = str(kejadian.jumlah_baris(mentah) + 1)
            simpan(row, "kejadian", mentah)
            return redirect(reverse("pengaduan:baru_kejadian") + "#teradu")
        simpan(row, "kejadian", mentah)
        form, baris = FormKejadian(mentah), kejadian.teradu(mentah, periksa=True)
        if jawab := _berikut(request, "kejadian", [form, baris]):
            return jawab
        return tampilkan(
            request, row, draf.isi(row), "kejadian", status=422, form=form, baris=baris, galat=[form, baris]
        )
    isi = draf.isi(row)
    data = isi.get("kejadian", {})
    form, baris = _form(FormKejadian, data, request), kejadian.teradu(data, periksa=TAMPAK in request.GET)
    return tampilkan(request, row, isi, "kejadian", form=form, baris=baris, galat=[form, baris])


def _form(kelas: type[F], data: dict[str, Any], request: HttpRequest, bawaan: dict[str, Any] | None = None) -> F:
    """A step as it was left: with its errors only when the review sent us here."""
    return kelas(data) if TAMPAK in request.GET and data else kelas(initial={**(bawaan or {}), **data})


@public
@require_GET
def saran_instansi(request: HttpRequest) -> JsonResponse:
    """Names for the type-ahead."""
    return JsonResponse({"hasil": acuan.saran_instansi(request.GET.get("q", ""))})


@public
@require_GET
def saran_wilayah(request: HttpRequest) -> JsonResponse:
    """Names for the type-ahead."""
    return JsonResponse({"hasil": acuan.saran_wilayah(request.GET.get("q", ""))})
