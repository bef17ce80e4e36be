"""An inspectorate applies, is checked, and its inbox opens, closes and opens again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from akun.actor import SYSTEM, Actor, Peran
from akun.models import Receipt, User
from akun.receipt import new_token
from berkas.putusan import Putusan
from inspektorat import flow
from inspektorat import flow_keanggotaan as keanggotaan_flow
from inspektorat.flow_keanggotaan import DataDasar, DataPermohonan, pemohon
from inspektorat.models import DasarSurat, Inspektorat, Keanggotaan
from inspektorat.petugas import DataPetugas
from inspektorat.status import DIAM, Event, Status
from jejak import trail
from sla import clock, sweep
from sla.stages import StepRefused
from tests.factories import SENIN, UserFactory
from tests.inspektorat.conftest import ADMIN, AUDITOR, berkas, terima

pytestmark = pytest.mark.django_db
Buat = Callable[..., Keanggotaan]
Siapa = Callable[[str], Actor]


def kejadian(row: Keanggotaan) -> list[str]:
    return [j.kejadian for j in trail.of(row)]


def test_an_application_has_number_receipt_letter_and_officers(keanggotaan: Buat) -> None:
    row = keanggotaan()
    assert row.nomor == "INS202611230001"
    assert Receipt.objects.get().objek_tipe == "inspektorat.keanggotaan"
    (dasar,) = DasarSurat.objects.all()
    assert (dasar.nomor_surat, dasar.tanggal_teks, dasar.tanggal_surat) == ("700/ /INSP/2026", "November 2026", None)
    assert [c.surel for c in row.petugas.all()] == [ADMIN.surel, AUDITOR.surel]
    assert row.inspektorat.status == "terdaftar"


@pytest.mark.parametrize(
    ("petugas", "kata"),
    [
        ((DataPetugas("A", "apip.digoel@gmail.com", "admin_apip"),), "e-mail dinas"),
        ((DataPetugas("A", "apip@surat.yahoo.co.id", "admin_apip"),), "e-mail dinas"),
        ((DataPetugas("A", "bukan alamat", "admin_apip"),), "e-mail yang lengkap"),
        ((AUDITOR,), "paling sedikit satu"),
        ((ADMIN, ADMIN), "dua kali"),
    ],
)
def test_officers_have_official_addresses_and_one_is_admin(
    data: Callable[..., DataPermohonan], petugas: tuple[DataPetugas, ...], kata: str
) -> None:
    with pytest.raises(ValidationError, match=kata):
        keanggotaan_flow.ajukan(data=data(petugas=petugas), token=new_token(), now=SENIN)
    assert not Keanggotaan.objects.exists()


def test_an_inspectorate_has_one_membership_at_a_time_and_may_come_again(keanggotaan: Buat) -> None:
    keanggotaan(Status.DIPERIKSA)
    with pytest.raises(StepRefused, match="sudah punya permohonan"):
        keanggotaan()
    Keanggotaan.objects.update(status=Status.DITOLAK)
    assert keanggotaan().status == Status.DIAJUKAN


def test_lkpp_enters_one_without_a_new_letter_only_where_there_is_one(
    data: Callable[..., DataPermohonan], actor: Siapa
) -> None:
    by = actor(Peran.ADMIN_SISTEM)
    with pytest.raises(StepRefused, match="dasar suratnya"):
        keanggotaan_flow.catat(data=data(dasar=None), by=by, now=SENIN)
    isi = data(dasar=None)
    DasarSurat.objects.create(inspektorat=flow.for_instansi(isi.instansi), nomor_surat="-", tanggal_teks="Januari 2023")
    row = keanggotaan_flow.catat(data=isi, by=by, now=SENIN)
    assert (row.asal, row.dicatat_oleh_id, Receipt.objects.count()) == ("lkpp", by.user_id, 0)


def test_what_has_to_be_mended_is_mended_by_whoever_holds_the_receipt(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.PERLU_PERBAIKAN)
    baru = (DataPetugas("Maria Kambu", "m.kambu@bovendigoelkab.go.id", "admin_apip"),)
    surat = DataDasar("-", "Januari 2027", berkas())
    with pytest.raises(PermissionDenied):
        keanggotaan_flow.perbaiki(keanggotaan=row, semua=baru, dasar=surat, by=pemohon("INS1"), now=SENIN)
    keanggotaan_flow.perbaiki(keanggotaan=row, semua=baru, dasar=surat, by=pemohon(row.nomor), now=SENIN)
    assert row.status == Status.DIPERIKSA
    assert [c.surel for c in row.petugas.filter(berakhir_pada=None)] == [baru[0].surel]
    assert row.inspektorat.dasar_surat.count() == 2


def test_letters_without_a_number_are_kept_apart_by_their_dates(keanggotaan: Buat) -> None:
    row = keanggotaan()
    for tanggal in ("24-Feb-22", "Januari 2023", "24-Feb-22"):
        keanggotaan_flow.tambah_dasar(row, DataDasar("-", tanggal))
    tanggal_surat = list(DasarSurat.objects.filter(nomor_surat="-").values_list("tanggal_surat", flat=True))
    assert [str(t) for t in tanggal_surat] == ["2022-02-24", "None"]


def test_nothing_is_approved_while_a_file_is_held_or_an_address_is_somebody_elses(
    keanggotaan: Buat, actor: Siapa
) -> None:
    oleh = {"by": actor(Peran.PEJABAT_DPPH), "now": SENIN}
    row = keanggotaan(Status.DIPERIKSA, dasar=DataDasar("1", "2", berkas(Putusan.KARANTINA)))
    with pytest.raises(StepRefused, match="belum lolos"):
        keanggotaan_flow.setujui(keanggotaan=row, **oleh)
    row.dasar_surat.update(berkas=None)
    UserFactory(email=ADMIN.surel)
    with pytest.raises(StepRefused, match=ADMIN.surel):
        keanggotaan_flow.setujui(keanggotaan=row, **oleh)


def test_the_inbox_opens_only_with_an_admin_who_has_a_second_factor(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.AKUN_DIUNDANG), actor(Peran.PEJABAT_DPPH)
    terima(row, AUDITOR.surel)
    admin = terima(row, ADMIN.surel, kunci=False)
    with pytest.raises(StepRefused, match="kunci kedua"):
        keanggotaan_flow.aktifkan(keanggotaan=row, by=by, now=SENIN)
    admin.authenticator_set.create(type="totp", data={"secret": "x"})
    keanggotaan_flow.aktifkan(keanggotaan=row, by=by, now=SENIN)
    row.inspektorat.refresh_from_db()
    assert (row.status, row.inspektorat.status) == (Status.AKTIF, "aktif")
    assert [j.kejadian for j in trail.of(row.inspektorat)] == ["inspektorat.diaktifkan"]


def test_the_old_way_to_activate_does_not_pass_by_a_membership_that_is_under_way(
    keanggotaan: Buat, actor: Siapa
) -> None:
    row = keanggotaan()
    with pytest.raises(StepRefused, match="halaman keanggotaannya"):
        flow.aktifkan(inspektorat=row.inspektorat, by=actor(Peran.ADMIN_SISTEM), now=SENIN)


def test_suspended_restored_and_ended_the_inbox_follows(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.DITANGGUHKAN), actor(Peran.PEJABAT_DPPH)
    assert Inspektorat.objects.get(pk=row.inspektorat_id).status == "ditangguhkan"
    keanggotaan_flow.pulihkan(keanggotaan=row, by=by, now=SENIN)
    assert Inspektorat.objects.get(pk=row.inspektorat_id).aktif
    keanggotaan_flow.nonaktifkan(keanggotaan=row, alasan="Digabung.", by=by, now=SENIN)
    assert Inspektorat.objects.get(pk=row.inspektorat_id).status == "nonaktif"
    assert not User.objects.get(email=ADMIN.surel).is_active
    assert not clock.running(row).exists()


def test_silence_is_counted_from_the_last_login_and_ends_in_suspension(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    jam = clock.running(row).get(kode=DIAM)
    masuk = SENIN + timedelta(days=40)
    User.objects.filter(email=ADMIN.surel).update(last_login=masuk)
    keanggotaan_flow.senyap(keanggotaan=row, now=jam.jatuh_tempo)
    baru = clock.running(row).get(kode=DIAM)
    row.refresh_from_db()
    assert (row.status, baru.mulai_pada, row.jatuh_tempo) == (Status.AKTIF, masuk, baru.jatuh_tempo)
    assert (baru.jatuh_tempo.date() - masuk.date()).days == 90
    keanggotaan_flow.senyap(keanggotaan=row, now=baru.jatuh_tempo)
    row.refresh_from_db()
    assert row.status == Status.DITANGGUHKAN
    assert Inspektorat.objects.get(pk=row.inspektorat_id).status == "ditangguhkan"


def test_a_login_does_not_restore_by_itself(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.DITANGGUHKAN)
    nanti = SENIN + timedelta(days=1)
    User.objects.filter(email=ADMIN.surel).update(last_login=nanti)
    assert not keanggotaan_flow.ada_yang_masuk(keanggotaan=row, now=nanti)
    keanggotaan_flow.senyap(keanggotaan=row, now=nanti)
    row.refresh_from_db()
    assert row.status == Status.DITANGGUHKAN


def test_the_sweep_rings_before_silence_and_at_its_end(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKTIF)
    jam = clock.running(row).get(kode=DIAM)
    sweep.sweep(now=jam.jatuh_tempo - timedelta(days=1))
    assert kejadian(row)[-1] == Event.DIINGATKAN
    sweep.sweep(now=jam.jatuh_tempo)
    assert kejadian(row)[-1] == Event.TERLAMBAT


def test_only_lkpps_managers_take_a_step(keanggotaan: Buat, actor: Siapa) -> None:
    row = keanggotaan()
    for peran in sorted(set(Peran) - {Peran.SISTEM, Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM}):
        with pytest.raises(PermissionDenied):
            keanggotaan_flow.periksa(keanggotaan=row, by=actor(peran), now=SENIN)
    keanggotaan_flow.periksa(keanggotaan=row, by=SYSTEM, now=SENIN)
