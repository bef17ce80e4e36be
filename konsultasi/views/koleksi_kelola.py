"""The collection as its authors keep it: list, entry with its versions, write, review by another, publish, withdraw."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akun.actor import Actor, Peran
from akun.decision import require
from akun.door import ActorRequest, for_roles
from konsultasi import koleksi, permissions, tabel
from konsultasi.forms.koleksi import TanyaJawabForm
from konsultasi.models import Konsultasi, TanyaJawab
from konsultasi.views.lembar import url_kasus
from konsultasi.views.tanda import tanda_koleksi

S = TanyaJawab.Status
PENULIS = (Peran.PETUGAS_ADVOKASI,)
SEHALAMAN = 25
LANGKAH: dict[str, tuple[Callable[..., None], Any, Any]] = {
    "ajukan": (koleksi.ajukan, gettext_lazy("Ajukan untuk ditinjau"), gettext_lazy("Draf menunggu tinjauan.")),
    "terbitkan": (koleksi.terbitkan, gettext_lazy("Terbitkan"), gettext_lazy("Tanya jawab sudah terbit.")),
    "tarik": (koleksi.tarik, gettext_lazy("Tarik dari koleksi"), gettext_lazy("Tanya jawab ditarik.")),
}


def pilih(data: Mapping[str, Any]) -> tuple[str, QuerySet[TanyaJawab]]:
    """The status that the URL names, what waits for a review when it names none, and its entries, newest first."""
    status: str = data["status"] if data.get("status") in S.values else S.DITINJAU
    return status, TanyaJawab.objects.filter(status=status).order_by("-id")


@for_roles(*PENULIS)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All entries of one status."""
    status, rows = pilih(request.GET)
    jumlah = dict(TanyaJawab.objects.order_by().values_list("status").annotate(n=Count("pk")))
    rows = rows.select_related("subjek", "ditulis_oleh").defer("teks")
    page = Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "pandangan": [
            {"teks": S(s).label, "url": f"?status={s}", "aktif": s == status, "jumlah": str(jumlah.get(s, 0))}
            for s in (S.DITINJAU, S.DRAF, S.TERBIT, S.DITARIK)
        ],
        "page": page,
    }
    return render(request, "konsultasi/meja/koleksi.html", konteks)


@for_roles(*PENULIS)
@require_GET
def entri(request: ActorRequest, pk: int) -> HttpResponse:
    """One entry, every text of it that was public, and the steps from here."""
    return _tampil(request, _buka(pk))


def _buka(pk: int) -> TanyaJawab:
    rows = TanyaJawab.objects.select_related("subjek", "ditulis_oleh", "ditinjau_oleh")
    return get_object_or_404(rows, pk=pk)


def _tampil(request: ActorRequest, satu: TanyaJawab, *, status: int = 200, sebab: str = "") -> HttpResponse:
    konteks = {
        "entri": satu,
        "tanda": tanda_koleksi(satu.status),
        "langkah": _langkah(satu, request.actor),
        "sebab": sebab or _menunggu(satu, request.actor),
        "riwayat": satu.riwayat.select_related("oleh").order_by("-versi"),
        "asal_url": _asal_url(satu, request.actor),
    }
    return render(request, "konsultasi/meja/koleksi_entri.html", konteks, status=status)


def _langkah(satu: TanyaJawab, actor: Actor) -> list[dict[str, Any]]:
    """The steps from here, as buttons."""
    dari = {S.DRAF: ("ajukan",), S.DITINJAU: ("terbitkan",), S.TERBIT: ("tarik",)}
    nama = list(dari.get(S(satu.status), ()))
    if satu.ditulis_oleh_id == actor.user_id and "terbitkan" in nama:
        nama.remove("terbitkan")
    return [{"nilai": n, "teks": LANGKAH[n][1], "bahaya": n == "tarik"} for n in nama]


