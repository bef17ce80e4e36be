"""What a figure is asked about: a period in days of WIB, and what narrows it. It stands in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from akun.actor import PENANGAN, Actor
from akun.receipt import WIB
from laporan.isian_saringan import RENTANG, SaringForm, rentang_kode

SEBULAN = 12
DIMENSI = ("instansi", "provinsi", "jenis", "jalur")


@dataclass(frozen=True, slots=True)
class Saringan:
    """A half-open period [dari, sampai) and filters.

    `jenis` is a code of JenisPelanggaran or its first part (no code is the beginning of another); `kecuali` are the
    institutions that the reader is bound to, of which nothing is counted for him. `bulan` is how many months the
    calendar unit has that the period is or, while it runs, is the beginning of; 0 when it is none.
    """

    dari: datetime
    sampai: datetime
    instansi: int | None = None
    provinsi: str = ""
    jenis: str = ""
    jalur: str = ""
    kecuali: frozenset[int] = frozenset()
    bulan: int = 0

    def syarat(self, waktu: str = "f.masuk_pada", fakta: str = "f") -> tuple[str, dict[str, Any]]:
        """The condition on the facts `fakta` with its values; the period holds for `waktu`, "" leaves it out."""
        syarat, nilai = [], self.nilai
        if waktu:
            syarat.append(f"{waktu} >= %(dari)s AND {waktu} < %(sampai)s")
        if self.instansi is not None:
            syarat.append(f"{fakta}.instansi_id = %(instansi)s")
        if self.provinsi:
            syarat.append(f"{fakta}.provinsi = %(provinsi)s")
        if self.jenis:
            syarat.append(f"starts_with({fakta}.jenis, %(jenis)s)")
        if self.jalur:
            syarat.append(f"{fakta}.jalur = %(jalur)s")
        if self.kecuali:
            syarat.append(f"({fakta}.instansi_id IS NULL OR {fakta}.instansi_id <> ALL(%(kecuali)s))")
        return " AND ".join(syarat) or "true", nilai

    @property
    def nilai(self) -> dict[str, Any]:
        """The values of the condition."""
        return {
            "dari": self.dari,
            "sampai": self.sampai,
            "instansi": self.instansi,
            "provinsi": self.provinsi,
            "jenis": self.jenis,
            "jalur": self.jalur,
            "kecuali": sorted(self.kecuali),
        }

    @property
    def menyempit(self) -> bool:
        """Whether anything but the period narrows it."""
        return bool(self.instansi is not None or self.provinsi or self.jenis or self.jalur or self.kecuali)

    def hanya(self, berlaku: frozenset[str]) -> Self:
        """Without the filters that do not hold; what the reader must not count stays uncounted."""
        kosong: dict[str, Any] = {"instansi": None, "provinsi": "", "jenis": "", "jalur": ""}
        return replace(self, **{nama: isi for nama, isi in kosong.items() if nama not in berlaku})

    @property
    def sebelum(self) -> Self:
        """The period before: that of the calendar when it is one (or the same beginning of it), else as many days."""
        dari, sampai = self.dari.astimezone(WIB), self.sampai.astimezone(WIB)
        bulan = self.bulan or _bulan_penuh(dari, sampai)
        if not bulan:
            return replace(self, dari=dari - (sampai - dari), sampai=dari)
        utuh = sampai >= _geser(dari, bulan)
        akhir = dari if utuh else min(_geser(sampai, -bulan), dari)
        return replace(self, dari=_geser(dari, -bulan), sampai=akhir)

    @property
    def hari_akhir(self) -> date:
        """The last day that is counted."""
        return (self.sampai - timedelta(microseconds=1)).astimezone(WIB).date()

    @property
    def parameter(self) -> dict[str, str]:
        """As it stands in the URL; who may not count what is never written there."""
        isi = {"dari": self.dari.astimezone(WIB).date().isoformat(), "sampai": self.hari_akhir.isoformat()}
        isi |= {nama: str(nilai) for nama in DIMENSI if (nilai := getattr(self, nama)) not in {None, ""}}
        return {"periode": RENTANG, **isi}

    def url(self, nama: str, *args: str, bagian: str | None = None) -> str:
        """A door with this filter."""
        isi = self.parameter if bagian is None else self.parameter | {"bagian": bagian}
        return f"{reverse(nama, args=args)}?{urlencode(isi)}"


def _geser(pada: datetime, bulan: int) -> datetime:
    """The same day and time so many months later; the last day of the month when it has no such day."""
    ke = pada.year * SEBULAN + pada.month - 1 + bulan
    tahun, bulan_ke = divmod(ke, SEBULAN)
    for hari in range(pada.day, pada.day - 4, -1):
        try:
            return pada.replace(year=tahun, month=bulan_ke + 1, day=hari)
        except ValueError:
            continue
    raise ValueError(pada)


def _bulan_penuh(dari: datetime, sampai: datetime) -> int:
    """How many whole months it is from the same day and time to the same; 0 when it is not so."""
    bulan = (sampai.year - dari.year) * SEBULAN + sampai.month - dari.month
    return bulan if bulan > 0 and (dari.day, dari.time()) == (sampai.day, sampai.time()) else 0


def terlarang(actor: Actor) -> frozenset[int]:
    """The institutions of which nothing is counted for somebody: as in PengaduanQuerySet.visible_to."""
    if actor.peran not in PENANGAN:
        return frozenset()
    return actor.konflik | ({actor.instansi_id} if actor.instansi_id else frozenset())


def untuk(
    actor: Actor,
    *,
    dari: datetime,
    sampai: datetime,
    instansi: int | None = None,
    provinsi: str = "",
    jenis: str = "",
    jalur: str = "",
    bulan: int = 0,
) -> Saringan:
    """The filter as this reader may ask for it."""
    return Saringan(dari, sampai, instansi, provinsi, jenis, jalur, terlarang(actor), bulan)


def dari_url(data: QueryDict | Mapping[str, str], actor: Actor, now: datetime) -> tuple[SaringForm, Saringan]:
    """The form and what it asks for. What cannot be read stands in the form's errors, and is left out."""
    form = SaringForm(data or None, now=now)
    if form.is_bound:
        form.is_valid()
    isi: dict[str, Any] = getattr(form, "cleaned_data", {})
    dari, sampai, bulan = rentang_kode(isi.get("periode") or "", now=now)
    if isi.get("dari") and isi.get("sampai"):
        dari, sampai, bulan = awal_hari(isi["dari"]), awal_hari(isi["sampai"] + timedelta(days=1)), 0
    dimensi = {nama: isi[nama] for nama in DIMENSI if isi.get(nama)}
    return form, untuk(actor, dari=dari, sampai=sampai, bulan=bulan, **dimensi)


def awal_hari(hari: date) -> datetime:
    """Midnight in WIB with which a day begins."""
    return datetime.combine(hari, time.min, tzinfo=WIB)
