"""Officers' pages of the questions and answers: what waits, writing, the review by another, publishing, versions."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.door import ActorRequest, for_roles
from akun.receipt import WIB
from akun.terbatas import PER_HALAMAN
from helpdesk import faq as alur
from helpdesk.forms.faq import FaqBaruForm, FaqForm, TinjauForm
from helpdesk.isi_faq import html
from helpdesk.models import MejaLayanan
from helpdesk.models.faq import Faq
from helpdesk.models.tiket import Tiket
from helpdesk.permissions_faq import PENULIS, may_tinjau_faq, may_tulis_faq
from helpdesk.pilihan_faq import NADA, Keadaan
from helpdesk.tabel_faq import PANDANG, DaftarFaq

SEBULAN = timedelta(days=30)


@for_roles(*PENULIS)
@require_safe
def daftar(request: ActorRequest) -> HttpResponse:
    """Versions by what has to be done with them next."""
    tabel = DaftarFaq(request.GET, request.actor)
    rows = tabel.rows.select_related("faq__meja__unit", "ditulis_oleh")
    isi = {
        "page": Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman")),
        "q": tabel.q,
        "keadaan": tabel.keadaan,
        "pandangan": [
            {
                "teks": nama,
                "url": f"?keadaan={k}",
                "aktif": k == tabel.keadaan,
                "jumlah": tabel.jumlah.get(k, 0),
                "telat": False,
            }
            for k, nama in PANDANG.items()
        ],
        "kepala": [{"teks": _("Pertanyaan")}, {"teks": _("Kategori")}, {"teks": _("Untuk")}, {"teks": _("Ditulis")}],
        "actor": request.actor,
    }
    return render(request, "helpdesk/faq/kelola.html", isi)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """The first draft of an entry."""
    form = FaqBaruForm(request.POST or None, by=request.actor)
    if form.is_valid():
        meja = MejaLayanan.objects.milik(request.actor) if form.cleaned_data["untuk"] == "meja" else None
        try:
            versi = alur.tulis(form.isi, meja=meja, by=request.actor, now=timezone.now())
        except PermissionDenied as error:
            form.add_error("untuk", str(error))
        else:
            messages.success(request, _("Draf tersimpan. Orang lain perlu meninjaunya sebelum terbit."))
            return redirect("helpdesk:faq_entri", versi.faq_id)
    return render(
        request, "helpdesk/faq/tulis.html", {"form": form, "entri": None}, status=422 if form.is_bound else 200
    )


def _entri(request: ActorRequest, pk: int) -> Faq:
    return get_object_or_404(Faq.objects.visible_to(request.actor).select_related("meja__unit"), pk=pk)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: ActorRequest, pk: int) -> HttpResponse:
    """Change the draft, or begin the next version of what is published."""
    entri = _entri(request, pk)
    boleh = may_tulis_faq(request.actor, entri.meja)
    if not boleh:
        raise PermissionDenied(boleh.sebab)
    kini = entri.dikerjakan or entri.terbit or entri.versi.first()
    awal = {n: getattr(kini, n) for n in ("pertanyaan", "kata_kunci", "kategori", "jawaban")} if kini else {}
    form = FaqForm(request.POST or None, initial=awal)
    if form.is_valid():
        alur.ubah(entri, form.isi, by=request.actor, now=timezone.now())
        messages.success(request, _("Draf tersimpan. Orang lain perlu meninjaunya sebelum terbit."))
        return redirect("helpdesk:faq_entri", entri.pk)
    status = 422 if form.is_bound else 200
    return render(request, "helpdesk/faq/tulis.html", {"form": form, "entri": entri, "kini": kini}, status=status)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def entri(request: ActorRequest, pk: int) -> HttpResponse:
    """One entry with its versions, and the next step."""
    satu = _entri(request, pk)
    form = TinjauForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pesan = _langkah(request, satu, form.cleaned_data["catatan"])
        except ValidationError as error:
            form.add_error("catatan", error)
        except PermissionDenied as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, pesan)
            return redirect("helpdesk:faq_entri", satu.pk)
    return render(request, "helpdesk/faq/entri.html", _isi(request, satu, form), status=422 if form.is_bound else 200)


def _langkah(request: ActorRequest, satu: Faq, catatan: str) -> str:
    """Take the step whose button was pressed; returns what happened."""
    now, by, langkah = timezone.now(), request.actor, request.POST.get("langkah", "")
    if langkah == "tarik":
        alur.tarik(satu, alasan=catatan, by=by, now=now)
        return _("Tanya jawab ini ditarik dan tidak tampil lagi.")
    versi = satu.dikerjakan
    if versi is None:
        raise ValidationError(_("Tidak ada versi yang sedang dikerjakan. Muat ulang halaman ini."))
    match langkah:
        case "setuju":
            alur.tinjau(versi, setuju=True, catatan=catatan, by=by, now=now)
            return _("Sudah ditinjau. Versi ini siap terbit.")
        case "kembalikan":
            alur.tinjau(versi, setuju=False, catatan=catatan, by=by, now=now)
            return _("Dikembalikan kepada penulisnya dengan catatan Anda.")
        case "terbit":
            alur.terbitkan(versi, by=by, now=now)
            return _("Sudah terbit dan tampil di halaman tanya jawab.")
    raise ValidationError(_("Pilih salah satu langkah."))


def _isi(request: ActorRequest, satu: Faq, form: TinjauForm) -> dict[str, Any]:
    """What the page of an entry shows."""
    versi = list(satu.versi.select_related("ditulis_oleh", "ditinjau_oleh", "terbit_oleh"))
    for v in versi:
        v.faq = satu
    kerja = next((v for v in versi if v.keadaan in (Keadaan.DRAF, Keadaan.DITINJAU)), None)
    tampil = kerja or next((v for v in versi if v.keadaan == Keadaan.TERBIT), versi[0])
    sejak = timezone.now().astimezone(WIB).date() - SEBULAN
    hitung = satu.terjawab.filter(tanggal__gte=sejak).aggregate(sendiri=Sum("sendiri"), petugas=Sum("petugas"))
    return {
        "entri": satu,
        "versi": versi,
        "kerja": kerja,
        "tampil": tampil,
        "jawaban": html(tampil.jawaban),
        "nada": NADA,
        "ada_terbit": any(v.keadaan == Keadaan.TERBIT for v in versi),
        "boleh_tulis": may_tulis_faq(request.actor, satu.meja),
        "boleh_tinjau": may_tinjau_faq(request.actor, kerja) if kerja else None,
        "hitung": {nama: n or 0 for nama, n in hitung.items()},
        "form": form,
    }


@for_roles(*PENULIS)
@require_POST
def dari_tiket(request: ActorRequest, nomor: str) -> HttpResponse:
    """A draft from an answered ticket, in one step; then it is read and mended."""
    tiket = get_object_or_404(Tiket.objects.visible_to(request.actor).select_related("meja__unit"), nomor=nomor)
    try:
        versi = alur.draf_dari_tiket(tiket, by=request.actor, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("helpdesk:faq_kelola")
    messages.success(request, _("Draf dibuat tanpa data pelapor. Periksa dan rapikan kalimatnya."))
    return redirect("helpdesk:faq_ubah", versi.faq_id)
