"""One door for whoever holds a receipt: number and token, and one answer for every failure."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from akun import receipt, terbuka
from akun.adapter import client_address
from akun.door import public
from akun.isian import Teks

# kind of thing behind a receipt -> the page that shows it
HALAMAN = {
    "pengaduan.pengaduan": "pengaduan:lacak_kasus",
    "persuratan.suratmasuk": "persuratan:progres",
    "persuratan.suratkeluar": "keaslian:surat",
    "konsultasi.konsultasi": "konsultasi:lacak",
    "inspektorat.keanggotaan": "inspektorat:progres",
    "helpdesk.tiket": "helpdesk:progres",
    "helpdesk.verifikasi": "helpdesk:verifikasi_progres",
}


class FormLacak(forms.Form):
    """Number and token, as people type them: receipt.open forgives case, blanks and dashes."""

    nomor = Teks(
        label=_("Nomor tiket"),
        help_text=_("Misalnya PGD202611210017, SM202611210017 untuk surat, atau TKT202611210017 untuk helpdesk"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "rupa-lebar": "20"}),
        wajib=_("Tulis nomor tiket dari tanda terima."),
    )
    token = Teks(
        label=_("Token"),
        help_text=_("14 huruf dan angka, misalnya K7QM-4TXW-9HPD-2C"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "rupa-lebar": "20"}),
        wajib=_("Tulis token dari tanda terima."),
    )


@public
@require_http_methods(["GET", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Ask for number and token; a GET may bring the number (QR code of the receipt)."""
    if request.method == "GET":
        form = FormLacak(initial={"nomor": request.GET.get("nomor", "")[:40]})
        return render(request, "lacak.html", {"form": form, "menu_aktif": "lacak"})
    form = FormLacak(request.POST)
    if form.is_valid():
        now = timezone.now()
        try:
            found = receipt.open(
                nomor=form.cleaned_data["nomor"],
                token=form.cleaned_data["token"],
                alamat=client_address(request),
                now=now,
            )
        except receipt.ReceiptRefused as sebab:
            form.add_error("token", str(sebab.kalimat))
        else:
            terbuka.buka(request.session, found.nomor, now=now)
            return redirect(HALAMAN[found.objek_tipe])
    return render(request, "lacak.html", {"form": form, "menu_aktif": "lacak"}, status=422)
