"""Trying a limit out, in the code and on the command line: the same answer with its proof, or a sentence."""

import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sla import clock, office
from sla.due import PauseRefused
from sla.models import Kebijakan, Tenggat
from sla.trial import TrialRefused, trial
from tests import factories
from tests.sla.offices import at

pytestmark = pytest.mark.usefixtures("kebijakan")
KODE = "pengaduan.verifikasi"
JUMAT = at("2026-03-13 10:00")
JEDA = (at("2026-03-16 09:00"), at("2026-03-17 09:00"))


def jalankan(*argumen: str, mulai: str = "2026-03-13T10:00+07:00", kode: str = KODE) -> str:
    keluar = io.StringIO()
    call_command("hitung_tenggat", "--mulai", mulai, "--kebijakan", kode, *argumen, stdout=keluar)
    return keluar.getvalue()


def test_a_trial_says_when_and_why_and_writes_nothing() -> None:
    answer = trial(mulai=JUMAT, kode=KODE)
    assert (answer.bukti.jatuh_tempo, answer.kebijakan.versi, answer.kalender_versi) == (at("2026-03-25 16:00"), 1, 1)
    assert answer.bukti.hari[-1].ke == 3
    assert not Tenggat.objects.exists()


def test_a_trial_gives_what_a_clock_gives() -> None:
    kasus = factories.ajukan(now=JUMAT)
    tenggat = clock.running(kasus).get(kode=KODE)
    clock.pause(tenggat, now=JEDA[0])
    clock.resume(tenggat, now=JEDA[1])
    assert trial(mulai=JUMAT, kode=KODE, jeda=[JEDA]).bukti == clock.proof(tenggat)


def test_a_trial_uses_the_version_that_holds_at_its_start_or_the_one_named() -> None:
    Kebijakan.objects.create(
        kode=KODE, versi=2, berlaku_sejak=date(2026, 12, 1), nama="Verifikasi", jumlah=7, dasar_hukum="-"
    )
    office.forget()
    found = [trial(mulai=at(f"2026-{m}-01 09:00"), kode=KODE).kebijakan.jumlah for m in ("03", "12")]
    assert [*found, trial(mulai=JUMAT, kode=KODE, versi=2).kebijakan.jumlah] == [3, 7, 7]


def test_a_trial_as_plain_values_says_everything() -> None:
    isi = trial(mulai=JUMAT, kode=KODE, jeda=[JEDA]).to_json()
    assert json.loads(json.dumps(isi)) == isi
    assert (isi["jatuh_tempo"], isi["tanpa_ketetapan"]) == ("2026-03-26T16:00:00+07:00", [])
    assert isi["hari"][0] == {"tanggal": "2026-03-13", "ke": None, "sebab": "diterima", "menit": 0}
    assert isi["jeda"] == [["2026-03-16T09:00:00+07:00", "2026-03-17T09:00:00+07:00"]]


@pytest.mark.parametrize(
    ("salah", "kalimat"),
    [
        ({"kode": "tidak.ada"}, "Tidak ada kebijakan"),
        ({"kalender": "tidak-ada"}, "Tidak ada kalender"),
        ({"versi": 9}, "tidak memiliki versi 9"),
        ({"mulai": datetime(2026, 3, 13)}, "zona waktunya"),  # noqa: DTZ001
        ({"jeda": [(datetime(2026, 3, 13), JUMAT)]}, "zona waktunya"),  # noqa: DTZ001
    ],
)
def test_what_does_not_exist_is_refused(salah: dict[str, Any], kalimat: str) -> None:
    with pytest.raises(TrialRefused, match=kalimat):
        trial(**{"mulai": JUMAT, "kode": KODE} | salah)


def test_a_pause_is_refused_when_it_runs_backwards_or_the_policy_allows_none() -> None:
    with pytest.raises(PauseRefused):
        trial(mulai=JUMAT, kode=KODE, jeda=[(JEDA[1], JEDA[0])])
    with pytest.raises(TrialRefused, match="tidak boleh dijeda"):
        trial(mulai=JUMAT, kode="pengaduan.tanggapan", jeda=[JEDA])


def test_the_command_prints_due_time_and_proof() -> None:
    baris = jalankan().splitlines()
    assert "Jatuh tempo  25 Maret 2026 pukul 16.00 WIB" in baris
    assert baris[1] == "Kalender     lkpp versi 1"
    assert baris[-13:-10] == [
        "2026-03-13  Jumat  tidak dihitung: diterima",
        "2026-03-14  Sabtu  tidak dihitung: akhir pekan",
        "2026-03-15  Minggu tidak dihitung: akhir pekan",
    ]
    assert baris[-1] == "2026-03-25  Rabu   hari ke-3"


def test_the_command_prints_pauses_zones_and_hours() -> None:
    Kebijakan.objects.filter(kode=KODE).update(jumlah=2, satuan="jam_kerja")
    office.forget()
    jeda = ("--jeda", "2026-11-27T14:40+07:00", "2026-11-27T14:50+07:00")
    teks = jalankan("--kalender", "wita", *jeda, mulai="2026-11-27T14:20+07:00")
    assert "Mulai        27 November 2026 pukul 15.20 WITA" in teks
    assert "Jeda         27 November 2026 pukul 15.40 WITA sampai 27 November 2026 pukul 15.50 WITA" in teks
    assert "Jatuh tempo  30 November 2026 pukul 08.30 WITA" in teks
    assert "2026-11-27  Jumat  1 jam 0 menit" in teks
    assert "2026-11-30  Senin  1 jam 0 menit" in teks


def test_the_command_warns_of_years_without_a_decree() -> None:
    assert "Perhatian: libur tahun 2027 belum ditetapkan" in jalankan(mulai="2026-12-31T10:00+07:00")
    assert "Perhatian" not in jalankan()


def test_the_command_answers_as_json() -> None:
    isi = json.loads(jalankan("--json", "--versi", "1", "--jeda", *(m.isoformat() for m in JEDA)))
    assert isi == trial(mulai=JUMAT, kode=KODE, jeda=[JEDA]).to_json()


@pytest.mark.parametrize(
    ("argumen", "mulai", "kalimat"),
    [
        ((), "besok", "besok bukan waktu"),
        ((), "2026-03-13T10:00", "Sebutkan zona waktunya"),
        ((), "2014-03-13T10:00+07:00", "di luar kalender"),
        (("--jeda", "2026-03-17T09:00+07:00", "2026-03-16T09:00+07:00"), "2026-03-13T10:00+07:00", "sebelum mulai"),
        (("--jeda", "kapan", "2026-03-16T09:00+07:00"), "2026-03-13T10:00+07:00", "kapan bukan waktu"),
        (("--versi", "5"), "2026-03-13T10:00+07:00", "tidak memiliki versi 5"),
        (("--kalender", "mars"), "2026-03-13T10:00+07:00", "Tidak ada kalender mars"),
    ],
)
def test_the_command_refuses_in_one_sentence(argumen: tuple[str, ...], mulai: str, kalimat: str) -> None:
    with pytest.raises(CommandError, match=kalimat) as refused:
        jalankan(*argumen, mulai=mulai)
    assert refused.value.returncode == 1
    assert str(refused.value).endswith((".", "+07:00."))
