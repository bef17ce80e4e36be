"""The changes of the administrator one by one: holidays, seasons, hours, calendars and policies."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.door import ActorRequest
from akun.templatetags.rupa import tanggal_polos
from sla import holidays, policies
from sla.forms import (
    TAHUN_PERTAMA,
    TAHUN_TERAKHIR,
    JamForm,
    KalenderBaruForm,
    KalenderForm,
    KebijakanForm,
    KetetapanForm,
    LiburForm,
    MusimForm,
)
from sla.models import HariLibur, Kalender, Kebijakan, Musim
from sla.sentences import jam_seminggu
from sla.views import hari_ini
from sla.views_ubah import Ubah, terbaca

# -- holidays ---------------------------------------------------------------------------------------------


class TambahLibur(Ubah):
    """A holiday more."""

    bagian, judul, form_class = "libur", gettext_lazy("Tambah hari libur"), LiburForm

    def edit(self, form: LiburForm, *, by: Actor, now: datetime) -> Any:
        """Write it."""
        return holidays.add_holiday(isi=form.libur, by=by, now=now)

    def uraian(self, form: LiburForm) -> dict[str, Any]:
        """Its name and day."""
        return _libur("libur_ditambah", form.libur)


class SatuLibur(Ubah):
    """A change of one holiday."""

    bagian = "libur"
    libur: HariLibur

    def muat(self, **kunci: Any) -> None:
        """The holiday."""
        self.libur = get_object_or_404(HariLibur, pk=kunci["pk"])

    def kembali(self) -> str:
        """The list of its year."""
        return f"{reverse('sla:libur')}?tahun={self.libur.tanggal.year}"


class UbahLibur(SatuLibur):
    """Another day, name or decree."""

    judul, form_class = gettext_lazy("Ubah hari libur"), LiburForm

    def isian(self) -> dict[str, Any]:
        """As it is now."""
        return {"initial": {nama: getattr(self.libur, nama) for nama in LiburForm.base_fields}}

    def edit(self, form: LiburForm, *, by: Actor, now: datetime) -> Any:
        """Write it."""
        return holidays.change_holiday(libur=self.libur, isi=form.libur, by=by, now=now)

    def uraian(self, form: LiburForm) -> dict[str, Any]:
        """Its new name and day."""
        return _libur("libur_diubah", form.libur)


class HapusLibur(SatuLibur):
    """A holiday less."""

    judul, bahaya = gettext_lazy("Hapus hari libur"), True

    def konteks(self) -> dict[str, Any]:
        """Which one."""
        return {"keterangan": [f"{tanggal_polos(self.libur.tanggal)}: {self.libur.nama}"]}

    def edit(self, form: forms.Form, *, by: Actor, now: datetime) -> Any:
        """Delete it."""
        return holidays.remove_holiday(libur=self.libur, by=by, now=now)

    def uraian(self, form: forms.Form) -> dict[str, Any]:
        """Its name and day."""
        return _libur("libur_dihapus", self.libur)


def _libur(apa: str, libur: HariLibur | holidays.Libur) -> dict[str, Any]:
    return {"apa": apa, "nama": libur.nama, "tanggal": [libur.tanggal.isoformat()]}


class Ketetapan(Ubah):
    """The decree of a whole year."""

    bagian, judul, form_class = "libur", gettext_lazy("Catat ketetapan hari libur"), KetetapanForm
    tahun: int

    def muat(self, **kunci: Any) -> None:
        """The year; one outside all calendars has no holidays and is refused with the form."""
        self.tahun = min(max(kunci["tahun"], TAHUN_PERTAMA), TAHUN_TERAKHIR)

    def isian(self) -> dict[str, Any]:
        """The decree that is noted already, if any."""
        ada = holidays.of_year(self.tahun).filter(berlaku_untuk=None).exclude(dasar_hukum="").first()
        return {"initial": {"dasar_hukum": ada.dasar_hukum if ada else ""}}

    def kembali(self) -> str:
        """The list of the year."""
        return f"{reverse('sla:libur')}?tahun={self.tahun}"

    def konteks(self) -> dict[str, Any]:
        """What it will do."""
        kata = _("Berlaku untuk semua libur nasional dan cuti bersama tahun %(tahun)s; tanda perkiraannya dilepas.")
        return {"keterangan": [kata % {"tahun": self.tahun}]}

    def edit(self, form: KetetapanForm, *, by: Actor, now: datetime) -> Any:
        """Write it to every holiday of the year."""
        dasar = form.cleaned_data["dasar_hukum"]
        return holidays.set_decree(tahun=self.tahun, dasar_hukum=dasar, by=by, now=now)

    def uraian(self, form: KetetapanForm) -> dict[str, Any]:
        """The year."""
        return {"apa": "ketetapan", "nama": str(self.tahun), "tanggal": []}


# -- seasons, hours, calendars ----------------------------------------------------------------------------


class UbahJam(Ubah):
    """A change of hours: the form has a table per office."""

    templat = "sla/ubah_jam.html"

    def ringkasan(self, form: Any) -> list[dict[str, str]]:
        """The fields, then the hours of each office in few words."""
        isian: JamForm = form
        lain = [{"nama": str(f.label), "nilai": terbaca(f, form.cleaned_data.get(f.name))} for f in isian.isian_lain()]
        jam = [
            {"nama": nama or _("Jam kerja"), "nilai": "\n".join(jam_seminggu(isian.jam(kode))) or _("Jam biasa")}
            for kode, nama in isian.kantor.items()
        ]
        return [b for b in (*lain, *jam) if b["nilai"]]


class TambahMusim(UbahJam):
    """A season more."""

    bagian, judul, form_class = "musim", gettext_lazy("Tambah musim"), MusimForm

    def edit(self, form: MusimForm, *, by: Actor, now: datetime) -> Any:
        """Write it with its hours."""
        data = {nama: form.cleaned_data[nama] for nama in MusimForm.base_fields}
        isi = holidays.IsiMusim(**data, jam={kode: form.jam(kode) for kode in form.kantor})
        return holidays.add_season(isi=isi, by=by, now=now)

    def uraian(self, form: MusimForm) -> dict[str, Any]:
        """Its name and days."""
        hari = [form.cleaned_data["mulai"].isoformat(), form.cleaned_data["sampai"].isoformat()]
        return {"apa": "musim_ditambah", "nama": form.cleaned_data["nama"], "tanggal": hari}


class HapusMusim(Ubah):
    """A season less."""

    bagian, judul, bahaya = "musim", gettext_lazy("Hapus musim"), True
    musim: Musim

    def muat(self, **kunci: Any) -> None:
        """The season."""
        self.musim = get_object_or_404(Musim, pk=kunci["pk"])

    def konteks(self) -> dict[str, Any]:
        """Which one."""
        hari = _(" sampai ").join([tanggal_polos(self.musim.mulai), tanggal_polos(self.musim.sampai)])
        return {"keterangan": [f"{self.musim.nama}: {hari}", _("Pada hari-hari itu jam biasa berlaku lagi.")]}

    def edit(self, form: forms.Form, *, by: Actor, now: datetime) -> Any:
        """Delete it."""
        return holidays.remove_season(musim=self.musim, by=by, now=now)

    def uraian(self, form: forms.Form) -> dict[str, Any]:
        """Its name and days."""
        hari = [self.musim.mulai.isoformat(), self.musim.sampai.isoformat()]
        return {"apa": "musim_dihapus", "nama": self.musim.nama, "tanggal": hari}


class UbahKalender(UbahJam):
    """Name, zone and hours of an office."""

    bagian, judul, form_class = "kalender", gettext_lazy("Ubah jam kerja"), KalenderForm
    kalender: Kalender

    def muat(self, **kunci: Any) -> None:
        """The calendar; one that never closes has no hours to change."""
        self.kalender = get_object_or_404(Kalender, kode=kunci["kalender"], selalu_buka=False)

    def isian(self) -> dict[str, Any]:
        """As it is now."""
        jam = list(self.kalender.jam.filter(musim=None).values_list("hari", "buka", "tutup"))
        return {"jam": jam, "initial": {"nama": self.kalender.nama, "zona": self.kalender.zona}}

    def edit(self, form: KalenderForm, *, by: Actor, now: datetime) -> Any:
        """Write them."""
        data = {nama: form.cleaned_data[nama] for nama in ("nama", "zona")}
        return holidays.set_hours(kalender=self.kalender, **data, jam=form.jam(), by=by, now=now)

    def uraian(self, form: KalenderForm) -> dict[str, Any]:
        """Whose hours."""
        return {"apa": "jam_diubah", "nama": form.cleaned_data["nama"], "tanggal": []}


class TambahKalender(UbahJam):
    """The calendar of another office. No clock runs by it yet, so nothing moves and nothing is previewed."""

    bagian, judul, form_class = "kalender", gettext_lazy("Tambah kalender"), KalenderBaruForm
    tombol = gettext_lazy("Tambahkan kalender")

    def isian(self) -> dict[str, Any]:
        """In Jakarta's zone unless said otherwise."""
        return {"initial": {"zona": Kalender.Zona.WIB}}

    def jalan(self, request: ActorRequest, form: Any, *, now: datetime) -> HttpResponseBase:
        """Write it."""
        data = {nama: form.cleaned_data[nama] for nama in ("kode", "nama", "zona")}
        row = holidays.add_calendar(**data, jam=form.jam(), by=request.actor, now=now)
        messages.success(request, _("Kalender %(nama)s sudah ditambahkan.") % {"nama": row.nama})
        return HttpResponseRedirect(self.kembali())


