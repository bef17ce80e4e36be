"""The desk's list: whose it is, quick views, filters, search and order. What is read of it stands in daftar.py."""

import re
from collections.abc import Mapping
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from time import monotonic
from typing import Any, ClassVar, Self

import django_filters
from django import forms
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from akun import blind
from akun.actor import Actor, Peran
from akun.models import Instansi, Wilayah
from akun.ringkas import Ketik, Pilih, sekali
from pengaduan.models import Pengaduan, PengaduanQuerySet, Usulan
from pengaduan.pilihan import Jalur, JenisPelanggaran
from pengaduan.status import Status
from sla.calendar import WIB

BATAS_USULAN = 1000
NOMOR = re.compile(r"(PGD|WBS)\d{4,}", re.IGNORECASE)
S = Status
GILIRAN: Mapping[Peran, tuple[str, ...]] = {
    Peran.VERIFIKATOR: (S.TERKIRIM, S.VERIFIKASI),
    Peran.PENELAAH: (S.TELAAH, S.PERLU_KLARIFIKASI, S.HASIL_DILAPORKAN, S.REVIU_HASIL),
    Peran.PEJABAT_DPPH: (S.SIAP_ESKALASI, S.REVIU_HASIL),
}
JUTA, MILIAR = 10**6, 10**9
PITA_HPS: Mapping[str, tuple[Any, int | None, int | None]] = {
    "sd_200jt": (_("sampai 200 juta"), None, 200 * JUTA),
    "sd_2m": (_("200 juta sampai 2,5 miliar"), 200 * JUTA, 2500 * JUTA),
    "sd_50m": (_("2,5 sampai 50 miliar"), 2500 * JUTA, 50 * MILIAR),
    "di_atas_50m": (_("di atas 50 miliar"), 50 * MILIAR, None),
}
TENGGAT = (("lewat", _("Lewat batas")), ("hari_ini", _("Jatuh tempo hari ini")), ("tujuh_hari", _("Dalam 7 hari")))
PEMEGANG = (("saya", _("Saya")), ("belum", _("Belum ada")))
URUTAN: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "tenggat": (_("Tenggat terdekat"), (F("jatuh_tempo").asc(nulls_last=True), "id")),
    "terbaru": (_("Terbaru diterima"), ("-diajukan_pada", "-id")),
}


@dataclass(frozen=True)
class Pembaca:
    """Whose desk it is, and when he looks."""

    actor: Actor
    now: datetime

    @property
    def awal_hari(self) -> datetime:
        """The midnight in WIB with which today began."""
        return self.now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def akhir_hari(self) -> datetime:
        """Midnight after today in WIB."""
        return self.awal_hari + timedelta(days=1)

    @cached_property
    def usulan(self) -> list[Usulan]:
        """Proposals that wait for this pejabat, the oldest first; never his own."""
        if self.actor.peran != Peran.PEJABAT_DPPH:
            return []
        rows = Usulan.objects.filter(disetujui__isnull=True, pengaduan__in=Pengaduan.objects.visible_to(self.actor))
        rows = rows.exclude(diusulkan_oleh_id=self.actor.user_id).select_related("pengaduan", "diusulkan_oleh")
        isi = ("langkah", "diusulkan_pada", "pengaduan__nomor", "pengaduan__nama_paket", "diusulkan_oleh__nama")
        return list(rows.only(*isi).order_by("diusulkan_pada")[:BATAS_USULAN])

    @property
    def diusulkan(self) -> tuple[int, ...]:
        """The cases of these proposals."""
        return tuple(u.pengaduan_id for u in self.usulan)


@dataclass(frozen=True)
class Pandang:
    """A quick view of the desk: its key in the URL and its name."""

    kunci: str
    nama: Any
    telat: bool = False


PANDANGAN = (
    Pandang("perlu", _("Perlu dikerjakan")),
    Pandang("lewat", _("Lewat batas"), telat=True),
    Pandang("hari_ini", _("Jatuh tempo hari ini")),
    Pandang("milik", _("Milik saya")),
    Pandang("bebas", _("Belum ada pemegang")),
    Pandang("semua", _("Semua")),
)


