"""How the portal writes dates, money, sizes, icons and tags; quick enough for a table of 25 rows.

Dates are shown in Western Indonesian Time. Words follow the active language, Indonesian or English.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from akun.rendering import RupaBoundField

register = template.Library()

WIB = timezone(timedelta(hours=7), "WIB")
NAMA = {
    "id": (
        "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    ),
    "en": (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
}
HARI = {bahasa: hari.split() for bahasa, (hari, _, _) in NAMA.items()}
BULAN = {bahasa: bulan.split() for bahasa, (_, bulan, _) in NAMA.items()}
BULAN_PENDEK = {bahasa: pendek.split() for bahasa, (_, _, pendek) in NAMA.items()}
PUKUL = {"id": "pukul", "en": "at"}
# (from this amount on, unit, decimals, names): the bound lies where the smaller unit would round up to 1.000.
BESARAN = (
    (10**12 - 5 * 10**7, 10**12, 1, {"id": "T", "en": "tn"}),
    (10**9 - 5 * 10**5, 10**9, 1, {"id": "M", "en": "bn"}),
    (10**6 - 500, 10**6, 0, {"id": "jt", "en": "m"}),
    (10**3, 10**3, 0, {"id": "rb", "en": "k"}),
)
UKURAN = ((10**9 - 5 * 10**4, 10**9, 1, "GB"), (10**6 - 500, 10**6, 1, "MB"), (10**3, 10**3, 0, "kB"))
IKON_NADA = {"baik": "cek-bulat", "awas": "awas", "telat": "seru", "info": "info", "netral": "jam"}
IKON_KEADAAN = {"": "kalender", "dekat": "jam", "lewat": "seru", "jeda": "jeda"}

Waktu = date | datetime | None
Angka = int | float | Decimal | None


def _bahasa() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _wib(nilai: date) -> date:
    if isinstance(nilai, datetime) and nilai.tzinfo is not None:
        return nilai.astimezone(WIB)
    return nilai


def _pisah(teks: str, bahasa: str) -> str:
    """Python writes 1,234.5; Indonesian writes 1.234,5."""
    return teks if bahasa == "en" else teks.translate({44: ".", 46: ","})


@register.filter
def tanggal(nilai: Waktu) -> str:
    """`Rabu, 25 November 2026`."""
    if nilai is None or nilai == "":
        return ""
    hari, bahasa = _wib(nilai), _bahasa()
    return f"{HARI[bahasa][hari.weekday()]}, {hari.day} {BULAN[bahasa][hari.month - 1]} {hari.year}"


@register.filter
def tanggal_polos(nilai: Waktu) -> str:
    """`25 November 2026`."""
    if nilai is None or nilai == "":
        return ""
    hari = _wib(nilai)
    return f"{hari.day} {BULAN[_bahasa()][hari.month - 1]} {hari.year}"


@register.filter
def tanggal_pendek(nilai: Waktu) -> str:
    """`Rab, 25 Nov`, for narrow table columns."""
    if nilai is None or nilai == "":
        return ""
    hari, bahasa = _wib(nilai), _bahasa()
    return f"{HARI[bahasa][hari.weekday()][:3]}, {hari.day} {BULAN_PENDEK[bahasa][hari.month - 1]}"


@register.filter
def jam(nilai: datetime | None) -> str:
    """`14.05 WIB`."""
    if nilai is None or nilai == "":
        return ""
    return f"{_wib(nilai):%H.%M} WIB"


@register.filter
def tanggal_jam(nilai: Waktu) -> str:
    """`21 November 2026 pukul 14.05 WIB`; a plain date is written without the hour."""
    if not isinstance(nilai, datetime):
        return tanggal_polos(nilai)
    return f"{tanggal_polos(nilai)} {PUKUL[_bahasa()]} {jam(nilai)}"


@register.filter
def iso(nilai: Waktu) -> str:
    """The value of a `datetime` attribute."""
    if nilai is None or nilai == "":
        return ""
    waktu = _wib(nilai)
    return waktu.isoformat(timespec="minutes") if isinstance(waktu, datetime) else waktu.isoformat()


@register.filter
def angka(nilai: Angka) -> str:
    """`1.234` or `1.234,5`."""
    if nilai is None or nilai == "":
        return ""
    return _pisah(f"{nilai:,}", _bahasa())


@register.filter
def rupiah(nilai: Angka) -> str:
    """`Rp8.312.775.000`; cents only when there are some."""
    if nilai is None or nilai == "":
        return ""
    besar = abs(Decimal(nilai))
    teks = f"{int(besar):,}" if besar == int(besar) else f"{besar:,.2f}"
    return f"{'-' if nilai < 0 else ''}Rp{_pisah(teks, _bahasa())}"


@register.filter
def rupiah_pendek(nilai: Angka) -> str:
    """`8,3 M`, `640 jt`: for tables."""
    if nilai is None or nilai == "":
        return ""
    bahasa, besar, minus = _bahasa(), abs(Decimal(nilai)), "-" if nilai < 0 else ""
    for batas, satuan, desimal, nama in BESARAN:
        if besar >= batas:
            return f"{minus}{_pisah(f'{besar / satuan:,.{desimal}f}', bahasa)} {nama[bahasa]}"
    return f"{minus}{int(besar)}"


@register.filter
def ukuran_berkas(nilai: int | None) -> str:
    """Bytes as people read them: `512 B`, `640 kB`, `1,4 MB` (decimal units, as phones show them)."""
    if not isinstance(nilai, int):
        return ""
    for batas, satuan, desimal, nama in UKURAN:
        if nilai >= batas:
            teks = f"{nilai / satuan:,.{desimal}f}".removesuffix(".0")
            return f"{_pisah(teks, _bahasa())} {nama}"
    return f"{nilai} B"


@register.filter
def sisa_hari(nilai: int | None) -> str:
    """Working days left in words: `2 hari lewat`, `Hari ini`, `1 hari kerja lagi`."""
    if not isinstance(nilai, int):
        return ""
    if nilai == 0:
        return gettext("Hari ini")
    if nilai < 0:
        return ngettext("%(n)s hari kerja lewat", "%(n)s hari kerja lewat", -nilai) % {"n": -nilai}
    return ngettext("%(n)s hari kerja lagi", "%(n)s hari kerja lagi", nilai) % {"n": nilai}


@register.filter
def keadaan_tenggat(nilai: int | None) -> str:
    """The look of a deadline with so many working days left: `lewat`, `dekat` (today, tomorrow) or plain."""
    if not isinstance(nilai, int):
        return ""
    return "lewat" if nilai < 0 else "dekat" if nilai <= 1 else ""


@register.simple_tag
@lru_cache(maxsize=256)
def ikon(nama: str, kelas: str = "") -> SafeString:
    """One icon of `static/ikon.svg`: `{% ikon "jam" %}`, `{% ikon "surat" "ikon--besar" %}`."""
    return format_html(
        '<svg class="ikon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {kelas}" if kelas else "",
        static("ikon.svg"),
        nama,
    )


@register.simple_tag
def tanda(kata: str, nada: str = "netral", gambar: str = "", besar: bool = False) -> SafeString:
    """A status: icon, word and colour: `{% tanda "Selesai" "baik" %}`; the icon follows the tone unless named."""
    nada = nada or "netral"
    return format_html(
        '<span class="tanda tanda--{}{}">{}{}</span>',
        nada,
        " tanda--besar" if besar else "",
        ikon(gambar or IKON_NADA.get(nada, "info")),
        kata,
    )


@register.simple_tag
def tenggat(pada: Waktu, sisa: str = "", keadaan: str = "", rupa: str = "") -> SafeString:
    """A deadline: the date first, then what is left. `keadaan`: dekat | lewat | jeda; `rupa`: besar | pendek."""
    kelas = f" tenggat--{keadaan}" if keadaan else ""
    lebar = " angka" if rupa == "pendek" else ""
    baris = (
        format_html(
            '<span class="tenggat__sisa{}">{}{}</span>', lebar, ikon(IKON_KEADAAN.get(keadaan, "kalender")), sisa
        )
        if sisa
        else ""
    )
    return format_html(
        '<div class="tenggat{}{}"><time class="tenggat__tanggal{}" datetime="{}">{}</time>{}</div>',
        kelas,
        " tenggat--besar" if rupa == "besar" else "",
        lebar,
        iso(pada),
        tanggal_pendek(pada) if rupa == "pendek" else tanggal(pada),
        baris,
    )


@register.filter
def daftar_galat(sumber: "BaseForm | BaseFormSet[Any] | Iterable[Any] | None") -> list[tuple[str, str]]:
    """All errors of a form, a formset or several of them as (id of the field, sentence), in the order of the page."""
    return list(_galat(sumber)) if sumber else []


def _galat(sumber: Any) -> Iterator[tuple[str, str]]:
    if isinstance(sumber, BaseFormSet):
        if sumber.is_bound:
            yield from (("", str(galat)) for galat in sumber.non_form_errors())
        for formulir in sumber.forms:
            yield from _galat(formulir)
    elif isinstance(sumber, BaseForm):
        yield from (("", str(galat)) for galat in sumber.non_field_errors())
        for nama in sumber.fields:
            isian = sumber[nama]
            sasaran = isian.sasaran if isinstance(isian, RupaBoundField) else isian.auto_id
            yield from ((str(sasaran), str(galat)) for galat in isian.errors)
    else:
        for bagian in sumber:
            yield from _galat(bagian)


@register.filter
def halaman_singkat(halaman: "Page[Any]") -> list[int | None]:
    """Page numbers to show, None for a gap: first, last, and two around the present one."""
    semua = halaman.paginator.num_pages
    tampil = sorted({1, semua, *range(max(1, halaman.number - 2), min(semua, halaman.number + 2) + 1)})
    hasil: list[int | None] = []
    for nomor in tampil:
        if hasil and hasil[-1] is not None and nomor - hasil[-1] > 1:
            hasil.append(None)
        hasil.append(nomor)
    return hasil


@register.simple_tag(takes_context=True)
def ke_halaman(context: Context, nomor: int) -> str:
    """The address of another page of the list that is shown, which keeps its filter."""
    saringan = context.render_context.get("ke_halaman")
    if saringan is None:
        isi = context["request"].GET.copy()
        isi.pop("halaman", None)
        saringan = context.render_context["ke_halaman"] = isi.urlencode()
    return f"?{saringan}&halaman={nomor}" if saringan else f"?halaman={nomor}"


@register.filter
def paragraf(teks: str | None) -> SafeString:
    """Typed text as paragraphs, escaped; single line breaks stay. Nothing becomes a link."""
    bagian = [b for b in (teks or "").replace("\r\n", "\n").replace("\r", "\n").split("\n\n") if b.strip()]
    return mark_safe(
        "".join(
            format_html('<p class="govuk-body">{}</p>', mark_safe(format_html("{}", b.strip()).replace("\n", "<br>")))
            for b in bagian
        )
    )
