"""The classification of a ticket: kind, stages, f, r and k with what is suggested and why; p before it is saved."""

from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.door import ActorRequest
from helpdesk import flow, permissions, prioritas, saran_prioritas
from helpdesk.forms.klasifikasi import KlasifikasiForm
from helpdesk.models import JenisGangguan, TenderBerjalan
from helpdesk.saran_prioritas import Saran
from helpdesk.status import TERBUKA
from helpdesk.views import uraian
from helpdesk.views.langkah_tiket import LangkahTiket
from helpdesk.views.lembar import Lembar


class Klasifikasi(LangkahTiket):
    """Classify, or classify anew; the clock counts from the receipt either way."""

    nama, judul, ikon = "klasifikasi", _("Klasifikasi"), "daftar"
    dari = TERBUKA
    akibat = (
        _("Kelas menentukan tenggat: Emergency 1, Mayor 2, Minor 3 hari kerja sejak tiket diterima."),
        _("Klasifikasi ulang memakai waktu terima yang sama dan tercatat di linimasa."),
    )
    tombol, sukses = _("Simpan klasifikasi"), _("Prioritas tiket sudah disimpan.")
    form_class = KlasifikasiForm
    templat = "helpdesk/meja/klasifikasi.html"
    izin, flow = permissions.may_tangani, flow.klasifikasi

    @cached_property
    def jenis(self) -> JenisGangguan | None:
        """The kind that the form is about: of what was sent, of the address, or of the ticket."""
        kirim: QueryDict = self.request.POST
        if pk := kirim.get("jenis_gangguan", ""):
            return JenisGangguan.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
        if kode := self.request.GET.get("jenis", ""):
            return JenisGangguan.objects.aktif().filter(kode=kode).first()
        return self._tiket.jenis_gangguan

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The catalogue's values of the kind, or those that the ticket has already."""
        self._tiket = lembar.tiket
        return {
            "saran": self._saran(lembar),
            "katalog": self.jenis,
            "dipakai": lembar.tiket.jenis_gangguan_id,
            "initial": self._awal(lembar),
        }

    def _awal(self, lembar: Lembar) -> dict[str, Any]:
        t, jenis = lembar.tiket, self.jenis
        if t.kelas and jenis == t.jenis_gangguan:
            return {
                "jenis_gangguan": jenis,
                "tahapan": [str(n) for n in t.tahapan],
                "f": t.f_ubahan,
                "r": t.r,
                "k": t.k,
                "alasan": t.alasan_prioritas,
            }
        if jenis is None:
            return {"r": prioritas.saran_r(t.pengguna)}
        tahapan = [str(n) for n in saran_prioritas.tahapan_bawaan(jenis, t.meja)]
        return {"jenis_gangguan": jenis, "tahapan": tahapan, "r": jenis.r, "k": jenis.k}

    def _saran(self, lembar: Lembar) -> Saran | None:
        """r from who is hit and whether the application fails; k from how often this kind came in the last 90 days."""
        t = lembar.tiket
        if self.jenis is None:
            return None
        return saran_prioritas.untuk(self.jenis, meja=t.meja, pengguna=t.pengguna, now=lembar.now, tiket=t)

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """As it was typed. Raises ValidationError where the kind was switched off meanwhile."""
        jenis: JenisGangguan = data["jenis_gangguan"]
        if not jenis.aktif and jenis.pk != lembar.tiket.jenis_gangguan_id:
            raise ValidationError(gettext("Jenis gangguan ini baru saja dinonaktifkan. Pilih jenis lain."))
        return data

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Fill in from the kind, reckon without saving, or save."""
        lembar = self.buka(request)
        isian = self.isian(lembar)
        if self.halangan(lembar) is None and "isi" in request.POST:
            isian["initial"] = self._awal(lembar) | {"alasan": request.POST.get("alasan", "")}
            return self.tampil(request, lembar, KlasifikasiForm(**isian))
        if self.halangan(lembar) is None and "pratinjau" in request.POST:
            form = KlasifikasiForm(request.POST, **isian)
            form.is_valid()
            return self.tampil(request, lembar, form)
        return super().post(request, **kunci)

    def tampil(
        self, request: ActorRequest, lembar: Lembar, form: Any, *, status: int = 200, sebab: str = ""
    ) -> HttpResponse:
        """Keep the form for what it reckons to."""
        self._form: KlasifikasiForm | None = form
        return super().tampil(request, lembar, form, status=status, sebab=sebab)

    def konteks(self, lembar: Lembar) -> dict[str, Any]:
        """p as the form stands, and which stages tenders are in now."""
        if self._form is None:
            return {}
        hitungan, sebab = _hitungan(self._form)
        return {"hitungan": hitungan, "hitungan_sebab": sebab, "tender": self._tender(lembar)}

    def _tender(self, lembar: Lembar) -> str:
        jenis = self.jenis
        if jenis is None or not jenis.jaringan:
            return ""
        kini = TenderBerjalan.objects.tahapan(lembar.tiket.meja)
        if not kini:
            return gettext(
                "Gangguan surel atau jaringan mengikuti tahapan tender yang sedang berjalan; daftarnya masih kosong, "
                "jadi semua tahapan dicentang."
            )
        return gettext("Tender di meja ini sekarang pada tahapan %(tahapan)s; tahapan itu sudah dicentang.") % {
            "tahapan": uraian.sebut(kini)
        }


def _hitungan(form: KlasifikasiForm) -> tuple[dict[str, Any] | None, str]:
    """The priority of a form, or why there is none yet."""
    isi: dict[str, Any] = form.cleaned_data if form.is_bound else dict(form.initial)
    tahapan, r, k, f = [int(n) for n in isi.get("tahapan") or ()], isi.get("r"), isi.get("k"), isi.get("f")
    if not tahapan or r is None or k is None or (form.is_bound and "f" in form.errors):
        return None, next((str(e[0]) for n, e in form.errors.items() if n in {"tahapan", "f", "r", "k"}), "")
    nilai = Fraction(f) if f is not None else prioritas.f_dari_tahapan(tahapan)
    try:
        return uraian.uraikan(nilai, r, k, tahapan, f_ubahan=f is not None), ""
    except prioritas.PrioritasSalah as error:
        return None, str(error)
