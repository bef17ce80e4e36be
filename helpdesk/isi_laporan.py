"""A monthly report in words: parts with charts and tables, the same on the page, on paper and in the workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun.bagan import Bagan, Bentuk, Deret
from akun.models import User
from akun.templatetags.rupa import angka as tulis_angka
from akun.templatetags.rupa import tanggal_polos
from helpdesk.laporan_bulanan import Laporan
from helpdesk.laporan_sla import ESKALASI, GOLONGAN
from helpdesk.models import JenisGangguan, Layanan, MejaLayanan
from helpdesk.pilihan import Jenis, JenisEskalasi, Kanal, Kelas
from helpdesk.status import Status
from sla.models import Kalender

JAM = 3600
BANYAK_BARIS = 12  # of a chart; the rest is one bar
Sel = str | int | float | None
Pasangan = Mapping[str, Sequence[int]]
SEBUTAN_ESKALASI = dict(
    zip(ESKALASI, (JenisEskalasi.FUNGSIONAL, JenisEskalasi.STRUKTURAL, JenisEskalasi.LKPP), strict=True)
)


@dataclass(frozen=True)
class Tabel:
    """A table that has no chart. Cells keep their kind for the workbook; `teks` is how a page writes them."""

    judul: str
    kepala: Sequence[str]
    isi: Sequence[Sequence[Sel]]
    catatan: str = ""

    @property
    def kepala_sel(self) -> list[dict[str, Any]]:
        """For komponen/tabel_kepala.html."""
        return [{"teks": k, "angka": n > 0 and self._angka(n)} for n, k in enumerate(self.kepala)]

    @property
    def baris(self) -> list[list[dict[str, Any]]]:
        """For komponen/tabel.html."""
        return [
            [{"isi": teks(s), "angka": n > 0 and self._angka(n), "label": self.kepala[n]} for n, s in enumerate(row)]
            for row in self.isi
        ]

    def _angka(self, kolom: int) -> bool:
        return all(row[kolom] is None or not isinstance(row[kolom], str) for row in self.isi)


@dataclass(frozen=True)
class Bagian:
    """A chapter of the report."""

    kunci: str
    judul: str
    pengantar: str
    bagan: list[Bagan] = field(default_factory=list)
    tabel: list[Tabel] = field(default_factory=list)
    rencana: bool = False  # the work plan stands here


def teks(sel: Sel) -> str:
    """A cell as it is read."""
    if sel is None:
        return "-"
    return sel if isinstance(sel, str) else tulis_angka(sel)


def saat(nilai: datetime | str | None, zona: ZoneInfo) -> str:
    """A moment in the desk's own time."""
    if not nilai:
        return "-"
    lokal = (datetime.fromisoformat(nilai) if isinstance(nilai, str) else nilai).astimezone(zona)
    isi = {"tanggal": tanggal_polos(lokal.date()), "jam": f"{lokal:%H.%M}", "zona": Kalender.Zona(str(zona)).label}
    return _("%(tanggal)s pukul %(jam)s %(zona)s") % isi


def persen(bagian: int, seluruh: int) -> int | None:
    """Rounded down: one late of a thousand is not 100 percent."""
    return 100 * bagian // seluruh if seluruh else None


def jam_kerja(detik: float | None) -> float | None:
    """Hours with one digit behind the comma."""
    return None if detik is None else round(detik / JAM, 1)


def susun(laporan: Laporan, *, dengan_nama: bool = False) -> list[Bagian]:
    """The whole report. `dengan_nama`: officers by name, for the desk itself; what travels has none."""
    return [_monitoring(laporan, dengan_nama), _tren(laporan), _analisis(laporan), _kepatuhan(laporan)]


def ringkasan(laporan: Laporan) -> list[dict[str, Any]]:
    """The few numbers that come first."""
    a = laporan.angka
    janji, mutu = a["janji"].get("", {}), a["mutu"]
    ini, lalu = a["jumlah"]
    tepat = persen(janji.get("tepat", 0), janji.get("diputus", 0))
    isi = {"tepat": teks(janji.get("tepat", 0)), "semua": teks(janji.get("diputus", 0))}
    kerja = jam_kerja(janji.get("median"))
    return [
        {"nama": _("Tiket diterima"), "nilai": _("%(ini)s (bulan lalu %(lalu)s)") % {"ini": ini, "lalu": lalu}},
        {
            "nama": _("Ditangani tepat waktu"),
            "nilai": _("belum ada yang diputus")
            if tepat is None
            else f"{tepat}% · " + _("%(tepat)s dari %(semua)s") % isi,
        },
        {
            "nama": _("Median waktu kerja"),
            "nilai": "-" if kerja is None else _("%(jam)s jam kerja") % {"jam": teks(kerja)},
        },
        {"nama": _("Kepuasan pengguna"), "nilai": kepuasan(mutu)},
        {"nama": _("Dibuka kembali"), "nilai": f"{mutu['dibuka_kembali']} / {mutu['selesai']}"},
    ]


