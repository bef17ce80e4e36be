"""Questions and answers for everybody: the list, one entry, and what matches while somebody types."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akun import receipt
from akun.adapter import client_address
from akun.door import public
from akun.terbatas import PER_HALAMAN
from helpdesk import faq as alur
from helpdesk.isi_faq import html
from helpdesk.models import MejaLayanan
from helpdesk.models.faq import Faq, VersiFaq
from helpdesk.pilihan_faq import Kategori, Keadaan

PANJANG_CARI = 300
TERCARI = 20
TERJAWAB_SEJAM = 10  # per entry and address: an office has one address, and one visitor has one question
URUT_KATEGORI = Case(*(When(kategori=k, then=n) for n, k in enumerate(Kategori.values)), default=len(Kategori))
SEMENIT = "public, max-age=60"


def kata_cari(request: HttpRequest) -> str:
    """What is asked for."""
    return " ".join(request.GET.get("q", "").replace("\x00", "").split(" "))[:PANJANG_CARI]


def meja_dipilih(request: HttpRequest) -> MejaLayanan | None:
    """The desk that the address names by the code of its unit."""
    kode = request.GET.get("meja", "")[:30].replace("\x00", "")
    return MejaLayanan.objects.filter(unit__kode=kode).select_related("unit").first() if kode else None


@public
@require_safe
def faq(request: HttpRequest) -> HttpResponse:
    """The list by category, or what a search finds."""
    q, meja = kata_cari(request).strip(), meja_dipilih(request)
    kategori = request.GET.get("kategori", "")
    isi: dict[str, Any] = {"q": q, "meja": meja, "menu_aktif": "helpdesk"}
    if q:
        isi["hasil"] = _hasil([s.pk for s in alur.saran(q, meja=meja, batas=TERCARI, semua_meja=meja is None)])
        return render(request, "helpdesk/faq/daftar.html", isi)
    rows = VersiFaq.objects.filter(keadaan=Keadaan.TERBIT).select_related("faq__meja__unit")
    if meja:
        rows = rows.filter(faq__in=Faq.objects.umum(meja))
    ada = set(rows.order_by().values_list("kategori", flat=True).distinct())
    if kategori in ada:
        rows = rows.filter(kategori=kategori)
    isi |= {
        "page": Paginator(rows.order_by(URUT_KATEGORI, "pertanyaan", "pk"), PER_HALAMAN).get_page(
            request.GET.get("halaman")
        ),
        "pandangan": _kategori(request, ada, kategori),
    }
    return render(request, "helpdesk/faq/daftar.html", isi)


def _kategori(request: HttpRequest, ada: set[str], dipilih: str) -> list[dict[str, Any]]:
    """A link for each category that has an entry."""
    meja = {"meja": request.GET["meja"]} if request.GET.get("meja") else {}
    semua = [("", _("Semua")), *((k.value, k.label) for k in Kategori if k.value in ada)]
    return [
        {
            "teks": label,
            "url": "?" + urlencode(meja | ({"kategori": nilai} if nilai else {})),
            "aktif": nilai == (dipilih if dipilih in ada else ""),
            "jumlah": None,
        }
        for nilai, label in semua
    ]


def _hasil(pks: list[int]) -> list[VersiFaq]:
    """The versions of these entries, in this order."""
    rows = VersiFaq.objects.filter(faq__in=pks, keadaan=Keadaan.TERBIT).select_related("faq__meja__unit")
    satu = {v.faq_id: v for v in rows}
    return [satu[pk] for pk in pks if pk in satu]


@public
@require_safe
def saran(request: HttpRequest) -> HttpResponse:
    """The fragment that follows the typing; opened as a page it is the search of the list."""
    if "X-Potongan" not in request.headers:
        return redirect(f"{reverse('helpdesk:faq')}?{request.GET.urlencode()}")
    isi = {"saran": alur.saran(kata_cari(request), meja=meja_dipilih(request)), "tombol": "tombol" in request.GET}
    jawaban = render(request, "helpdesk/faq/saran.html", isi)
    jawaban["Cache-Control"] = SEMENIT
    jawaban["Vary"] = "X-Potongan, Accept-Language, Cookie"
    return jawaban


@public
@require_safe
def satu(request: HttpRequest, tanya: str) -> HttpResponse:
    """One question with its answer, and the way on when it does not help."""
    versi = get_object_or_404(
        VersiFaq.objects.select_related("faq__meja__unit"), faq__kode=tanya, keadaan=Keadaan.TERBIT
    )
    lain = [s for s in alur.saran(versi.pertanyaan, meja=versi.faq.meja, batas=4) if s.pk != versi.faq_id]
    isi = {"versi": versi, "jawaban": html(versi.jawaban), "lain": lain[:3], "menu_aktif": "helpdesk"}
    return render(request, "helpdesk/faq/satu.html", isi)


@public
@require_POST
def terjawab(request: HttpRequest, tanya: str) -> HttpResponse:
    """This answered it: counted, at most so often from one address."""
    entri = get_object_or_404(Faq, kode=tanya, versi__keadaan=Keadaan.TERBIT)
    now = timezone.now()
    kunci = receipt.kunci_alamat(f"faq-{entri.pk}", client_address(request), now=now)
    if receipt.hitung(kunci, TERJAWAB_SEJAM, now=now):
        alur.terjawab(entri, now=now)
    messages.success(request, _("Terima kasih. Senang pertanyaan Anda terjawab; tidak ada laporan yang dibuat."))
    return redirect("helpdesk:faq")