# -- policies ---------------------------------------------------------------------------------------------


class VersiBaru(Ubah):
    """A new version of a policy. Clocks that run keep theirs, so nothing moves and nothing is previewed."""

    bagian, judul, form_class = "ringkas", gettext_lazy("Versi baru"), KebijakanForm
    templat, tombol = "sla/versi_baru.html", gettext_lazy("Simpan versi baru")
    terakhir: Kebijakan

    def muat(self, **kunci: Any) -> None:
        """The version that the new one follows."""
        rows = Kebijakan.objects.filter(kode=kunci["kode"]).order_by("-versi")
        self.terakhir = get_object_or_404(rows[:1])

    def isian(self) -> dict[str, Any]:
        """What the last version says."""
        sejak = max(hari_ini(), self.terakhir.berlaku_sejak)
        return {"initial": {**vars(policies.isi_of(self.terakhir)), "berlaku_sejak": sejak}}

    def kembali(self) -> str:
        """The policy."""
        return reverse("sla:kebijakan", args=[self.terakhir.kode])

    def konteks(self) -> dict[str, Any]:
        """The version before."""
        return {"terakhir": self.terakhir}

    def jalan(self, request: ActorRequest, form: forms.Form, *, now: datetime) -> HttpResponseBase:
        """Write it."""
        data = dict(form.cleaned_data)
        sejak = data.pop("berlaku_sejak")
        row = policies.new_version(
            kode=self.terakhir.kode, isi=policies.Isi(**data), berlaku_sejak=sejak, by=request.actor, now=now
        )
        sebut = {"versi": row.versi, "tanggal": tanggal_polos(sejak)}
        messages.success(request, _("Versi %(versi)s tersimpan dan berlaku sejak %(tanggal)s.") % sebut)
        return HttpResponseRedirect(self.kembali())
