""" "Mengapa tanggal ini?" in full: how a clock was counted, for the complainant's page and for those of officers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akun.templatetags.rupa import angka, tanggal
from jejak.models import Jejak
from pengaduan.status import Event
from sla import clock, month
from sla.due import SATUAN_HARI, Hari, Proof, prove
from sla.models import Kebijakan, PerubahanKalender, Tenggat
from sla.sentences import uraian

JAM = timedelta(hours=1)
DIGESER = (Event.TENGGAT_DIGESER, Event.KEBIJAKAN_DIPINDAH)
# policy of a clock -> what its pause waits for: while it lasts, and when it is over
JEDA: dict[str, tuple[Promise, Promise]] = {
    "pengaduan.verifikasi": (
        gettext_lazy("Hitungan berhenti sejak %(dari)s karena menunggu jawaban Anda."),
        gettext_lazy("Hitungan berhenti dari %(dari)s sampai %(sampai)s karena menunggu jawaban Anda."),
    ),
    "pengaduan.apip": (
        gettext_lazy("Hitungan berhenti sejak %(dari)s karena inspektorat menunggu jawaban LKPP."),
        gettext_lazy("Hitungan berhenti dari %(dari)s sampai %(sampai)s karena inspektorat menunggu jawaban LKPP."),
    ),
}
JEDA_LAIN = (
    gettext_lazy("Hitungan berhenti sejak %(dari)s."),
    gettext_lazy("Hitungan berhenti dari %(dari)s sampai %(sampai)s."),
)


@dataclass(frozen=True)
class Geseran:
    """A due time that was moved: when, from where to where, and why; `sebab` is empty where a policy was the cause."""

    pada: datetime
    lama: datetime
    baru: datetime
    jejak: Jejak
    sebab: str


@dataclass(frozen=True)
class Hitungan:
    """A clock with its proof as it is now. One that stands still is proved as if it went on this very moment."""

    tenggat: Tenggat
    bukti: Proof
    hari_ini: date

    @property
    def bulan(self) -> list[month.Bulan]:
        """The months that the count runs through."""
        return month.months(self.bukti, hari_ini=self.hari_ini)

    @property
    def terhitung(self) -> str:
        """ "3 dari 3 hari kerja": what the proof sums to."""
        return self._dari(self.bukti.hari)

    @property
    def terpakai(self) -> str:
        """How much of it has passed with today."""
        return self._dari([h for h in self.bukti.hari if h.tanggal <= self.hari_ini])

    def _dari(self, hari: Iterable[Hari]) -> str:
        kebijakan = self.tenggat.kebijakan
        isi = {"n": jumlah(kebijakan, hari), "jumlah": kebijakan.jumlah, "satuan": kebijakan.get_satuan_display()}
        return _("%(n)s dari %(jumlah)s %(satuan)s") % isi

    @property
    def berubah(self) -> bool:
        """The calendar has changed since the date was written down, so that the proof ends elsewhere."""
        return not self.tenggat.dijeda and self.bukti.jatuh_tempo != self.tenggat.jatuh_tempo


def hitung(tenggat: Tenggat, *, now: datetime) -> Hitungan:
    """The proof of a clock."""
    kalender = clock.calendar_of(tenggat)
    jeda = clock.pauses(tenggat)
    if tenggat.dijeda:
        dari = datetime.fromisoformat(tenggat.jeda[-1][0])
        jeda.append((dari, max(dari, now)))
    bukti = prove(tenggat.mulai_pada, clock.limit_of(tenggat.kebijakan), kalender, jeda)
    return Hitungan(tenggat, bukti, now.astimezone(kalender.rules.zona).date())


def jumlah(kebijakan: Kebijakan, hari: Iterable[Hari]) -> str:
    """What days of a proof sum to, in the unit of the policy."""
    if kebijakan.satuan in SATUAN_HARI:
        return str(sum(1 for h in hari if h.ke is not None))
    return angka(round(sum((h.lama for h in hari), timedelta()) / JAM, 1)).removesuffix(".0").removesuffix(",0")


def aturan(kebijakan: Kebijakan) -> str:
    """How days or hours of this unit are counted, in a sentence."""
    isi = {"n": kebijakan.jumlah}
    match kebijakan.satuan:
        case Kebijakan.Satuan.HARI_KALENDER:
            return _("Kami menghitung %(n)s hari kalender: semua hari, juga akhir pekan dan hari libur.") % isi
        case Kebijakan.Satuan.JAM_KERJA:
            return _("Kami menghitung %(n)s jam kerja: hanya jam ketika kantor buka.") % isi
        case Kebijakan.Satuan.JAM_KALENDER:
            return _("Kami menghitung %(n)s jam berturut-turut, siang dan malam.") % isi
    return _("Kami menghitung %(n)s hari kerja: Senin sampai Jumat, kecuali hari libur.") % isi


def mulai(tenggat: Tenggat) -> str:
    """From which day, in a sentence."""
    isi = {"hari": tanggal(tenggat.mulai_pada)}
    if tenggat.kebijakan.satuan in SATUAN_HARI:
        return _("Hitungan mulai %(hari)s. Hari itu sendiri tidak dihitung.") % isi
    return _("Hitungan mulai %(hari)s.") % isi


def dilewati(bukti: Proof) -> Iterator[str]:
    """Which days were left out and why, holidays by name."""
    jenis = [(month.kind(h), h) for h in bukti.hari]
    banyak = {rupa: sum(1 for r, _h in jenis if r == rupa) for rupa in month.Rupa}
    if n := banyak[month.Rupa.PEKAN]:
        yield ngettext("%(n)s hari Sabtu atau Minggu.", "%(n)s hari Sabtu atau Minggu.", n) % {"n": n}
    for rupa, hari in jenis:
        if rupa == month.Rupa.LIBUR:
            yield _("%(hari)s: %(nama)s.") % {"hari": tanggal(hari.tanggal), "nama": hari.sebab}
    if n := banyak[month.Rupa.TUTUP]:
        yield ngettext("%(n)s hari ketika kantor tutup.", "%(n)s hari ketika kantor tutup.", n) % {"n": n}
    if n := banyak[month.Rupa.JEDA]:
        yield ngettext("%(n)s hari ketika hitungan berhenti.", "%(n)s hari ketika hitungan berhenti.", n) % {"n": n}


def jeda(tenggat: Tenggat) -> Iterator[str]:
    """The pauses of a clock in words, by the day."""
    berhenti, selesai = JEDA.get(tenggat.kode, JEDA_LAIN)
    for dari, sampai in tenggat.jeda:
        isi = {"dari": tanggal(datetime.fromisoformat(dari))}
        if sampai is None:
            yield str(berhenti) % isi
        else:
            yield str(selesai) % (isi | {"sampai": tanggal(datetime.fromisoformat(sampai))})


def peringatan(bukti: Proof) -> list[str]:
    """A year whose holidays nobody has fixed yet."""
    kata = _("Hari libur tahun %(tahun)s belum ditetapkan; tanggal ini dapat bergeser.")
    return [kata % {"tahun": tahun} for tahun in bukti.tanpa_ketetapan]


def dasar(kebijakan: Kebijakan) -> str:
    """On what a promise rests; where LKPP itself has set it, the text says so."""
    teks = kebijakan.dasar_hukum.rstrip(".")
    if kebijakan.kebijakan_internal and not teks.lower().startswith("kebijakan internal"):
        return _("%(dasar)s (kebijakan internal LKPP)") % {"dasar": teks}
    return teks


def geseran(rows: Sequence[Jejak]) -> dict[int, list[Geseran]]:
    """How the clocks of a case were moved, oldest first, from its trail: clock id -> moves."""
    perubahan = {r.data["perubahan"] for r in rows if r.data.get("perubahan")}
    sebab = {p.pk: uraian(p.uraian) for p in PerubahanKalender.objects.filter(pk__in=perubahan)} if perubahan else {}
    found: dict[int, list[Geseran]] = defaultdict(list)
    for r in rows:
        lama, baru = datetime.fromisoformat(r.data["lama"]), datetime.fromisoformat(r.data["baru"])
        found[r.data["tenggat"]].append(Geseran(r.pada, lama, baru, r, sebab.get(r.data.get("perubahan"), "")))
    return found


def kalimat_geser(row: Jejak) -> str:
    """From which date to which, of one line of the trail."""
    lama, baru = (tanggal(datetime.fromisoformat(row.data[k])) for k in ("lama", "baru"))
    if row.kejadian == Event.KEBIJAKAN_DIPINDAH:
        isi = {"dari": row.data["dari"], "ke": row.data["ke"], "lama": lama, "baru": baru}
        return _("Versi %(dari)s menjadi versi %(ke)s; batasnya %(lama)s menjadi %(baru)s.") % isi
    return _("Batasnya %(lama)s menjadi %(baru)s.") % {"lama": lama, "baru": baru}