def pandangan_untuk(peran: str) -> list[Pandang]:
    """The quick views of a role: whoever only reads has nothing to do, and only officers at the desk hold cases."""
    tanpa = {"milik"} if peran == Peran.PEJABAT_DPPH else set() if peran in GILIRAN else {"perlu", "milik"}
    return [p for p in PANDANGAN if p.kunci not in tanpa]


def pandang_terpilih(data: Mapping[str, Any], peran: str) -> str:
    """The key of the quick view that the URL asks for, or the first one of the role."""
    kunci = [p.kunci for p in pandangan_untuk(peran)]
    return data["pandang"] if data.get("pandang") in kunci else kunci[0]


def pilih(kunci: str, pembaca: Pembaca) -> PengaduanQuerySet:
    """The cases of a quick view."""
    rows, user_id = Pengaduan.objects.visible_to(pembaca.actor), pembaca.actor.user_id
    match kunci:
        case "lewat":
            return rows.lewat_batas(pembaca.now)
        case "hari_ini":
            return _hari_ini(rows.terbuka(), pembaca)
        case "milik":
            return rows.terbuka().filter(pemegang_id=user_id)
        case "bebas":
            return rows.terbuka().filter(pemegang__isnull=True)
        case "semua":
            return rows
        case _:
            return _perlu(rows, pembaca)


def _hari_ini(rows: PengaduanQuerySet, pembaca: Pembaca) -> PengaduanQuerySet:
    return rows.filter(jatuh_tempo__gte=pembaca.awal_hari, jatuh_tempo__lt=pembaca.akhir_hari)


def _perlu(rows: PengaduanQuerySet, pembaca: Pembaca) -> PengaduanQuerySet:
    """What waits for this person: on the desk of his kind and free or his own; for the pejabat also proposals."""
    status = GILIRAN.get(pembaca.actor.peran, ())
    if pembaca.actor.peran == Peran.PEJABAT_DPPH:
        return rows.filter(Q(status__in=status) | Q(pk__in=pembaca.diusulkan))
    return rows.filter(status__in=status).filter(Q(pemegang__isnull=True) | Q(pemegang_id=pembaca.actor.user_id))


@lru_cache(maxsize=1)
def provinsi_semenit(_menit: int) -> list[tuple[str, str]]:
    """The provinces, asked for once a minute: they change by law, and every desk shows them."""
    return list(Wilayah.objects.filter(jenis="provinsi").order_by("nama").values_list("kode", "nama"))