def kepuasan(mutu: Mapping[str, int]) -> str:
    """The mean with how many answered; never a mean without its number."""
    if not mutu["penilai"]:
        return _("belum ada yang menilai")
    rata = {"rata": teks(round(mutu["jumlah_nilai"] / mutu["penilai"], 2)), "n": mutu["penilai"]}
    return ngettext("%(rata)s dari 5 (%(n)s penilai)", "%(rata)s dari 5 (%(n)s penilai)", mutu["penilai"]) % rata


def _terurut(isi: Pasangan, nama: Mapping[str, str], lain: str) -> list[tuple[str, Sequence[int]]]:
    """Rows by count, the largest first; what is too much for a chart as one row."""
    rows = sorted(isi.items(), key=lambda kv: (-kv[1][0], -kv[1][1], kv[0]))
    hasil = [(nama.get(k, k) if k else lain, v) for k, v in rows[:BANYAK_BARIS]]
    if sisa := rows[BANYAK_BARIS:]:
        hasil.append((_("%(n)s lainnya") % {"n": len(sisa)}, [sum(v[n] for _k, v in sisa) for n in (0, 1)]))
    return hasil


def _bagan(
    kunci: str,
    judul: str,
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    kepala: str,
    deret: Sequence[str],
    bentuk: Bentuk = Bentuk.MENDATAR,
    catatan: str = "",
) -> Bagan:
    """This month, and where two series are named the one before beside it."""
    isi = [Deret(d, [v[n] for _nama, v in rows]) for n, d in enumerate(deret)]
    return Bagan(kunci, judul, [n for n, _v in rows], isi, bentuk, kepala, catatan=catatan)


def _monitoring(laporan: Laporan, dengan_nama: bool) -> Bagian:
    a, ini = laporan.angka, [laporan.bulan.sebutan]

    def tetap(nama: str, pilihan: Iterable[tuple[str, Any]]) -> list[tuple[str, Sequence[int]]]:
        return [(str(label), a[nama].get(k, (0, 0))) for k, label in pilihan]

    status = [(label, v) for label, v in tetap("status", Status.choices) if v[0]]
    layanan = {str(r.pk): r.sebutan for r in Layanan.objects.filter(pk__in=filter(None, a["layanan"]))}
    return Bagian(
        "monitoring",
        _("Laporan monitoring"),
        _("Berapa yang masuk, lewat mana, untuk layanan apa, dan bagaimana pekerjaan terbagi."),
        [
            _bagan("kanal", _("Tiket per saluran"), tetap("kanal", Kanal.choices), kepala=_("Saluran"), deret=ini),
            _bagan("jenis", _("Tiket per jenis"), tetap("jenis", Jenis.choices), kepala=_("Jenis"), deret=ini),
            _bagan("status", _("Keadaan tiket yang masuk bulan ini"), status, kepala=_("Status"), deret=ini),
            _bagan(
                "layanan",
                _("Permintaan per layanan"),
                [r for r in _terurut(a["layanan"], layanan, _("Layanan tidak disebut")) if r[1][0]],
                kepala=_("Layanan"),
                deret=ini,
            ),
            _beban(a["petugas"], ini, dengan_nama),
        ],
    )


def _beban(isi: Pasangan, deret: list[str], dengan_nama: bool) -> Bagan:
    """How many tickets each officer holds; without names they are numbered by load."""
    orang = [k for k, v in sorted(isi.items(), key=lambda kv: (-kv[1][0], kv[0])) if k and v[0]]
    nama = {k: _("Petugas %(n)s") % {"n": n} for n, k in enumerate(orang, start=1)}
    if dengan_nama:
        nama |= {str(pk): n for pk, n in User.objects.filter(pk__in=orang).values_list("pk", "nama")}
    rows = [r for r in _terurut(isi, nama, _("Belum ada pemegang")) if r[1][0]]
    return _bagan("beban", _("Tiket per petugas"), rows, kepala=_("Petugas"), deret=deret)


