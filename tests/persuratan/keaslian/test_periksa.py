"""The check as the portal makes it: in a limited child, and grey whenever the child has no complete answer."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO

import pytest

from berkas.sandbox import Outcome
from persuratan.keaslian import amplop, periksa
from persuratan.keaslian.bentuk import Kode, Putusan, Warna
from tests.persuratan.keaslian import berkas_uji
from tests.persuratan.keaslian.berkas_uji import KINI, Lembaga, isi_kolom, perbarui, sambung


@pytest.fixture(scope="module", autouse=True)
def _berhenti() -> Iterator[None]:
    """Nothing is left running."""
    yield
    periksa.PEMERIKSA.stop()


def berkas(isi: bytes) -> BinaryIO:
    """A real file."""
    satu = tempfile.TemporaryFile()  # noqa: SIM115 - who asked closes it
    satu.write(isi)
    satu.flush()
    return satu


def nilai(lembaga: Lembaga, isi: bytes) -> Putusan:
    """The verdict of the child."""
    with berkas(isi) as source:
        return periksa.periksa(source, kepercayaan=lembaga.percaya, now=KINI)


def test_the_locked_up_child_says_what_the_engine_says(lembaga: Lembaga, asli: bytes) -> None:
    for isi in (asli, perbarui(asli, isi_kolom("tidak")), asli + b"\n", berkas_uji.surat()):
        putusan, sendiri = nilai(lembaga, isi), lembaga.nilai(isi)
        assert (putusan.warna, putusan.ringkasan) == (sendiri.warna, sendiri.ringkasan)
        assert [baris.kode for baris in putusan.baris] == [baris.kode for baris in sendiri.baris]
        assert putusan.kalimat
        assert all(baris.kalimat for baris in putusan.baris)
        assert putusan.detik > 0
        assert putusan.memori_kib > 10_000


@pytest.mark.parametrize("isi", [b"", b"bukan", b"%PDF-1.7\n/ByteRange [0 1 2 3]"])
def test_what_cannot_be_examined_is_grey(lembaga: Lembaga, isi: bytes) -> None:
    putusan = nilai(lembaga, isi)
    assert putusan.warna is putusan.ringkasan is Warna.ABU
    assert len(putusan.baris) == 4


def test_eighty_thousand_objects_stay_within_ten_seconds_and_half_a_gigabyte(lembaga: Lembaga, asli: bytes) -> None:
    putusan = nilai(lembaga, sambung(asli, {20 + n: b"<</N %d>>" % n for n in range(80_000)}))
    assert putusan.warna is Warna.ABU
    assert putusan.alasan in {Kode.TERLALU_RUMIT, Kode.BATAS}
    assert putusan.detik < periksa.WALL + 3
    assert putusan.memori_kib < 512 * 1024


def test_a_file_over_twenty_megabytes_is_not_even_handed_over(lembaga: Lembaga, monkeypatch) -> None:
    monkeypatch.setattr(periksa, "MAKS_UKURAN", 10)
    monkeypatch.setattr(periksa, "PEMERIKSA", None)
    assert nilai(lembaga, b"%PDF-1.7 dan seterusnya").alasan == Kode.TERLALU_BESAR


def _kata(jawaban: dict[str, object] | None, monkeypatch) -> Putusan:
    class Palsu:
        def run(self, *args: object) -> Outcome:
            return Outcome(jawaban, 0.1, 1)

    monkeypatch.setattr(periksa, "PEMERIKSA", Palsu())
    with berkas(b"%PDF-") as source:
        return periksa.periksa(source, kepercayaan=periksa.Kepercayaan(), now=KINI)


def test_a_child_that_was_killed_is_grey(monkeypatch) -> None:
    assert (_kata(None, monkeypatch).warna, _kata(None, monkeypatch).alasan) == (Warna.ABU, Kode.BATAS)


@pytest.mark.parametrize(
    "jawaban",
    [
        {},
        {"alasan": "tidak_diperiksa"},
        {"putusan": {"warna": "hijau", "ringkasan": "hijau"}},
        {"putusan": []},
        {"tidak_diperiksa": "hijau"},
    ],
)
def test_an_incomplete_answer_is_grey(jawaban: dict[str, object], monkeypatch) -> None:
    assert _kata({"terkurung": True, **jawaban}, monkeypatch).warna is Warna.ABU


def test_green_without_green_lines_is_no_answer(lembaga: Lembaga, asli: bytes, monkeypatch) -> None:
    honest = json.loads(json.dumps(amplop.tulis(lembaga.nilai(asli))))
    assert _kata({"terkurung": True, "putusan": honest}, monkeypatch).ringkasan is Warna.HIJAU
    honest["baris"][1]["warna"] = "merah"
    assert _kata({"terkurung": True, "putusan": honest}, monkeypatch).warna is Warna.ABU


def test_in_production_a_child_that_was_not_locked_up_is_not_believed(
    lembaga: Lembaga, asli: bytes, monkeypatch, settings
) -> None:
    settings.PRODUKSI = True
    jawaban = {"terkurung": False, "putusan": amplop.tulis(lembaga.nilai(asli))}
    assert _kata(jawaban, monkeypatch).warna is Warna.ABU


def test_a_verdict_survives_the_journey(lembaga: Lembaga, asli: bytes) -> None:
    putusan = lembaga.nilai(asli)
    assert asdict(amplop.baca(json.loads(json.dumps(amplop.tulis(putusan))))) == asdict(putusan)