def _menunggu(satu: TanyaJawab, actor: Actor) -> str:
    """Who is waited for."""
    if satu.status == S.DITINJAU and satu.ditulis_oleh_id == actor.user_id:
        return _("Menunggu petugas lain meninjau dan menerbitkannya.")
    return ""


def _asal_url(satu: TanyaJawab, actor: Actor) -> str:
    """The consultation that gave rise to it, for whoever may read that."""
    k = _konsultasi(satu.asal, actor) if satu.asal else None
    return url_kasus(k.nomor) if k is not None else ""


def _konsultasi(nomor: str, actor: Actor) -> Konsultasi | None:
    rows = tabel.meja(tabel.Pembaca.dari(actor, timezone.now())).filter(nomor=nomor)
    return rows.select_related("instansi", "subjek", "janji", "pertemuan").defer("cari").first()


@for_roles(*PENULIS)
@require_POST
def langkah(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand in, publish or withdraw: one click, and the reason when it is refused."""
    satu = _buka(pk)
    pilihan = LANGKAH.get(request.POST.get("langkah", ""))
    if pilihan is None:
        raise Http404(_("Langkah ini tidak ada."))
    jalankan, _judul, sukses = pilihan
    try:
        jalankan(entri=satu, by=request.actor, now=timezone.now())
    except ValidationError as sebab:
        return _tampil(request, _buka(pk), status=409, sebab=sebab.messages[0])
    messages.success(request, str(sukses))
    return redirect("konsultasi:meja_koleksi_entri", pk)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def tulis(request: ActorRequest) -> HttpResponse:
    """A new entry, also from a consultation, which stands beside to be read and not copied."""
    require(permissions.may_tulis_koleksi(request.actor))
    nomor = request.GET.get("dari", "")[:20]
    asal = _konsultasi(nomor, request.actor) if nomor else None
    if nomor and asal is None:
        raise Http404(_("Konsultasi ini tidak ada, atau tidak terbuka bagi Anda."))
    form = TanyaJawabForm(
        request.POST if request.method == "POST" else None,
        asal=asal,
        initial={"subjek": asal.subjek_id} if asal else {},
    )
    if form.is_bound and form.is_valid():
        satu = koleksi.tulis(isi=form.isi(), asal=asal, by=request.actor, now=timezone.now())
        messages.success(request, _("Draf sudah disimpan."))
        return redirect("konsultasi:meja_koleksi_entri", satu.pk)
    return _formulir(request, form, asal=asal)


@for_roles(*PENULIS)
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: ActorRequest, pk: int) -> HttpResponse:
    """Another text, which is a draft again; what was public stays among the versions."""
    satu = _buka(pk)
    asal = _konsultasi(satu.asal, request.actor) if satu.asal else None
    awal = {"subjek": satu.subjek_id, "pertanyaan": satu.pertanyaan, "jawaban": satu.jawaban}
    # names are refused to everybody, also to an officer of another directorate, who cannot read where it comes from
    sumber = Konsultasi.objects.select_related("instansi").filter(nomor=satu.asal).first() if satu.asal else None
    form = TanyaJawabForm(request.POST if request.method == "POST" else None, asal=sumber, initial=awal)
    if form.is_bound and form.is_valid():
        try:
            koleksi.ubah(entri=satu, isi=form.isi(), by=request.actor, now=timezone.now())
        except (PermissionDenied, ValidationError) as sebab:
            form.add_error(None, str(sebab) if isinstance(sebab, PermissionDenied) else sebab)
        else:
            messages.success(request, _("Draf sudah disimpan."))
            return redirect("konsultasi:meja_koleksi_entri", pk)
    return _formulir(request, form, asal=asal, entri=satu)


def _formulir(
    request: ActorRequest, form: TanyaJawabForm, *, asal: Konsultasi | None, entri: TanyaJawab | None = None
) -> HttpResponse:
    konteks = {"form": form, "asal": asal, "entri": entri}
    status = 422 if form.is_bound else 200
    return render(request, "konsultasi/meja/koleksi_tulis.html", konteks, status=status)
