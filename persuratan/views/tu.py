"""The desk of TU: the inbox, the check of one letter, and its two ways on. Of secret letters only the envelope."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal, tanggal_jam, tanggal_polos, ukuran_berkas
from akun.terbatas import PaginatorTerbatas, tampil_jumlah
from persuratan import agenda, berkas_ditahan, flow_masuk, meja_tu, tindakan
from persuratan.forms.tu import KembalikanForm, TeruskanAmplopForm, TeruskanForm
from persuratan.models import SuratMasuk
from persuratan.status import ARSIPKAN, KEMBALIKAN, TERUSKAN
from persuratan.views.baris_tu import DIPERIKSA, baris_tu
from persuratan.views.tanda import tanda
from sla import office


@for_roles(Peran.PETUGAS_TU)
@require_GET
def kotak(request: ActorRequest) -> HttpResponse:
    """The inbox: letters to be checked first; the filter lives in the URL."""
    now = timezone.now()
    kotak_ = meja_tu.Kotak(request.GET, actor=request.actor, now=now)
    jumlah, kunci = kotak_.baca()
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    konteks = {
        "pembuka": _pembuka(now, jumlah["perlu"]),
        "pandangan": [
            {"teks": nama, "url": f"?pandang={k}", "aktif": k == kotak_.pandang, "jumlah": tampil_jumlah(jumlah[k])}
            for k, (nama, _status) in meja_tu.PANDANG.items()
        ],
        "form": kotak_.form,
        "keping": [
            {"teks": f"{kotak_.form.fields[n].label}: {v}" if n != "q" else v, "url": _url(request.GET, tanpa=n)}
            for n, v in kotak_.aktif.items()
        ],
        "lepas_semua": f"?pandang={kotak_.pandang}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Surat"), _("Pejabat"), _("Status"), _("Diterima"))],
        "baris": baris_tu(kotak_.baris(list(page.object_list)), now),
    }
    return render(request, "persuratan/tu/kotak.html", konteks)


def _url(data: QueryDict, *, tanpa: str) -> str:
    kueri = data.copy()
    for nama in [k for k, v in kueri.items() if not v or k in {"halaman", tanpa}]:
        kueri.pop(nama)
    return "?" + kueri.urlencode()


def _pembuka(now: datetime, perlu: int) -> str:
    """Today, and what waits."""
    if not perlu:
        kata = _("Semua surat sudah diperiksa.")
    else:
        kata = ngettext("%(n)s surat perlu diperiksa.", "%(n)s surat perlu diperiksa.", perlu) % {
            "n": tampil_jumlah(perlu)
        }
    return f"{tanggal(now)}. {kata}"


@for_roles(Peran.PETUGAS_TU)
@require_GET
def surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """Check one letter. A secret one stays an envelope; one that is past the check is read like by anybody else."""
    amplop = _amplop(nomor, request.actor)
    if not amplop.rahasia and amplop.status not in DIPERIKSA:
        return redirect("persuratan:surat", nomor=nomor)
    return _tampil(request, amplop)


def _amplop(nomor: str, actor: Actor) -> SuratMasuk:
    amplop = SuratMasuk.objects.amplop(actor).filter(nomor=nomor).select_related("penerima").first()
    if amplop is None:
        raise Http404(_("Surat ini tidak ada, atau tidak terbuka bagi Anda."))
    return amplop


def _teruskan_form(request: ActorRequest, amplop: SuratMasuk, data: QueryDict | None = None) -> TeruskanAmplopForm:
    kelas = TeruskanAmplopForm if amplop.rahasia else TeruskanForm
    usul = agenda.berikut(by=request.actor, now=timezone.now())
    return kelas(data, usul=usul, initial={"penerima": amplop.penerima_id})


def _tampil(
    request: ActorRequest,
    amplop: SuratMasuk,
    *,
    teruskan: forms.Form | None = None,
    kembalikan: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    salah = teruskan or kembalikan
    if amplop.status in TERUSKAN.from_ and teruskan is None:
        teruskan = _teruskan_form(request, amplop)
    if amplop.status in KEMBALIKAN.from_ and kembalikan is None:
        kembalikan = KembalikanForm()
    isi = None
    if not amplop.rahasia:
        rows = SuratMasuk.objects.visible_to(request.actor).select_related("penerima", "instansi", "berkas")
        isi = rows.defer("cari").filter(pk=amplop.pk).first()
    konteks = {
        "s": amplop,
        "isi": isi,
        "butir_kepala": [amplop.nomor, amplop.get_kerahasiaan_display()],
        "data": _data(amplop, isi),
        "berkas": _berkas(isi) if isi else [],
        "tanda": tanda(amplop.status),
        "batas": amplop.jatuh_tempo,
        "teruskan": teruskan,
        "kembalikan": kembalikan,
        "arsipkan": amplop.status in ARSIPKAN.from_,
        "putuskan": isi is not None and berkas_ditahan.ditahan(isi),
        "salah": salah,
        "tindakan": tindakan.untuk(request.actor, isi) if isi else [],
        **_sisa(amplop),
    }
    return render(request, "persuratan/tu/surat.html", konteks, status=status)


def _sisa(amplop: SuratMasuk) -> dict[str, Any]:
    if amplop.jatuh_tempo is None:
        return {}
    hari = office.kalender().days_left(timezone.now(), amplop.jatuh_tempo)
    return {"sisa": sisa_hari(hari), "keadaan": keadaan_tenggat(hari)}


def _data(amplop: SuratMasuk, isi: SuratMasuk | None) -> list[dict[str, Any]]:
    """What stands on the envelope, and on the letter where TU may read it."""
    baris = [
        (_("Nomor tiket"), amplop.nomor),
        (_("Ditujukan kepada"), str(amplop.penerima)),
        (_("Kerahasiaan"), amplop.get_kerahasiaan_display()),
        (_("Diterima"), tanggal_jam(amplop.diterima_pada)),
        (_("Nomor agenda"), amplop.nomor_agenda),
    ]
    if isi:
        baris += [
            (_("Jalur masuk"), isi.get_kanal_display()),
            (_("Perihal"), isi.perihal),
            (_("Nomor surat"), isi.nomor_surat),
            (_("Tanggal surat"), tanggal_polos(isi.tanggal_surat)),
            (_("Pengirim"), "\n".join(filter(None, dict.fromkeys((isi.nama_pengirim, isi.asal, isi.alamat))))),
            (_("Untuk"), isi.get_jenis_pengirim_display()),
            (_("Tembusan"), "\n".join(str(p) for p in isi.tembusan.all())),
            (_("Diharapkan pengirim selesai"), tanggal_polos(isi.batas_diminta)),
            (_("Catatan pengirim"), isi.catatan),
        ]
    return [{"nama": n, "nilai": v} for n, v in baris if v]


def _berkas(isi: SuratMasuk) -> list[dict[str, Any]]:
    """The file for komponen/berkas.html; it opens in the reader of PDFs, never in the page."""
    berkas = isi.berkas
    if berkas is None:
        return []
    bisa = berkas.bisa_diunduh
    return [
        {
            "nama": berkas.nama_asli,
            "url": reverse("persuratan:surat_berkas", args=[isi.nomor]) if bisa else "",
            "ket": f"{ukuran_berkas(berkas.ukuran)}." + ("" if bisa else f" {berkas.kalimat}"),
            "jenis": "berkas",
            "kata": _("Aman") if bisa else _("Belum dapat diunduh"),
            "nada": "baik" if bisa else "awas",
        }
    ]


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["POST"])
def teruskan(request: ActorRequest, nomor: str) -> HttpResponse:
    """It is in order: on to the official."""
    amplop = _amplop(nomor, request.actor)
    form = _teruskan_form(request, amplop, request.POST)
    if not form.is_valid():
        return _tampil(request, amplop, teruskan=form, status=422)
    data = form.cleaned_data
    try:
        flow_masuk.teruskan(
            surat=amplop,
            nomor_agenda=data["nomor_agenda"],
            penerima=data["penerima"],
            by=request.actor,
            now=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _tampil(request, _amplop(nomor, request.actor), teruskan=form, status=409)
    isi = {"nomor": nomor, "pejabat": data["penerima"], "agenda": amplop.nomor_agenda}
    messages.success(request, _("%(nomor)s diteruskan kepada %(pejabat)s dengan nomor agenda %(agenda)s.") % isi)
    return redirect("persuratan:tu")


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["POST"])
def kembalikan(request: ActorRequest, nomor: str) -> HttpResponse:
    """It is not in order: back to the sender, who reads why."""
    amplop = _amplop(nomor, request.actor)
    form = KembalikanForm(request.POST)
    if not form.is_valid():
        return _tampil(request, amplop, kembalikan=form, status=422)
    try:
        flow_masuk.kembalikan(surat=amplop, alasan=form.alasan, by=request.actor, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return _tampil(request, _amplop(nomor, request.actor), kembalikan=form, status=409)
    messages.success(
        request, _("%(nomor)s dikembalikan. Pengirim membaca alasannya di Cek Progres.") % {"nomor": nomor}
    )
    return redirect("persuratan:tu")


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["POST"])
def arsipkan(request: ActorRequest, nomor: str) -> HttpResponse:
    """Into the archive, by its number: of a secret letter TU reads no more than the envelope."""
    amplop = _amplop(nomor, request.actor)
    try:
        flow_masuk.arsipkan(surat=amplop, by=request.actor, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("%(nomor)s sudah diarsipkan.") % {"nomor": nomor})
    return redirect("persuratan:tu_surat", nomor=nomor)
