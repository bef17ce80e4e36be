"""Invitations are good once and for a time; a new letter replaces officers, and their cases fall to the admin."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from akun.actor import Actor, Peran
from akun.models import User
from inspektorat import flow_petugas
from inspektorat.flow_keanggotaan import DataDasar
from inspektorat.flow_petugas import UndanganDitolak, ganti_petugas, undang
from inspektorat.models import Inspektorat, Keanggotaan, Undangan
from inspektorat.petugas import DataPetugas, admin_siap, siap
from inspektorat.status import Event, Status
from jejak import outbox, trail
from sla.stages import StepRefused
from tests.factories import SENIN, UserFactory
from tests.inspektorat.conftest import ADMIN, AUDITOR, SANDI, terima, undangan_dari

pytestmark = pytest.mark.django_db
Buat = Callable[..., Keanggotaan]
Siapa = Callable[[str], Actor]
BARU = DataPetugas("Agus Rahawarin", "agus.r@bovendigoelkab.go.id", "admin_apip")
SURAT = DataDasar("-", "Januari 2027")


def test_an_invitation_makes_an_account_with_role_institution_and_confirmed_address(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    user = terima(row, kunci=False)
    assert (user.peran, user.instansi, user.check_password(SANDI)) == ("admin_apip", row.inspektorat.instansi, True)
    assert user.emailaddress_set.get().verified
    assert not siap(user)
    assert trail.of(row).last().kejadian == Event.UNDANGAN_DITERIMA


def test_an_invitation_is_good_once(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    token = undangan_dari(row)[ADMIN.surel]
    flow_petugas.terima_undangan(token=token, sandi=SANDI, now=SENIN)
    with pytest.raises(UndanganDitolak):
        flow_petugas.terima_undangan(token=token, sandi="lain-lagi-sekali-ini", now=SENIN)


def test_an_invitation_expires_by_policy(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    sampai = Undangan.objects.first().kedaluwarsa_pada
    assert (sampai.date() - SENIN.date()).days == 7
    token = undangan_dari(row)[ADMIN.surel]
    assert flow_petugas.buka_undangan(token, now=sampai - timedelta(seconds=1))
    with pytest.raises(UndanganDitolak):
        flow_petugas.buka_undangan(token, now=sampai)


def test_who_is_invited_again_uses_the_new_link_only(keanggotaan: Buat, actor: Siapa) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    lama = undangan_dari(row)[ADMIN.surel]
    undang(keanggotaan=row, by=actor(Peran.ADMIN_SISTEM), now=SENIN)
    with pytest.raises(UndanganDitolak):
        flow_petugas.buka_undangan(lama, now=SENIN)
    assert terima(row).email == ADMIN.surel
    undang(keanggotaan=row, by=actor(Peran.ADMIN_SISTEM), now=SENIN)
    assert list(undangan_dari(row)) == [AUDITOR.surel]


def test_the_token_stands_in_the_mail_and_nowhere_else(keanggotaan: Buat) -> None:
    keanggotaan(Status.AKUN_DIUNDANG)
    outbox.deliver(now=SENIN)
    surat = {m.to[0]: m for m in mail.outbox}
    assert set(surat) == {ADMIN.surel, AUDITOR.surel}
    token = surat[ADMIN.surel].body.split("/inspektorat/undangan/")[1].split("/")[0]
    assert flow_petugas.buka_undangan(token, now=SENIN).calon.surel == ADMIN.surel
    assert token not in str(list(Undangan.objects.values()))
    outbox.deliver(now=SENIN)
    assert len(mail.outbox) == 2


def test_a_mail_that_does_not_leave_is_tried_again_with_another_token(
    keanggotaan: Buat, monkeypatch: pytest.MonkeyPatch
) -> None:
    keanggotaan(Status.AKUN_DIUNDANG)
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMultiAlternatives, "send", lambda self: (_ for _ in ()).throw(OSError))
        outbox.deliver(now=SENIN)
    assert not Undangan.objects.exclude(token_hash="").exists()
    outbox.deliver(now=SENIN + timedelta(hours=1))
    assert len(mail.outbox) == 2


def test_nobody_is_invited_before_approval_or_to_anothers_address(keanggotaan: Buat, actor: Siapa) -> None:
    row = keanggotaan(Status.DIPERIKSA)
    with pytest.raises(StepRefused, match="sesudah permohonan disetujui"):
        undang(keanggotaan=row, by=actor(Peran.PEJABAT_DPPH), now=SENIN)
    with pytest.raises(PermissionDenied):
        undang(keanggotaan=row, by=actor(Peran.PENELAAH), now=SENIN)


def test_an_address_that_became_somebody_elses_opens_no_account(keanggotaan: Buat) -> None:
    row = keanggotaan(Status.AKUN_DIUNDANG)
    UserFactory(email=ADMIN.surel)
    with pytest.raises(StepRefused, match="sudah punya akun lain"):
        terima(row)


def test_one_of_two_admins_is_replaced_and_the_inbox_stays_open(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.AKTIF), actor(Peran.PEJABAT_DPPH)
    auditor = terima(row, AUDITOR.surel)
    versi = auditor.sesi_versi
    ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=[auditor], masuk=[BARU], by=by, now=SENIN)
    auditor.refresh_from_db()
    assert (auditor.is_active, auditor.sesi_versi) == (False, versi + 1)
    assert row.status == Status.AKTIF
    assert {c.surel for c in row.petugas.filter(berakhir_pada=None)} == {ADMIN.surel, BARU.surel}
    assert row.inspektorat.dasar_surat.filter(nomor_surat="-", tanggal_surat=None).exists()
    assert list(undangan_dari(row)) == [BARU.surel]


def test_where_the_only_admin_leaves_the_inbox_waits_for_the_next(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.AKTIF), actor(Peran.PEJABAT_DPPH)
    ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=admin_siap(row.inspektorat), masuk=[BARU], by=by, now=SENIN)
    assert (row.status, Inspektorat.objects.get(pk=row.inspektorat_id).status) == (Status.AKUN_DIUNDANG, "terdaftar")
    assert terima(row, BARU.surel).is_active


def test_somebody_always_is_admin(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.AKTIF), actor(Peran.PEJABAT_DPPH)
    semua = admin_siap(row.inspektorat)
    with pytest.raises(StepRefused, match="tidak ada Admin APIP"):
        ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=semua, masuk=[], by=by, now=SENIN)
    gratis = [DataPetugas("X", "x@gmail.com", "admin_apip")]
    with pytest.raises(ValidationError, match="e-mail dinas"):
        ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=semua, masuk=gratis, by=by, now=SENIN)
    assert User.objects.get(pk=semua[0].pk).is_active


def test_whoever_comes_back_gets_a_new_password_and_second_factor(keanggotaan: Buat, actor: Siapa) -> None:
    row, by = keanggotaan(Status.AKTIF), actor(Peran.PEJABAT_DPPH)
    auditor = terima(row, AUDITOR.surel)
    ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=[auditor], masuk=[], by=by, now=SENIN)
    lagi = DataPetugas(AUDITOR.nama, AUDITOR.surel, "admin_apip")
    ganti_petugas(keanggotaan=row, dasar=SURAT, keluar=[], masuk=[lagi], by=by, now=SENIN)
    kembali = terima(row, AUDITOR.surel, kunci=False)
    assert (kembali.pk, kembali.peran, kembali.is_active) == (auditor.pk, "admin_apip", True)
    assert not siap(kembali)
