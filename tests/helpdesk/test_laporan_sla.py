"""Every figure of the monthly report against plain Python over the same rows."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from helpdesk.bulan import Bulan
from helpdesk.laporan_sla import ESKALASI, GOLONGAN, hitung
from helpdesk.models import MejaLayanan, Tiket
from helpdesk.status import TIKET
from sla import office
from sla.models import Tenggat
from tests.helpdesk.isi_laporan import Pengisi, tiga_meja

pytestmark = pytest.mark.django_db
BULAN = Bulan(2026, 10)
KINI = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
DI_TENGAH = datetime(2026, 10, 14, 3, 0, tzinfo=UTC)


@pytest.fixture
def meja(kebijakan: None) -> list[MejaLayanan]:
    tiga = tiga_meja()
    Pengisi(tiga).isi(700)
    return tiga


class Biasa:
    """The same report, row by row."""

    def __init__(self, meja: MejaLayanan | None, bulan: Bulan, now: datetime) -> None:
        rows = Tiket.objects.select_related("meja__kalender")
        self.tiket = {t.pk: t for t in (rows.filter(meja=meja) if meja else rows)}
        self.bulan, self.now = bulan, now
        self.jam = [t for t in Tenggat.objects.filter(objek_tipe="helpdesk.tiket") if t.objek_id in self.tiket]
        self.sah = {pk for pk, t in self.tiket.items() if t.status not in ("dibatalkan", "duplikat")}

    def dalam(self, saat: datetime | None, tiket: Tiket, bulan: Bulan | None = None) -> bool:
        zona = ZoneInfo(tiket.meja.kalender.zona)
        lokal = saat and saat.astimezone(zona)
        return bool(saat and saat < self.now and lokal and Bulan.dari(lokal.date()) == (bulan or self.bulan))

    def hitung(self, kunci: Any, *, semua: bool = False) -> dict[str, list[int]]:
        hasil: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for pk, t in self.tiket.items():
            for n, bulan in enumerate((self.bulan, self.bulan.lalu)):
                if self.dalam(t.diterima_pada, t, bulan) and (semua or pk in self.sah) and kunci(t) is not None:
                    hasil[kunci(t)][n] += 1
        return dict(hasil)

    def golongan(self, jam: Tenggat) -> str:
        t = self.tiket[jam.objek_id]
        return t.kelas if t.jenis == "gangguan" and t.kelas else t.jenis

    def diputus(self, jam: Tenggat) -> bool:
        saat = min(filter(None, (jam.berhenti_pada, jam.jatuh_tempo)))
        return jam.objek_id in self.sah and not jam.dijeda and self.dalam(saat, self.tiket[jam.objek_id])

    def selesai(self, jam: Tenggat) -> bool:
        return jam.objek_id in self.sah and self.dalam(jam.berhenti_pada, self.tiket[jam.objek_id])

    @staticmethod
    def kerja(jam: Tenggat) -> tuple[int, int]:
        """Working seconds without pauses, and in pauses."""
        tabel = office.kalender(str(jam.kalender_id))
        assert jam.berhenti_pada

        def lama(a: datetime, b: datetime) -> int:
            return tabel.worked(tabel.of(b)) - tabel.worked(tabel.of(a))

        jeda = sum(
            lama(datetime.fromisoformat(a), datetime.fromisoformat(b) if b else jam.berhenti_pada) for a, b in jam.jeda
        )
        seluruh, dijeda = round(lama(jam.mulai_pada, jam.berhenti_pada) / 1e6), round(jeda / 1e6)
        return seluruh - dijeda, dijeda

    def janji(self, rows: Iterable[Tenggat]) -> dict[str, Any] | None:
        tiket = [j for j in rows if j.kode == TIKET]
        diputus = [j for j in tiket if self.diputus(j)]
        lama = [self.kerja(j) for j in tiket if self.selesai(j)]
        if not diputus and not lama:
            return None
        return {
            "diputus": len(diputus),
            "tepat": sum(bool(j.berhenti_pada and j.berhenti_pada <= j.jatuh_tempo) for j in diputus),
            "selesai": len(lama),
            "median": kuantil(sorted(k for k, _ in lama), 0.5),
            "p90": kuantil(sorted(k for k, _ in lama), 0.9),
            "jeda": sum(j for _, j in lama),
            "dijeda": sum(j > 0 for _, j in lama),
        }

    def semua_janji(self) -> dict[str, Any]:
        per = {g: self.janji(j for j in self.jam if self.golongan(j) == g) for g in GOLONGAN}
        return {g: j for g, j in [*per.items(), ("", self.janji(self.jam))] if j}

    def mutu(self) -> dict[str, Any]:
        usai = [t for pk, t in self.tiket.items() if pk in self.sah and self.dalam(t.selesai_pada, t)]
        nilai = [t.nilai for t in usai if t.nilai is not None]
        dijawab = {kode: [0, 0] for kode in ESKALASI}
        for j in self.jam:
            if j.kode in dijawab and self.diputus(j):
                dijawab[j.kode][0] += 1
                dijawab[j.kode][1] += bool(j.berhenti_pada and j.berhenti_pada <= j.jatuh_tempo)
        return {
            "mutu": {
                "selesai": len(usai),
                "dibuka_kembali": sum(t.dibuka_kembali > 0 for t in usai),
                "jumlah_nilai": sum(nilai),
                "penilai": len(nilai),
            },
            "eskalasi": dijawab,
        }


def kuantil(rows: list[int], bagian: float) -> int | None:
    """With what lies between two rows taken in proportion."""
    if not rows:
        return None
    tempat = bagian * (len(rows) - 1)
    bawah = int(tempat)
    atas = min(bawah + 1, len(rows) - 1)
    return round(rows[bawah] + (tempat - bawah) * (rows[atas] - rows[bawah]))


def seharusnya(biasa: Biasa) -> dict[str, Any]:
    """The figures of a report as they have to be."""
    gangguan = {"gangguan": lambda t: str(t.jenis_gangguan_id or ""), "kelas": lambda t: t.kelas}
    return {
        "jumlah": biasa.hitung(lambda _t: "", semua=True)[""],
        "kanal": biasa.hitung(lambda t: t.kanal, semua=True),
        "status": biasa.hitung(lambda t: t.status, semua=True),
        "jenis": biasa.hitung(lambda t: t.jenis),
        "petugas": biasa.hitung(lambda t: str(t.pemegang_id or "")),
        **{n: biasa.hitung(lambda t, k=k: k(t) if t.jenis == "gangguan" else None) for n, k in gangguan.items()},
        "layanan": biasa.hitung(lambda t: str(t.layanan_id or "") if t.jenis == "permintaan" else None),
        "janji": biasa.semua_janji(),
        **biasa.mutu(),
    }


def test_every_figure_is_what_plain_python_counts(meja: list[MejaLayanan]) -> None:
    """Of all desks and of each, when the month is over and in the middle of it."""
    for satu, kini in itertools.product((None, *meja), (KINI, DI_TENGAH)):
        angka, harus = hitung(satu, BULAN, now=kini), seharusnya(Biasa(satu, BULAN, kini))
        assert {nama: angka[nama] for nama in harus} == harus, (satu, kini)
        assert angka["jumlah"][0] > 20, (satu, kini)


def test_all_desks_together_are_the_sums_of_each(meja: list[MejaLayanan]) -> None:
    semua, satu = hitung(None, BULAN, now=KINI), [hitung(m, BULAN, now=KINI) for m in meja]
    for nama in ("kanal", "jenis", "status", "kelas", "gangguan", "layanan", "petugas"):
        jumlah: Counter[tuple[str, int]] = Counter()
        for s in satu:
            jumlah.update({(k, n): v[n] for k, v in s[nama].items() for n in (0, 1)})
        assert {(k, n): v[n] for k, v in semua[nama].items() for n in (0, 1)} == dict(jumlah)
    per = {p.pop("meja"): p for p in semua["per_meja"]}
    assert per == {m.pk: {k: s[k] for k in ("janji", "mutu", "eskalasi")} for m, s in zip(meja, satu, strict=True)}
    assert len(semua["p1"]) == sum(len(s["p1"]) for s in satu)


def test_priority_1_incidents_are_listed_with_their_times(meja: list[MejaLayanan]) -> None:
    biasa = Biasa(None, BULAN, KINI)
    rows = {r["nomor"]: r for r in hitung(None, BULAN, now=KINI)["p1"]}
    utama = {
        t.nomor: t
        for pk, t in biasa.tiket.items()
        if pk in biasa.sah and t.jenis == "gangguan" and t.kelas == "emergency" and biasa.dalam(t.diterima_pada, t)
    }
    assert rows.keys() == utama.keys()
    assert rows
    assert list(rows) == [t.nomor for t in sorted(utama.values(), key=lambda t: (t.diterima_pada, t.pk))]
    for nomor, row in rows.items():
        t = utama[nomor]
        jam = max((j for j in biasa.jam if j.objek_id == t.pk and j.kode == TIKET), key=lambda j: (j.siklus, j.pk))
        assert row["batas"] == jam.jatuh_tempo.isoformat()
        usai = bool(jam.berhenti_pada and jam.berhenti_pada <= jam.jatuh_tempo)
        assert row["tepat"] is (usai if jam.berhenti_pada or jam.jatuh_tempo < KINI else None)


def test_a_promise_is_counted_in_one_month_only(meja: list[MejaLayanan]) -> None:
    bulan = [Bulan(2026, b) for b in (7, 8, 9, 10, 11, 12)]
    nanti = datetime(2027, 6, 1, tzinfo=UTC)
    jumlah = sum(hitung(None, b, now=nanti)["janji"].get("", {"diputus": 0})["diputus"] for b in bulan)
    biasa = Biasa(None, BULAN, nanti)
    assert jumlah == sum(j.kode == TIKET and j.objek_id in biasa.sah and not j.dijeda for j in biasa.jam)


def test_a_month_without_anything_has_figures_too(kebijakan: None) -> None:
    angka = hitung(None, Bulan(2020, 2), now=KINI)
    assert angka["jumlah"] == [0, 0]
    assert angka["janji"] == {}
    assert angka["mutu"]["penilai"] == 0


def test_figures_ask_few_questions(meja: list[MejaLayanan], django_assert_max_num_queries: Any) -> None:
    hitung(None, BULAN, now=KINI)  # the calendars
    with django_assert_max_num_queries(8):
        hitung(None, BULAN, now=KINI)


@pytest.mark.parametrize(
    "teks", ["", "2026", "2026-13", "2026-00", "26-01", "2026-1", "9999-01", "2026-11-01", "٢٠٢٦-١١"]
)
def test_what_is_no_month_is_refused(teks: str) -> None:
    with pytest.raises(ValidationError):
        Bulan.baca(teks)


def test_months_follow_each_other_over_the_year() -> None:
    assert str(Bulan(2026, 1).lalu) == "2025-12"
    assert Bulan.baca("2025-12").berikut == Bulan(2026, 1)
    assert Bulan(2026, 11).akhir(ZoneInfo("Asia/Jayapura")).isoformat() == "2026-12-01T00:00:00+09:00"
