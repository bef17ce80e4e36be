"""Numbers of letters: none twice, none lost, whoever asks at once; and what became of those without a letter."""

import threading
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.utils import timezone

from akun.models import Pejabat, Pemangku, User
from persuratan import flow_keluar, nomor
from persuratan.models import NomorSurat, SuratKeluar
from persuratan.nomor import Celah
from persuratan.status_keluar import Status
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.persuratan.keluar import PENANDA_TANGAN, SANDI, Meja, PenandaPalsu, unit_lain

UTC = timezone.get_fixed_timezone(0)


def serentak(banyak: int, kerja: Callable[[int], object]) -> list[object]:
    """Do it in as many threads with connections of their own, all at once; what each gave or raised."""
    hasil: list[object] = [None] * banyak
    mulai = threading.Barrier(banyak)

    def satu(n: int) -> None:
        try:
            mulai.wait(30)
            hasil[n] = kerja(n)
        except Exception as error:  # noqa: BLE001 - whatever it raised is the result
            hasil[n] = error
        finally:
            connections.close_all()

    utas = [threading.Thread(target=satu, args=(n,)) for n in range(banyak)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(120)
    return hasil


def tanda_tangani(s: SuratKeluar, m: Meja) -> None:
    flow_keluar.tanda_tangani(surat=s, sandi=SANDI, by=m.by[PENANDA_TANGAN], now=SENIN)


@pytest.mark.django_db(transaction=True)
def test_fifty_signings_at_once_give_fifty_numbers_without_a_gap(meja: Meja) -> None:
    surat = [meja.bawa_ke(Status.SIAP_TANDA_TANGAN) for _ in range(50)]
    hasil = serentak(50, lambda n: tanda_tangani(SuratKeluar.objects.get(pk=surat[n].pk), meja))
    assert hasil == [None] * 50
    rows = SuratKeluar.objects.values_list("nomor_surat", "nomor", "status")
    assert {r[2] for r in rows} == {Status.TERBIT}
    assert {r[0] for r in rows} == {f"{n}/DPPH/11/2026" for n in range(1, 51)}
    assert {r[1] for r in rows} == {f"SK20261123{n:04d}" for n in range(1, 51)}
    assert list(nomor.celah(unit=meja.direktur.unit, tahun=2026)) == []


@pytest.mark.django_db(transaction=True)
def test_two_clicks_sign_once(meja: Meja, penanda: PenandaPalsu) -> None:
    s = meja.bawa_ke(Status.DINOMORI)
    penanda.tunggu = threading.Event()
    pertama = threading.Thread(
        target=lambda: (tanda_tangani(SuratKeluar.objects.get(pk=s.pk), meja), connections.close_all())
    )
    pertama.start()
    assert penanda.mulai.wait(20)
    with pytest.raises(StepRefused, match="sedang ditandatangani"):
        tanda_tangani(SuratKeluar.objects.get(pk=s.pk), meja)
    penanda.tunggu.set()
    pertama.join(20)
    s.refresh_from_db()
    assert (s.status, len(penanda.panggilan)) == (Status.TERBIT, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_the_same_moment_number_and_sign_once(meja: Meja, penanda: PenandaPalsu) -> None:
    s = meja.bawa_ke(Status.SIAP_TANDA_TANGAN)
    hasil = serentak(10, lambda _: tanda_tangani(SuratKeluar.objects.get(pk=s.pk), meja))
    assert hasil.count(None) == 1
    assert all(isinstance(h, StepRefused) for h in hasil if h is not None)
    assert (NomorSurat.objects.count(), len(penanda.panggilan)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_rungs_of_one_person_and_two_clicks_initial_one_rung(meja: Meja) -> None:
    post = meja.tangga[1]
    Pemangku.objects.filter(pejabat=post).update(user=meja.by["penelaah"].user_id)
    s = meja.konsep()
    flow_keluar.ajukan_paraf(surat=s, tangga=meja.tangga[:2], by=meja.by["penelaah"], now=SENIN)
    dua = [SuratKeluar.objects.get(pk=s.pk) for _ in range(2)]
    hasil = serentak(2, lambda n: flow_keluar.paraf(surat=dua[n], by=meja.by["penelaah"], now=SENIN))
    s.refresh_from_db()
    assert hasil.count(None) in {1, 2}
    assert s.paraf.filter(pada__isnull=False).count() == hasil.count(None)


@pytest.mark.django_db
def test_the_year_ends_at_midnight_in_jakarta(meja: Meja) -> None:
    for waktu, harap in (
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "1/DPPH/12/2026"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "1/DPPH/01/2027"),
    ):
        s = meja.bawa_ke(Status.SIAP_TANDA_TANGAN)
        flow_keluar.nomori(surat=s, by=meja.by[PENANDA_TANGAN], now=waktu)
        assert s.nomor_surat == harap


@pytest.mark.django_db
def test_a_rollback_leaves_no_gap(meja: Meja, monkeypatch: pytest.MonkeyPatch) -> None:
    s = meja.bawa_ke(Status.SIAP_TANDA_TANGAN)

    def macet(*_args: object, **_kwargs: object) -> bytes:
        raise StepRefused("Kertas habis.")

    with monkeypatch.context() as patch:
        patch.setattr("persuratan.naskah.cetak", macet)
        with pytest.raises(StepRefused, match="Kertas habis"), transaction.atomic():
            flow_keluar.nomori(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert not NomorSurat.objects.exists()
    s.refresh_from_db()
    flow_keluar.nomori(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert (s.nomor_surat, s.nomor) == ("1/DPPH/11/2026", "SK202611230001")


@pytest.mark.django_db
def test_each_unit_has_a_series_of_its_own(meja: Meja, orang: dict[str, User]) -> None:
    kepala = Pejabat.objects.create(jabatan="Kepala Pusat Data dan Informasi", unit=unit_lain())
    Pemangku.objects.create(pejabat=kepala, user=orang[PENANDA_TANGAN], mulai=date(2020, 1, 1))
    lain = meja.bawa_ke(Status.DINOMORI)
    s = meja.konsep(penandatangan=kepala, oleh=PENANDA_TANGAN)
    flow_keluar.ajukan_paraf(surat=s, tangga=[], by=meja.by[PENANDA_TANGAN], now=SENIN)
    flow_keluar.nomori(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert (lain.nomor_surat, s.nomor_surat) == ("1/DPPH/11/2026", "1/PUSDATIN/11/2026")


@pytest.mark.django_db
def test_every_number_without_a_valid_letter_is_explained(meja: Meja) -> None:
    unit, tu = meja.direktur.unit, meja.by["petugas_tu"]
    nomor.lanjutkan_dari(unit=unit, tahun=2026, terakhir=40, penjelasan="Buku agenda kertas", by=tu, now=SENIN)
    s = meja.bawa_ke(Status.DINOMORI)
    flow_keluar.batalkan(surat=s, alasan="Salah tujuan.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert meja.bawa_ke(Status.TERBIT).nomor_surat == "42/DPPH/11/2026"
    assert list(nomor.celah(unit=unit, tahun=2026)) == [
        Celah(1, 40, "Buku agenda kertas"),
        Celah(41, 41, "Salah tujuan."),
    ]


@pytest.mark.django_db
def test_a_series_is_never_set_back_and_only_by_tu(meja: Meja) -> None:
    meja.bawa_ke(Status.DINOMORI)
    lanjut = {"unit": meja.direktur.unit, "tahun": 2026, "now": SENIN}
    with pytest.raises(StepRefused, match="sudah dipakai"):
        nomor.lanjutkan_dari(**lanjut, terakhir=1, penjelasan="x", by=meja.by["petugas_tu"])
    with pytest.raises(StepRefused, match="Tulis mengapa"):
        nomor.lanjutkan_dari(**lanjut, terakhir=9, penjelasan=" ", by=meja.by["petugas_tu"])
    with pytest.raises(PermissionDenied):
        nomor.lanjutkan_dari(**lanjut, terakhir=9, penjelasan="x", by=meja.by["verifikator"])