def _tren(laporan: Laporan) -> Bagian:
    a, bulan = laporan.angka, laporan.bulan
    dua = [bulan.sebutan, bulan.lalu.sebutan]
    kelas = [(str(Kelas(k).label), a["kelas"].get(k, (0, 0))) for k in reversed(Kelas.values)]
    kelas += [(_("Tanpa kelas"), a["kelas"][""])] if "" in a["kelas"] else []
    jenis = [(str(label), a["jenis"].get(k, (0, 0))) for k, label in Jenis.choices]
    prioritas = _("Gangguan per tingkat prioritas")
    bagan = [
        _bagan("tren-kelas", prioritas, kelas, kepala=_("Kelas"), deret=dua, bentuk=Bentuk.TEGAK),
        _bagan("tren-jenis", _("Gangguan, permintaan layanan dan pertanyaan"), jenis, kepala=_("Jenis"), deret=dua),
    ]
    if len(laporan.riwayat) > 1:
        deret = [
            Deret(str(Jenis(k).label), [r.jenis.get(k, (0, 0))[0] for r in laporan.riwayat])
            for k in (Jenis.GANGGUAN, Jenis.PERMINTAAN)
        ]
        label = [r.bulan.pendek for r in laporan.riwayat]
        bagan.append(Bagan("riwayat", _("Bulan demi bulan"), label, deret, Bentuk.GARIS, _("Bulan")))
    return Bagian(
        "tren",
        _("Laporan tren"),
        _("Dibandingkan dengan bulan sebelumnya. Tiket yang dibatalkan dan duplikat tidak dihitung."),
        bagan,
    )


def _analisis(laporan: Laporan) -> Bagian:
    a = laporan.angka
    nama = {str(pk): n for pk, n in JenisGangguan.objects.values_list("pk", "nama")}
    meja = _nama_meja()
    umum = _terurut(a["gangguan"], nama, _("Jenis belum ditentukan"))
    rows: list[list[Sel]] = [
        [
            r["nomor"],
            *([meja[r["meja"]][0]] if laporan.meja is None else []),
            nama.get(str(r["jenis"]), "-"),
            *(saat(r[k], meja[r["meja"]][1]) for k in ("diterima", "batas", "selesai")),
            {True: _("Tepat waktu"), False: _("Terlambat"), None: _("Berjalan")}[r["tepat"]],
        ]
        for r in a["p1"]
    ]
    semua = a["kelas"].get(Kelas.EMERGENCY, (0, 0))[0]
    lebih = _("Ditampilkan %(n)s yang pertama dari %(semua)s.") % {"n": len(rows), "semua": semua}
    kepala = [_("Tiket"), *([_("Meja")] if laporan.meja is None else []), _("Jenis gangguan")]
    kepala += [_("Diterima"), _("Batas"), _("Selesai"), _("Hasil")]
    dua = [laporan.bulan.sebutan, laporan.bulan.lalu.sebutan]
    return Bagian(
        "analisis",
        _("Laporan analisis"),
        _("Gangguan yang paling sering, gangguan Prioritas 1 (Emergency), dan rencana kerja untuk memperbaikinya."),
        [_bagan("umum", _("Gangguan umum"), umum, kepala=_("Jenis gangguan"), deret=dua)],
        [Tabel(_("Gangguan Prioritas 1 (Emergency)"), kepala, rows, lebih if semua > len(rows) else "")],
        rencana=True,
    )


def _kepatuhan(laporan: Laporan) -> Bagian:
    a = laporan.angka
    sebut = {**dict(Kelas.choices), **dict(Jenis.choices), Jenis.GANGGUAN: _("Gangguan, belum berkelas")}
    kelas = [(str(sebut[g]), a["janji"][g]) for g in GOLONGAN if g in a["janji"]]
    tepat = Deret(_("Tepat waktu"), [persen(j["tepat"], j["diputus"]) for _n, j in kelas])
    semua = [(_("Semua"), a["janji"][""])] if "" in a["janji"] else []
    label = [n for n, _j in kelas]
    tabel = [_waktu([*kelas, *semua]), _dijawab(a["eskalasi"]), _mutu(a["mutu"])]
    return Bagian(
        "kepatuhan",
        _("Pencapaian dan kepatuhan"),
        _("Terhadap kesepakatan tingkat layanan: 1 hari kerja untuk Emergency, 2 untuk Mayor, 3 untuk Minor."),
        [Bagan("tepat", _("Ditangani tepat waktu"), label, [tepat], Bentuk.MENDATAR, _("Golongan"), "%")],
        [*tabel, _per_meja(a["per_meja"])] if laporan.meja is None else tabel,
    )


