"""A proof as a wall calendar: months of weeks of days, each with a word for the eye and a sentence for the ear."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun.templatetags.rupa import angka, tanggal, tanggal_polos
from sla.due import Hari, Proof

PENUH = 3  # of more months, those without beginning, today or end are folded away
SENIN = date(2026, 11, 23)
JAM = timedelta(hours=1)


class Rupa(StrEnum):
    """What a day is for a clock."""

    MULAI = "mulai"
    HITUNG = "hitung"
    PEKAN = "pekan"
    LIBUR = "libur"
    TUTUP = "tutup"
    JEDA = "jeda"
    BATAS = "batas"
    LUAR = "luar"


@dataclass(frozen=True)
class Sel:
    """One day of a month. `kata` is read, `uraian` is heard; today is marked, whatever else the day is."""

    tanggal: date
    rupa: Rupa
    kata: str = ""
    uraian: str = ""
    kini: bool = False


@dataclass(frozen=True)
class Libur:
    """A holiday that was skipped; `perkiraan` while no decree has fixed its year."""

    tanggal: date
    nama: str
    perkiraan: bool


@dataclass(frozen=True)
class Bulan:
    """A month: its weeks as far as the clock runs (None: a day of another month), and the holidays in them."""

    nama: str
    pekan: list[list[Sel | None]]
    libur: list[Libur]
    dihitung: int
    terlipat: bool

    @property
    def ringkas(self) -> str:
        """What a folded month says of itself."""
        kata = ngettext("%(bulan)s: %(n)s hari dihitung", "%(bulan)s: %(n)s hari dihitung", self.dihitung)
        return kata % {"bulan": self.nama, "n": self.dihitung}

    @property
    def kepala(self) -> list[tuple[str, str]]:
        """The weekdays, short and in full."""
        nama = [tanggal(SENIN + timedelta(days=n)).partition(",")[0] for n in range(7)]
        return [(n[:3], n) for n in nama]


def kind(hari: Hari) -> Rupa:
    """What a day of a proof is, from the words in which the proof says why it does not count."""
    if hari.ke is not None:
        return Rupa.HITUNG
    kata = {
        _("diterima"): Rupa.MULAI,
        _("dijeda"): Rupa.JEDA,
        _("akhir pekan"): Rupa.PEKAN,
        _("kantor tutup"): Rupa.TUTUP,
        _("di luar jam kerja"): Rupa.TUTUP,
    }
    return kata.get(hari.sebab, Rupa.LIBUR)


def months(bukti: Proof, *, hari_ini: date) -> list[Bulan]:
    """The months from the first to the last day of a proof."""
    awal, akhir = bukti.hari[0].tanggal, bukti.hari[-1].tanggal
    hari = {h.tanggal: h for h in bukti.hari}
    sel = {d: _sel(h, batas=d == akhir, kini=d == hari_ini) for d, h in hari.items()}
    pertama = [awal.replace(day=1)]
    while (berikut := (pertama[-1] + timedelta(days=32)).replace(day=1)) <= akhir:
        pertama.append(berikut)
    tampil = {(d.year, d.month) for d in (awal, akhir, hari_ini)}
    return [
        Bulan(
            nama=tanggal_polos(satu).partition(" ")[2],
            pekan=_weeks(satu, awal, akhir, sel, hari_ini),
            libur=_holidays([h for d, h in hari.items() if _same(d, satu)], bukti.tanpa_ketetapan),
            dihitung=sum(1 for d, h in hari.items() if _same(d, satu) and h.ke is not None),
            terlipat=len(pertama) > PENUH and (satu.year, satu.month) not in tampil,
        )
        for satu in pertama
    ]


def legend(bulan: Iterable[Bulan]) -> list[Sel]:
    """One example of every kind of day that the months show, and at the end today."""
    ada = {s.rupa for b in bulan for pekan in b.pekan for s in pekan if s}
    kata = {
        Rupa.MULAI: (_("mulai"), _("hari mulai; hari itu sendiri tidak dihitung")),
        Rupa.HITUNG: (_("ke-%(n)s") % {"n": 1}, _("hari yang dihitung, dan yang keberapa")),
        Rupa.BATAS: (_("batas"), _("hari terakhir: batas waktunya")),
        Rupa.PEKAN: ("–", _("akhir pekan, dilewati")),
        Rupa.LIBUR: (_("libur"), _("hari libur, dilewati; namanya di bawah bulan")),
        Rupa.TUTUP: (_("tutup"), _("kantor tutup, dilewati")),
        Rupa.JEDA: (_("jeda"), _("hitungan berhenti, dilewati")),
    }
    hasil = [Sel(SENIN, rupa, *isi) for rupa, isi in kata.items() if rupa in ada]
    if any(s.kini for b in bulan for pekan in b.pekan for s in pekan if s):
        hasil.append(Sel(SENIN, Rupa.LUAR, "", _("hari ini"), kini=True))
    return hasil


def _same(d: date, satu: date) -> bool:
    return (d.year, d.month) == (satu.year, satu.month)


def _weeks(satu: date, awal: date, akhir: date, sel: dict[date, Sel], hari_ini: date) -> list[list[Sel | None]]:
    """Whole weeks, Monday first, from the first to the last day that the clock has in this month."""
    habis = (satu + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    d, sampai = max(satu, awal), min(habis, akhir)
    d -= timedelta(days=d.weekday())
    pekan: list[list[Sel | None]] = []
    while d <= sampai:
        tujuh = [d + timedelta(days=n) for n in range(7)]
        pekan.append([sel.get(t) or _outside(t, hari_ini) if _same(t, satu) else None for t in tujuh])
        d += timedelta(days=7)
    return pekan


def _outside(d: date, hari_ini: date) -> Sel:
    """A day before the beginning or after the end."""
    return Sel(d, Rupa.LUAR, "", _("hari ini") if d == hari_ini else "", kini=d == hari_ini)


def _sel(h: Hari, *, batas: bool, kini: bool) -> Sel:
    rupa = Rupa.BATAS if batas else kind(h)
    kata, uraian = _words(h, rupa)
    return Sel(h.tanggal, rupa, kata, f"{uraian}, {_('hari ini')}" if kini else uraian, kini)


def _words(h: Hari, rupa: Rupa) -> tuple[str, str]:
    """The word under the number of a day, and the sentence in its place for who does not see it."""
    match rupa:
        case Rupa.BATAS:
            return _("batas"), _("batas waktu, hari ke-%(n)s") % {"n": h.ke} if h.ke else _("batas waktu")
        case Rupa.HITUNG if h.lama:
            jam = angka(round(h.lama / JAM, 1)).removesuffix(".0").removesuffix(",0")
            return _("%(n)s j") % {"n": jam}, _("%(n)s jam dihitung") % {"n": jam}
        case Rupa.HITUNG:
            return _("ke-%(n)s") % {"n": h.ke}, _("dihitung, hari ke-%(n)s") % {"n": h.ke}
        case Rupa.MULAI:
            return _("mulai"), _("hari mulai, tidak dihitung")
    kata = {Rupa.PEKAN: "–", Rupa.LIBUR: _("libur"), Rupa.JEDA: _("jeda")}.get(rupa, _("tutup"))
    return kata, _("%(sebab)s, tidak dihitung") % {"sebab": h.sebab}


def _holidays(hari: Iterable[Hari], tanpa_ketetapan: tuple[int, ...]) -> list[Libur]:
    return [Libur(h.tanggal, h.sebab, h.tanggal.year in tanpa_ketetapan) for h in hari if kind(h) == Rupa.LIBUR]
