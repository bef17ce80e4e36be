"""All steps of a draft together: what is still missing, and the complaint that they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _

from akun.receipt import WIB
from pengaduan.draf import Isi, Kiriman
from pengaduan.flow import DataPengaduan
from pengaduan.forms import kejadian
from pengaduan.forms.kejadian import DaftarTeradu, FormKejadian
from pengaduan.forms.langkah import VERSI_PEMBERITAHUAN, FormBukti, FormIdentitas
from pengaduan.forms.paket import FormPaket
from pengaduan.pilihan import Jalur, TingkatIdentitas
from pengaduan.vault import Identitas
from sla.stages import StepRefused

JALUR = "jalur"
"""The part of a draft that tells by which way it came; it has no page of its own."""


@dataclass(frozen=True)
class Lembar:
    """The filled-in forms of a draft, checked."""

    jalur: str
    identitas: FormIdentitas
    paket: FormPaket
    kejadian: FormKejadian
    teradu: DaftarTeradu
    bukti: FormBukti

    def per_langkah(self) -> "dict[str, list[BaseForm | BaseFormSet[Any]]]":
        """Which forms belong to which step."""
        return {
            "identitas": [self.identitas],
            "paket": [self.paket],
            "kejadian": [self.kejadian, self.teradu],
            "bukti": [self.bukti],
        }

    def belum(self) -> list[str]:
        """The steps that are not right yet, in order."""
        return [nama for nama, forms in self.per_langkah().items() if not all(f.is_valid() for f in forms)]

    def identitas_pengadu(self) -> Identitas:
        """Who the complainant is, as far as typed rightly; empty for `anonim`."""
        data = self.identitas.cleaned_data if self.identitas.is_valid() else {}
        return Identitas(
            nama=data.get("nama", ""),
            surel=data.get("surel", ""),
            telepon=data.get("telepon", ""),
            nomor_identitas=data.get("nik", ""),
        )

    def data(self) -> DataPengaduan:
        """The complaint as far as it goes: a field with an error counts as empty."""
        for forms in self.per_langkah().values():
            for form in forms:
                form.is_valid()
        paket, cerita = self.paket.cleaned_data, self.kejadian.cleaned_data
        bukti = self.bukti.cleaned_data
        tidak_tahu = dict(self.paket.tidak_tahu)
        if bukti.get("tanpa_bukti"):
            tidak_tahu["bukti"] = bukti.get("alasan_tanpa_bukti", "")
        return DataPengaduan(
            nama_paket=paket.get("nama_paket", ""),
            kode_rup=paket.get("kode_rup", ()),
            kode_tender=paket.get("kode_tender", ""),
            instansi=self.paket.instansi_cocok,
            instansi_teks="" if self.paket.instansi_cocok else paket.get("instansi", ""),
            kategori=paket.get("kategori", ""),
            tahun_anggaran=paket.get("tahun_anggaran"),
            wilayah=self.paket.wilayah_cocok,
            lokasi=self.paket.tempat,
            hps=paket.get("hps"),
            tidak_tahu=tidak_tahu,
            jenis_pelanggaran=cerita.get("jenis_pelanggaran", ""),
            uraian=cerita.get("uraian", ""),
            waktu_kejadian=cerita.get("waktu_kejadian", ""),
            sumber_lain=bukti.get("sumber_lain", ""),
            teradu=self.teradu.isi() if self.teradu.is_valid() else (),
        )


def lembar(isi: Isi, *, jumlah_bukti: int, now: datetime) -> Lembar:
    """Bind every step of a draft to its form."""
    cerita = isi.get("kejadian", {})
    return Lembar(
        jalur=jalur(isi),
        identitas=FormIdentitas(isi.get("identitas", {})),
        paket=FormPaket(isi.get("paket", {}), tahun_ini=tahun(now)),
        kejadian=FormKejadian(cerita),
        teradu=kejadian.teradu(cerita, periksa=True),
        bukti=FormBukti(isi.get("bukti", {}), jumlah_bukti=jumlah_bukti),
    )


def siapkan(isi: Isi, *, jumlah_bukti: int, now: datetime) -> Kiriman:
    """What is sent. Raises StepRefused while a step is not right."""
    semua = lembar(isi, jumlah_bukti=jumlah_bukti, now=now)
    if semua.belum():
        raise StepRefused(_("Masih ada isian yang perlu diperbaiki sebelum pengaduan dapat dikirim."))
    return Kiriman(
        data=semua.data(),
        tingkat=semua.identitas.cleaned_data["tingkat"],
        identitas=semua.identitas_pengadu(),
        jalur=semua.jalur,
        versi_pemberitahuan=VERSI_PEMBERITAHUAN,
    )


def jalur(isi: Isi) -> str:
    """Insiders come by the WBS way; everybody else by the portal."""
    dari: Mapping[str, Any] = isi.get(JALUR, {})
    return Jalur.WBS if dari.get("jalur") == Jalur.WBS else Jalur.EPENGADUAN


def tingkat_awal(isi: Isi) -> str:
    """The level at which the identity step starts."""
    return TingkatIdentitas.ANONIM if jalur(isi) == Jalur.WBS else TingkatIdentitas.RAHASIA


def tahun(now: datetime) -> int:
    """The year in Jakarta."""
    return now.astimezone(WIB).year
