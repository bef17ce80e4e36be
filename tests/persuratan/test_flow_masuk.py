"""A letter's life, step by step, with its clocks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import Actor
from akun.models import User
from jejak import trail
from persuratan import disposisi, flow_masuk
from persuratan.disposisi import Arahan
from persuratan.models import SuratMasuk
from persuratan.status import Event, Status
from sla import clock
from sla.stages import StepRefused
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Surat = Callable[..., SuratMasuk]


def sampai_pejabat(surat: SuratMasuk, orang: dict[str, User]) -> SuratMasuk:
    flow_masuk.teruskan(surat=surat, nomor_agenda="1/TU", penerima=None, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    return surat


def test_a_letter_lives_its_whole_life(surat: Surat, orang: dict[str, User]) -> None:
    s = sampai_pejabat(surat(), orang)
    direktur, staf = Actor.of(orang["pejabat_dpph"]), Actor.of(orang["penelaah"])
    (satu,) = disposisi.disposisikan(
        surat=s, arahan=Arahan(orang=[orang["penelaah"]], instruksi=["siapkan_jawaban"]), by=direktur, now=SENIN
    )
    disposisi.laporkan(disposisi=satu, laporan="Sudah dijawab lewat telepon.", by=staf, now=SENIN)
    s.refresh_from_db()
    flow_masuk.jawab(surat=s, jawaban=None, penutup="Dijawab lewat telepon.", by=direktur, now=SENIN)
    flow_masuk.selesaikan(surat=s, by=direktur, now=SENIN)
    flow_masuk.arsipkan(surat=s, by=Actor.of(orang["petugas_tu"]), now=SENIN)
    assert s.status == Status.DIARSIPKAN
    assert clock.running(s).count() == 0
    assert [j.kejadian for j in trail.of(s)] == [
        Event.DICATAT_MASUK, Event.DITERUSKAN, Event.DITERIMA_PEJABAT, Event.DIDISPOSISI, Event.DIPROSES,
        Event.DISPOSISI_DILAPORKAN, Event.DIJAWAB, Event.DISELESAIKAN, Event.DIARSIPKAN,
    ]  # fmt: skip


def test_two_clocks_run_side_by_side_from_receipt_and_from_the_official(surat: Surat, orang: dict[str, User]) -> None:
    s = sampai_pejabat(surat(), orang)
    besok = SENIN + timedelta(days=1)
    flow_masuk.terima_pejabat(surat=s, by=Actor.of(orang["pejabat_dpph"]), now=besok)
    jam = {t.kode: t.mulai_pada for t in clock.running(s)}
    assert jam["persuratan.surat"] == SENIN
    assert jam["persuratan.pejabat"] == besok


def test_paper_counts_from_the_day_it_came(surat: Surat, orang: dict[str, User]) -> None:
    s = surat()
    assert (s.diterima_pada, s.nomor[:10]) == (SENIN, "SM20261123")


def test_a_day_to_come_is_no_day_of_receipt(surat: Surat, orang: dict[str, User]) -> None:
    s = surat()
    data = flow_masuk.DataSurat("perorangan", "A", s.penerima, "biasa", "1", "x")
    with pytest.raises(StepRefused, match="belum tiba"):
        flow_masuk.catat(
            data=data, kanal="faks", diterima_pada=SENIN + timedelta(hours=1), berkas=None, token="T" * 14,
            by=Actor.of(orang["petugas_tu"]), now=SENIN,
        )  # fmt: skip


def test_a_letter_waits_for_its_leaves(surat: Surat, orang: dict[str, User]) -> None:
    s = sampai_pejabat(surat(), orang)
    direktur = Actor.of(orang["pejabat_dpph"])
    disposisi.disposisikan(
        surat=s, arahan=Arahan(orang=[orang["penelaah"]], instruksi=["telaah"]), by=direktur, now=SENIN
    )
    flow_masuk.jawab(surat=s, jawaban=None, penutup="Cukup.", by=direktur, now=SENIN)
    with pytest.raises(StepRefused, match="belum selesai"):
        flow_masuk.selesaikan(surat=s, by=direktur, now=SENIN)


def test_no_answer_without_a_letter_or_a_note(surat: Surat, orang: dict[str, User]) -> None:
    s = sampai_pejabat(surat(), orang)
    with pytest.raises(StepRefused, match="Tautkan surat jawaban"):
        flow_masuk.jawab(surat=s, jawaban=None, penutup="  ", by=Actor.of(orang["pejabat_dpph"]), now=SENIN)


def test_only_the_addressee_or_his_deputy_disposes(surat: Surat, orang: dict[str, User], plh: User) -> None:
    s = sampai_pejabat(surat(), orang)
    arahan = Arahan(orang=[orang["penelaah"]], instruksi=["ketahui"])
    with pytest.raises(PermissionDenied):
        disposisi.disposisikan(surat=s, arahan=arahan, by=Actor.of(orang["verifikator"]), now=SENIN)
    (satu,) = disposisi.disposisikan(surat=s, arahan=arahan, by=Actor.of(plh), now=SENIN)
    assert satu.sebagai == "Plh. Direktur Penanganan Permasalahan Hukum"


@pytest.mark.parametrize("kerahasiaan", ["rahasia", "sangat_rahasia"])
def test_a_secret_letter_goes_to_persons_only(surat: Surat, orang: dict[str, User], kerahasiaan: str) -> None:
    s = sampai_pejabat(surat(kerahasiaan), orang)
    unit = s.penerima.unit
    with pytest.raises(StepRefused, match="bukan unit"):
        disposisi.disposisikan(
            surat=s, arahan=Arahan(unit=[unit], instruksi=["telaah"]), by=Actor.of(orang["pejabat_dpph"]), now=SENIN
        )


def test_who_sees_a_secret_letter(surat: Surat, orang: dict[str, User], plh: User) -> None:
    s = surat("rahasia")
    melihat = {nama for nama, u in orang.items() if SuratMasuk.objects.visible_to(Actor.of(u)).filter(pk=s.pk)}
    assert melihat == {"pejabat_dpph"}
    assert SuratMasuk.objects.visible_to(Actor.of(plh)).filter(pk=s.pk).exists()


def test_nothing_typed_lies_open_in_the_row(surat: Surat) -> None:
    s = surat()
    row = str(SuratMasuk.objects.filter(pk=s.pk).values().get())
    assert not any(kata in row for kata in ("Siti", "012/LSM", "alkes"))
    assert SuratMasuk.objects.get(pk=s.pk).perihal == "Permohonan penjelasan (Obat) & alkes"
