"""What the pages of figures share: the filter with its chips and quick periods, and the period in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from akun.door import ActorRequest
from akun.models import Instansi
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_polos
from laporan import isian_saringan, saringan
from laporan.angka.bentuk import INSTANSI, JALUR, JENIS, PROVINSI
from laporan.periode import Triwulan
from laporan.saringan import Saringan
from laporan.views import kata

DIMENSI = frozenset({INSTANSI, PROVINSI, JENIS, JALUR})


class Terpilih:
    """The filter of an URL as a page shows it. `berlaku` are the parts that hold for what is shown."""

    def __init__(self, request: ActorRequest, now: datetime, berlaku: frozenset[str] = DIMENSI) -> None:
        self.data, self.now = request.GET, now
        self.form, self.saringan = saringan.dari_url(request.GET, request.actor, now)
        for nama in DIMENSI - berlaku:
            self.form.fields.pop(nama, None)
        self.saringan = self.saringan.hanya(berlaku)
        if INSTANSI in self.form.fields:
            attrs = self.form.fields[INSTANSI].widget.attrs
            attrs |= {"data-url": reverse("pengaduan:saran_instansi")}

    @property
    def sebutan(self) -> str:
        """The period in words."""
        return sebutan(self.saringan)

    @property
    def kueri(self) -> str:
        """The filter for the URL of another page of figures."""
        return kata.tanpa(self.data, "bagian")

    @property
    def konteks(self) -> dict[str, Any]:
        """What `laporan/dasbor/saring.html` shows."""
        return {
            "saring": self.form,
            "keping": self._keping(),
            "cepat": self._cepat(),
            "periode": self.sebutan,
            "sebelumnya": sebutan(self.saringan.sebelum),
            "berjalan": self.saringan.sampai > self.now,
            "terikat": bool(self.saringan.kecuali),
        }

    def _keping(self) -> list[dict[str, str]]:
        dipakai = {nama: nilai for nama, nilai in self.form.dipakai.items() if nama in self.form.fields}
        if isinstance(self.saringan.instansi, int):
            dipakai[INSTANSI] = Instansi.objects.values_list("nama", flat=True).get(pk=self.saringan.instansi)
        return kata.keping(self.data, self.form, dipakai)

    def _cepat(self) -> list[dict[str, Any]]:
        """The periods that are asked for most, each one click away."""
        kini = Triwulan.dari(self.now)
        tahun = str(kini.tahun)
        pilihan: Sequence[tuple[str, str]] = (
            (str(kini), _("Triwulan ini")),
            (isian_saringan.BULAN_INI, _("Bulan ini")),
            (isian_saringan.BULAN_LALU, _("Bulan lalu")),
            (str(kini.sebelum), _("Triwulan lalu")),
            (tahun, _("Tahun %(tahun)s") % {"tahun": tahun}),
        )
        aktif = self.data.get("periode") or str(kini)
        return [
            {"teks": nama, "url": kata.tanpa(self.data, "dari", "sampai", periode=kode), "aktif": kode == aktif}
            for kode, nama in pilihan
        ]


def sebutan(satu: Saringan) -> str:
    """From which day to which."""
    dari, sampai = satu.dari.astimezone(WIB).date(), satu.hari_akhir
    if dari == sampai:
        return tanggal_polos(dari)
    if (dari.year, dari.month) == (sampai.year, sampai.month):
        return f"{dari.day}–{tanggal_polos(sampai)}"
    awal = tanggal_polos(dari).removesuffix(f" {dari.year}") if dari.year == sampai.year else tanggal_polos(dari)
    return f"{awal} – {tanggal_polos(sampai)}"
