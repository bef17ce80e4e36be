"""A complaint for an inspectorate outside the portal: drafted as a letter, moved by its dispatch."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test import Client

from akun.actor import Actor
from akun.models import Pejabat, Pemangku, Unit, User
from berkas import cetak
from jejak import outbox
from pengaduan import flow, flow_apip, flow_pelimpahan
from pengaduan.models import Eskalasi, Pengaduan
from pengaduan.status import Status, StatusPublik
from persuratan import cetak_keluar, flow_keluar, naskah
from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status as Surat
from sla.stages import StepRefused
from tests import factories
from tests.factories import IDENTITAS, SENIN
from tests.persuratan.keluar import SANDI, PenandaPalsu

P = "pejabat_dpph"


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""


@pytest.fixture
def kasus(
    kebijakan: None,
    orang: dict[str, User],
    mesin_cetak: list[naskah.Isi],
    penanda: PenandaPalsu,
    monkeypatch: pytest.MonkeyPatch,
) -> Pengaduan:
    """A case that is ready to be passed on, for an inspectorate that is not on the portal; the director signs."""
    unit = Unit.objects.create(kode="DPPH", nama="Direktorat Penanganan Permasalahan Hukum")
    post = Pejabat.objects.create(jabatan=flow_pelimpahan.JABATAN, unit=unit)
    Pemangku.objects.create(pejabat=post, user=orang[P], mulai=date(2020, 1, 1))
    p = factories.bawa_ke(Status.SIAP_ESKALASI, orang)
    type(flow.tujuan(p)).objects.update(status="terdaftar")
    monkeypatch.setattr(cetak, "pdf", lambda _templat, konteks: f"%PDF {konteks['dosir']}".encode())
    return p


def konsep(p: Pengaduan, orang: dict[str, User], oleh: str = P) -> SuratKeluar:
    return flow_pelimpahan.konsep_pelimpahan(pengaduan=p, by=Actor.of(orang[oleh]), now=SENIN)


def terbit(p: Pengaduan, orang: dict[str, User]) -> SuratKeluar:
    """The letter as it was drafted, signed."""
    by, s = Actor.of(orang[P]), konsep(p, orang)
    flow_keluar.ajukan_paraf(surat=s, tangga=[], by=by, now=SENIN)
    flow_keluar.tanda_tangani(surat=s, sandi=SANDI, by=by, now=SENIN)
    return s


def kirim(s: SuratKeluar, orang: dict[str, User]) -> None:
    flow_keluar.kirim(surat=s, cara="cetak", by=Actor.of(orang["petugas_tu"]), now=SENIN)
    while outbox.deliver(now=SENIN):
        pass


@pytest.mark.django_db
def test_the_letter_is_drafted_secret_and_for_the_director(kasus: Pengaduan, orang: dict[str, User]) -> None:
    s = konsep(kasus, orang)
    assert (s.status, s.jenis, s.rahasia, s.pengaduan_nomor) == (Surat.KONSEP, "pelimpahan", True, kasus.nomor)
    assert s.penandatangan is not None
    assert s.penandatangan.jabatan == "Direktur Penanganan Permasalahan Hukum"
    assert s.tujuan.startswith("Inspektorat")
    assert kasus.nomor in s.perihal
    assert "56123407; 10102858000" in s.isi
    assert "23 November 2026" in s.isi
    assert "lampiran surat ini" in s.isi


@pytest.mark.django_db
def test_nothing_of_the_identity_goes_into_letter_or_dossier(kasus: Pengaduan, orang: dict[str, User]) -> None:
    s = konsep(kasus, orang)
    dosir = b"".join(cetak_keluar.isi_berkas(satu.berkas) for satu in s.lampiran.all()).decode()
    assert kasus.nama_paket in dosir
    for teks in (s.isi, s.perihal, s.tujuan, dosir):
        for rahasia in (IDENTITAS.nama, "Wambrauw", IDENTITAS.surel, IDENTITAS.telepon, IDENTITAS.nomor_identitas):
            assert rahasia not in teks


@pytest.mark.django_db
def test_the_case_moves_when_the_letter_leaves_and_not_before(kasus: Pengaduan, orang: dict[str, User]) -> None:
    s = terbit(kasus, orang)
    while outbox.deliver(now=SENIN):
        pass
    kasus.refresh_from_db()
    assert (kasus.status, kasus.eskalasi.count()) == (Status.SIAP_ESKALASI, 0)
    kirim(s, orang)
    kasus.refresh_from_db()
    assert (kasus.status, kasus.status_publik) == (Status.DIESKALASI, StatusPublik.DITERUSKAN)
    satu = kasus.eskalasi.get()
    assert (satu.jalur, satu.surat, satu.diteruskan_pada) == (Eskalasi.Jalur.SURAT, s, SENIN)


@pytest.mark.django_db
def test_a_case_that_went_on_without_it_stays_where_it_is(kasus: Pengaduan, orang: dict[str, User]) -> None:
    s = terbit(kasus, orang)
    factories.aktifkan(kasus.instansi)
    flow.eskalasi(pengaduan=kasus, by=Actor.of(orang[P]), now=SENIN)
    kirim(s, orang)
    kasus.refresh_from_db()
    assert [e.jalur for e in kasus.eskalasi.all()] == [Eskalasi.Jalur.PORTAL]


@pytest.mark.django_db
def test_one_letter_at_a_time_and_another_after_it_was_given_up(kasus: Pengaduan, orang: dict[str, User]) -> None:
    s = konsep(kasus, orang)
    with pytest.raises(StepRefused, match="sedang disiapkan"):
        konsep(kasus, orang)
    flow_keluar.batalkan(surat=s, alasan="Salah alamat.", by=Actor.of(orang[P]), now=SENIN)
    assert konsep(kasus, orang).pk != s.pk


@pytest.mark.django_db
def test_an_active_inspectorate_and_an_officer_without_the_right_get_no_letter(
    kasus: Pengaduan, orang: dict[str, User]
) -> None:
    with pytest.raises(PermissionDenied):
        konsep(kasus, orang, "verifikator")
    factories.aktifkan(kasus.instansi)
    with pytest.raises(StepRefused, match="aktif di portal"):
        konsep(kasus, orang)


@pytest.mark.django_db
def test_a_machine_that_cannot_print_drafts_without_the_dossier(
    kasus: Pengaduan, orang: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def tanpa_pango(*_args: object) -> bytes:
        raise cetak.PdfTidakTersedia

    monkeypatch.setattr(cetak, "pdf", tanpa_pango)
    assert konsep(kasus, orang).lampiran.count() == 0


@pytest.mark.django_db
def test_an_inspectorate_that_joins_later_goes_on_in_its_inbox(kasus: Pengaduan, orang: dict[str, User]) -> None:
    by = Actor.of(orang[P])
    kirim(terbit(kasus, orang), orang)
    kasus.refresh_from_db()
    with pytest.raises(StepRefused, match="tidak sedang menunggu kotak"):
        flow_pelimpahan.ke_kotak_masuk(pengaduan=kasus, by=by, now=SENIN)
    factories.aktifkan(kasus.instansi)
    flow_pelimpahan.ke_kotak_masuk(pengaduan=kasus, by=by, now=SENIN)
    flow_apip.terima_apip(pengaduan=kasus, by=Actor.of(orang["admin_apip"]), now=SENIN)
    assert kasus.status == Status.DITERIMA_APIP


@pytest.mark.django_db(transaction=True)
def test_two_clicks_draft_one_letter(kasus: Pengaduan, orang: dict[str, User]) -> None:
    hasil: list[object] = []
    mulai = threading.Barrier(2)

    def klik() -> None:
        try:
            mulai.wait(10)
            hasil.append(konsep(Pengaduan.objects.get(pk=kasus.pk), orang).pk)
        except StepRefused:
            hasil.append(None)
        finally:
            connections.close_all()

    utas = [threading.Thread(target=klik) for _ in range(2)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(30)
    assert hasil.count(None) == 1
    assert SuratKeluar.objects.filter(pengaduan_nomor=kasus.nomor).count() == 1


@pytest.mark.django_db
def test_the_officer_drafts_it_from_the_case_and_its_page_says_so_afterwards(
    kasus: Pengaduan, orang: dict[str, User], masuk: Any
) -> None:
    browser: Client = masuk(P)
    alamat = f"/pengaduan/kasus/{kasus.nomor}/konsep_pelimpahan/"
    assert browser.get(alamat).status_code == 200
    assert browser.post(alamat).status_code == 302
    assert SuratKeluar.objects.get().konseptor == orang[P]
    assert "sedang disiapkan" in browser.get(alamat).content.decode()