def provinsi() -> list[tuple[str, str]]:
    """The choices of provinces."""
    return provinsi_semenit(int(monotonic() // 60))


class Ringan(django_filters.Filter):  # type: ignore[misc]
    """A filter that is copied for each page without what it declares: that never changes."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        salinan = copy(self)
        salinan.method = self.method  # bound to the copy
        return salinan


class Kata(Ringan, django_filters.CharFilter):  # type: ignore[misc]
    """A filter by words."""


class Pilihan(Ringan, django_filters.ChoiceFilter):  # type: ignore[misc]
    """A filter by one of several choices."""


class Saringan(django_filters.FilterSet):  # type: ignore[misc]
    """The filters that stand in the URL. `data` is request.GET."""

    q = Kata(label=_("Cari nomor, paket, uraian"), method="cari", widget=Ketik(attrs={"type": "search"}))
    status = Pilihan(label=_("Tahap"), choices=sekali(Status.choices), empty_label=_("Semua tahap"), widget=Pilih)
    instansi = Kata(
        label=_("Instansi"),
        method="dari_instansi",
        widget=Ketik(attrs={"list": "daftar-instansi", "autocomplete": "off"}),
    )
    wilayah = Pilihan(
        label=_("Provinsi"), choices=provinsi, method="di_provinsi", empty_label=_("Semua provinsi"), widget=Pilih
    )
    jenis = Pilihan(
        label=_("Jenis pelanggaran"),
        field_name="jenis_pelanggaran",
        choices=sekali(JenisPelanggaran.choices),
        empty_label=_("Semua jenis"),
        widget=Pilih,
    )
    hps = Pilihan(
        label=_("Nilai HPS"),
        choices=sekali([(k, v[0]) for k, v in PITA_HPS.items()]),
        method="dalam_pita",
        empty_label=_("Semua nilai"),
        widget=Pilih,
    )
    jalur = Pilihan(label=_("Jalur masuk"), choices=sekali(Jalur.choices), empty_label=_("Semua jalur"), widget=Pilih)
    tenggat = Pilihan(
        label=_("Tenggat"), choices=sekali(TENGGAT), method="bertenggat", empty_label=_("Semua tenggat"), widget=Pilih
    )
    pemegang = Pilihan(
        label=_("Pemegang"), choices=sekali(PEMEGANG), method="dipegang", empty_label=_("Siapa saja"), widget=Pilih
    )

    # not filters of their own, but part of the URL that the form must carry along
    pandang = Kata(method="biarkan", widget=Ketik(attrs={"type": "hidden"}))
    urut = Kata(method="biarkan", widget=Ketik(attrs={"type": "hidden"}))

    class Meta:
        model = Pengaduan
        fields: ClassVar[list[str]] = []

    def __init__(self, data: Mapping[str, Any], *, pembaca: Pembaca, saran_url: str = "") -> None:
        self.pembaca = pembaca
        super().__init__(data, pilih(pandang_terpilih(data, pembaca.actor.peran), pembaca))
        self.form.fields["instansi"].widget.attrs["data-url"] = saran_url

    @classmethod
    @cache
    def get_form_class(cls) -> type[forms.Form]:
        """The form of the filters; made once, because its fields do not depend on the reader."""
        return type("SaringanForm", (forms.Form,), {nama: f.field for nama, f in deepcopy(cls.base_filters).items()})

    def biarkan(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """Neither narrows the list."""
        return rows

    def cari(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """A number or its beginning, or all words of the query by their stems."""
        if NOMOR.fullmatch(value.strip()):
            return rows.filter(nomor__startswith=value.strip().upper())
        kata = blind.query(value)
        return rows.filter(indeks__kata__contains=kata) if kata else rows.none()

    def dari_instansi(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """The institution of this name, or those whose name contains it."""
        mirip = dict(Instansi.objects.filter(nama__icontains=value).values_list("pk", "nama"))
        sama = [pk for pk, nama in mirip.items() if nama.casefold() == value.casefold()]
        return rows.filter(instansi_id__in=sama or mirip)

    def di_provinsi(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """In the province or one of its kabupaten and kota."""
        kode = Wilayah.objects.filter(Q(pk=value) | Q(induk_id=value)).values_list("pk", flat=True)
        return rows.filter(wilayah_id__in=list(kode))

    def dalam_pita(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """HPS above the lower bound, up to the upper one."""
        _nama, bawah, atas = PITA_HPS[value]
        rows = rows.filter(hps__gt=bawah) if bawah is not None else rows
        return rows.filter(hps__lte=atas) if atas is not None else rows

    def bertenggat(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """Overdue, due today, or due within a week."""
        if value == "lewat":
            return rows.lewat_batas(self.pembaca.now)
        if value == "hari_ini":
            return _hari_ini(rows.terbuka(), self.pembaca)
        minggu = self.pembaca.akhir_hari + timedelta(days=6)
        return rows.terbuka().filter(jatuh_tempo__gte=self.pembaca.now, jatuh_tempo__lt=minggu)

    def dipegang(self, rows: PengaduanQuerySet, name: str, value: str) -> PengaduanQuerySet:
        """In my hands, or in nobody's."""
        if value == "saya":
            return rows.filter(pemegang_id=self.pembaca.actor.user_id)
        return rows.filter(pemegang__isnull=True)

    @property
    def aktif(self) -> dict[str, str]:
        """The filters in use: field -> value in words, for the chips."""
        bersih = self.form.cleaned_data if self.form.is_valid() else {}
        dipakai = {}
        for nama, nilai in bersih.items():
            if nilai and not self.form[nama].is_hidden:
                pilihan = dict(getattr(self.form.fields[nama], "choices", ()))
                dipakai[nama] = str(pilihan.get(nilai, f"“{nilai}”"))
        return dipakai

    @property
    def urutan(self) -> tuple[Any, ...]:
        """The order asked for in the URL."""
        kunci = self.data.get("urut", "")
        return URUTAN[kunci if kunci in URUTAN else "tenggat"][1]

    @property
    def daftar(self) -> PengaduanQuerySet:
        """The filtered list in its order. An unreadable filter finds nothing rather than everything."""
        rows: PengaduanQuerySet = self.qs if self.form.is_valid() else self.queryset.none()
        return rows.order_by(*self.urutan)