def _waktu(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> Tabel:
    """Promises and working time by group."""
    kepala = [_("Golongan"), _("Diputus"), _("Tepat"), _("Tepat (%)"), _("Selesai"), _("Median (jam)")]
    kepala += [_("Persentil 90 (jam)"), _("Jeda (jam)"), _("Dijeda")]
    return Tabel(
        _("Waktu penanganan"),
        kepala,
        [[n, *_sel_janji(j), jam_kerja(j["jeda"]), j["dijeda"]] for n, j in rows],
        _(
            "Waktu dalam jam kerja, tanpa jeda menunggu pengguna; jeda ditulis tersendiri. Janji diputus saat"
            " dipenuhi atau saat batasnya lewat, mana yang lebih dahulu."
        ),
    )


def _dijawab(eskalasi: Mapping[str, Sequence[int]]) -> Tabel:
    """Escalations that were answered in time."""
    kepala = [_("Eskalasi"), _("Diputus"), _("Tepat"), _("Tepat (%)")]
    isi: list[list[Sel]] = []
    for kode in ESKALASI:
        diputus, tepat = eskalasi[kode]
        isi.append([str(SEBUTAN_ESKALASI[kode].label), diputus, tepat, persen(tepat, diputus)])
    return Tabel(_("Jawaban atas eskalasi"), kepala, isi)


def _mutu(mutu: Mapping[str, int]) -> Tabel:
    """What finished tickets were worth."""
    isi: list[list[Sel]] = [
        [_("Tiket selesai"), mutu["selesai"]],
        [_("Dibuka kembali"), mutu["dibuka_kembali"]],
        [_("Kepuasan pengguna"), kepuasan(mutu)],
    ]
    return Tabel(_("Mutu penyelesaian"), [_("Ukuran"), _("Hasil")], isi)


def _nama_meja() -> dict[int, tuple[str, ZoneInfo]]:
    """The desks: what they are called, and in whose time they live."""
    rows = MejaLayanan.objects.values_list("pk", "unit__nama", "kalender__zona")
    return {pk: (nama, ZoneInfo(zona)) for pk, nama, zona in rows}


def _sel_janji(janji: Mapping[str, Any]) -> list[Sel]:
    """Decided, in time, percent; finished, median, 90th percentile."""
    kerja = (jam_kerja(janji["median"]), jam_kerja(janji["p90"]))
    return [janji["diputus"], janji["tepat"], persen(janji["tepat"], janji["diputus"]), janji["selesai"], *kerja]


def _per_meja(rows: Sequence[Mapping[str, Any]]) -> Tabel:
    """Each desk in one row, the least punctual first."""
    nama = _nama_meja()
    kosong = {"diputus": 0, "tepat": 0, "selesai": 0, "median": None, "p90": None}
    isi: list[list[Sel]] = []
    for r in rows:
        dijawab = [sum(kolom) for kolom in zip(*r["eskalasi"].values(), strict=True)]
        nilai = round(r["mutu"]["jumlah_nilai"] / r["mutu"]["penilai"], 2) if r["mutu"]["penilai"] else None
        janji = _sel_janji(r["janji"].get("", kosong))
        sisa = [r["mutu"]["dibuka_kembali"], persen(dijawab[1], dijawab[0]), nilai, r["mutu"]["penilai"]]
        isi.append([nama[r["meja"]][0], *janji, *sisa])
    isi.sort(key=lambda row: (row[3] is None, row[3] or 0, str(row[0])))
    kepala = [
        _("Meja"),
        _("Diputus"),
        _("Tepat"),
        _("Tepat (%)"),
        _("Selesai"),
        _("Median (jam)"),
        _("Persentil 90 (jam)"),
    ]
    kepala += [_("Dibuka kembali"), _("Eskalasi tepat (%)"), _("Kepuasan"), _("Penilai")]
    return Tabel(_("Tiap meja layanan"), kepala, isi)
