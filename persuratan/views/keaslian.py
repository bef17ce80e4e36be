"""Is this letter real? By its ticket and token, typed or in the QR code that is printed on it.

The token is in no page and in no address that stays: what it opens is remembered by the browser's session.
"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akun import receipt, terbuka
from akun.adapter import client_address
from akun.door import public
from berkas import store
from berkas.views import kirim_berkas
from persuratan import dokumen_lain, halaman_pdf, keterangan
from persuratan.forms.keaslian import FormTiket, FormUnggah
from persuratan.models import SuratKeluar

BUKAN_SURAT = gettext_lazy("Ini tanda terima kiriman Anda sendiri, bukan surat dari LKPP. Buka lewat halaman Lacak.")
BATAS_GAMBAR = 600
"""Pages that one address may have drawn in an hour."""


@public
@require_http_methods(["GET", "POST"])
def cek(request: HttpRequest) -> HttpResponse:
    """The three ways on one page; a POST is the first of them."""
    if request.method == "GET":
        return tampilkan_cek(request, FormTiket(initial={"nomor": request.GET.get("nomor", "")[:40]}))
    form = FormTiket(request.POST)
    if form.is_valid():
        try:
            found = _buka(request, form.cleaned_data["nomor"], form.cleaned_data["token"])
        except receipt.ReceiptRefused as sebab:
            form.add_error("token", str(sebab.kalimat))
        else:
            if found:
                return redirect("keaslian:surat")
            form.add_error("nomor", BUKAN_SURAT)
    return tampilkan_cek(request, form, status=422)


def tampilkan_cek(
    request: HttpRequest, tiket: FormTiket | None = None, unggah: FormUnggah | None = None, *, status: int = 200
) -> HttpResponse:
    """The page with both forms."""
    tiket, unggah = tiket or FormTiket(), unggah or FormUnggah()
    isi = {"form": unggah if unggah.errors else tiket, "tiket": tiket, "unggah": unggah, "situs": settings.SITE_URL}
    return render(request, "persuratan/keaslian/cek.html", isi, status=status)


def _buka(request: HttpRequest, nomor: str, token: str) -> bool:
    """Open the receipt and remember it; False for one that is no paper of ours. Raises ReceiptRefused."""
    now = timezone.now()
    found = receipt.open(nomor=nomor, token=token, alamat=client_address(request), now=now)
    if found.objek_tipe != keterangan.TIPE and not dokumen_lain.dikenal(found.objek_tipe):
        return False
    terbuka.buka(request.session, found.nomor, now=now)
    return True


@public
@require_GET
def dari_qr(request: HttpRequest, nomor: str, token: str) -> HttpResponse:
    """The address in the QR code: opened, and left at once."""
    try:
        found = _buka(request, nomor, token)
    except receipt.ReceiptRefused as sebab:
        messages.error(request, str(sebab.kalimat))
        return redirect("keaslian:cek")
    return redirect("keaslian:surat" if found else "lacak")


def tiket_terbuka(request: HttpRequest) -> str:
    """The ticket that this browser has opened, if any."""
    return terbuka.nomor_terbuka(request.session, now=timezone.now())


@public
@require_GET
def surat(request: HttpRequest) -> HttpResponse:
    """What the register says of the letter that was opened, and our copy to read beside it."""
    nomor = tiket_terbuka(request)
    found = keterangan.dari_tiket(nomor) if nomor else None
    if found is None:
        if nomor.startswith("SK"):
            return render(request, "persuratan/keaslian/belum_terbit.html", {"nomor": nomor})
        if nomor and (dokumen := dokumen_lain.dari_tiket(nomor)):
            isi_lain = {"dokumen": dokumen, "diperiksa_pada": timezone.now()}
            return render(request, "persuratan/keaslian/dokumen.html", isi_lain)
        messages.info(request, _("Ketik nomor tiket dan token surat untuk membukanya."))
        return redirect("keaslian:cek")
    isi = {
        "nomor": nomor,
        "kabar": keterangan.kabar(found),
        "butir": keterangan.butir(found),
        "surat": found,
        "salinan": keterangan.boleh_salinan(found),
        "halaman": _halaman(found),
        "diperiksa_pada": timezone.now(),
    }
    return render(request, "persuratan/keaslian/surat.html", isi)


def _halaman(found: SuratKeluar) -> range:
    """The numbers of the pages of our copy; none when it is not shown or cannot be read now."""
    if not keterangan.boleh_salinan(found):
        return range(0)
    try:
        return range(1, keterangan.jumlah_halaman(found) + 1)
    except store.StoreError:
        return range(0)


def _salinan(request: HttpRequest) -> SuratKeluar:
    """The letter that is open, if its copy may be read. Raises Http404."""
    nomor = tiket_terbuka(request)
    found = keterangan.dari_tiket(nomor) if nomor else None
    if found is None or not keterangan.boleh_salinan(found):
        raise Http404
    return found


@public
@require_GET
def halaman(request: HttpRequest, ke: int) -> HttpResponse:
    """A page of our copy as a picture."""
    found = _salinan(request)
    kunci = receipt.kunci_alamat("keaslian-gambar", client_address(request), now=timezone.now())
    if not receipt.hitung(kunci, BATAS_GAMBAR, now=timezone.now()):
        raise Http404
    png = halaman_pdf.gambar(keterangan.isi(found), ke) if ke in _halaman(found) else b""
    return gambar_png(png)


def gambar_png(png: bytes) -> HttpResponse:
    """A picture as an answer. Raises Http404 for one that could not be drawn."""
    if not png:
        raise Http404
    return HttpResponse(png, content_type="image/png")


@public
@require_GET
def salinan(request: HttpRequest) -> HttpResponseBase:
    """Our copy of the letter, as it was signed."""
    found = _salinan(request)
    if found.berkas is None:
        raise Http404
    return kirim_berkas(found.berkas, variant=store.ASLI, nama=f"{found.nomor}.pdf")


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """This browser forgets the letter."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman surat sudah ditutup di peramban ini."))
    return redirect("keaslian:cek")
