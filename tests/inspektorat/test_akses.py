"""Every role at every stage of a membership: who sees it, and which steps are open to him."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from akun.actor import SYSTEM, Actor, Peran
from inspektorat import flow_keanggotaan, flow_petugas
from inspektorat.flow_keanggotaan import DataDasar, pemohon
from inspektorat.models import PEMBACA, CalonPetugas, Keanggotaan, Undangan
from inspektorat.status import STAGES, Status
from inspektorat.views.bergabung_langkah import LANGKAH
from inspektorat.views.bergabung_lembar import Lembar
from jejak import trail
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.inspektorat.conftest import ADMIN, SANDI, undangan_dari

pytestmark = pytest.mark.django_db
Buat = Callable[..., Keanggotaan]
S = Status
PENGELOLA = {Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM}
TABEL: dict[str, set[str]] = {
    S.DIAJUKAN: {"periksa", "tolak"},
    S.DIPERIKSA: {"setujui", "minta_perbaikan", "tolak"},
    S.PERLU_PERBAIKAN: {"catat_perbaikan", "tolak"},
    S.DISETUJUI: {"undang", "nonaktifkan"},
    S.AKUN_DIUNDANG: {"undang", "ganti_petugas", "nonaktifkan"},  # to activate, an admin has to be ready
    S.AKTIF: {"undang", "ganti_petugas", "tangguhkan", "nonaktifkan"},
    S.DITANGGUHKAN: {"undang", "ganti_petugas", "pulihkan", "nonaktifkan"},
    S.NONAKTIF: set(),
    S.DITOLAK: set(),
}
SEMUA = sorted(set(Peran) - {Peran.SISTEM})


def panggilan(row: Keanggotaan, by: Actor) -> dict[str, Callable[[], object]]:
    """Every function that changes a membership, called by somebody."""
    oleh = {"keanggotaan": row, "by": by, "now": SENIN}
    f, p = flow_keanggotaan, flow_petugas
    return {
        "periksa": lambda: f.periksa(**oleh),
        "setujui": lambda: f.setujui(**oleh),
        "minta_perbaikan": lambda: f.minta_perbaikan(**oleh, catatan="x"),
        "catat_perbaikan": lambda: f.perbaiki(**oleh, semua=[ADMIN], dasar=None),
        "tolak": lambda: f.tolak(**oleh, alasan="x"),
        "undang": lambda: p.undang(**oleh),
        "aktifkan": lambda: f.aktifkan(**oleh),
        "tangguhkan": lambda: f.tangguhkan(**oleh, alasan="x"),
        "pulihkan": lambda: f.pulihkan(**oleh),
        "nonaktifkan": lambda: f.nonaktifkan(**oleh, alasan="x"),
        "ganti_petugas": lambda: p.ganti_petugas(**oleh, dasar=DataDasar("1", "2"), keluar=[], masuk=[ADMIN]),
    }


def test_the_table_knows_every_status_and_step() -> None:
    assert set(TABEL) == set(Status) == set(STAGES.limits)
    assert {langkah.nama for langkah in LANGKAH} == {n for nama in TABEL.values() for n in nama} | {"aktifkan"}


@pytest.mark.parametrize("status", list(Status))
def test_which_steps_are_open_to_whom(keanggotaan: Buat, actor: Callable[[str], Actor], status: str) -> None:
    row = keanggotaan(status)
    for peran in SEMUA:
        lembar = Lembar(row, actor(peran), SENIN)
        boleh = {k.nama for k in LANGKAH if k().halangan(lembar) is None}
        assert boleh == (TABEL[status] if peran in PENGELOLA else set()), peran


@pytest.mark.parametrize("status", list(Status))
def test_nobody_else_gets_past_the_flow(keanggotaan: Buat, actor: Callable[[str], Actor], status: str) -> None:
    row = keanggotaan(status)
    sebelum = trail.of(row).count()
    for siapa in [*(actor(p) for p in SEMUA if p not in PENGELOLA), pemohon("INS999"), Actor.pengadu("PGD1")]:
        for nama, panggil in panggilan(row, siapa).items():
            with pytest.raises(PermissionDenied):
                panggil()
            assert trail.of(row).count() == sebelum, (siapa.peran, nama)


@pytest.mark.parametrize("status", list(Status))
def test_a_step_that_is_not_open_is_refused_to_its_owner_too(
    keanggotaan: Buat, actor: Callable[[str], Actor], status: str
) -> None:
    row = keanggotaan(status)
    for nama, panggil in panggilan(row, actor(Peran.PEJABAT_DPPH)).items():
        if nama not in TABEL[status]:
            with pytest.raises(StepRefused):
                panggil()
    row.refresh_from_db()
    assert row.status == status


@pytest.mark.parametrize("status", list(Status))
def test_who_sees_it(keanggotaan: Buat, actor: Callable[[str], Actor], status: str) -> None:
    row = keanggotaan(status)
    melihat = {p for p in SEMUA if Keanggotaan.objects.visible_to(actor(p)).exists()}
    assert melihat == PEMBACA
    assert Keanggotaan.objects.visible_to(pemohon(row.nomor)).exists()
    assert Keanggotaan.objects.visible_to(SYSTEM).exists()
    assert not Keanggotaan.objects.visible_to(pemohon("INS202611239999")).exists()


def test_the_pages_ask_the_same(keanggotaan: Buat, masuk: Callable[[str], Client], client: Client) -> None:
    row = keanggotaan(S.AKTIF)
    alamat = [reverse(f"inspektorat:{k.nama}", args=[row.nomor]) for k in LANGKAH]
    alamat += [reverse("inspektorat:keanggotaan", args=[row.nomor]), reverse("inspektorat:keanggotaan_daftar")]
    for url in alamat:
        assert client.get(url).status_code == 302, url
    for peran in SEMUA:
        if peran in PEMBACA:
            continue
        browser = masuk(peran)
        for url in alamat:
            assert browser.get(url).status_code == 403, (peran, url)
    pimpinan = masuk(Peran.PIMPINAN)
    assert pimpinan.get(reverse("inspektorat:keanggotaan", args=[row.nomor])).status_code == 200
    assert pimpinan.post(reverse("inspektorat:undang", args=[row.nomor])).status_code == 403
    assert pimpinan.get(reverse("inspektorat:keanggotaan_catat")).status_code == 403


@pytest.mark.parametrize("status", list(Status))
def test_an_invitation_is_good_only_while_the_membership_is(keanggotaan: Buat, status: str) -> None:
    row = keanggotaan(status)
    calon = row.petugas.order_by("id").last()
    Undangan.objects.filter(calon=calon).update(dicabut_pada=SENIN)
    CalonPetugas.objects.filter(pk=calon.pk).update(berakhir_pada=None)
    Undangan.objects.create(calon=calon, dibuat_pada=SENIN, kedaluwarsa_pada=SENIN.replace(year=2030))
    token = undangan_dari(row)[calon.surel]
    if status in {S.AKUN_DIUNDANG, S.AKTIF, S.DITANGGUHKAN}:
        assert flow_petugas.terima_undangan(token=token, sandi=SANDI, now=SENIN).peran == calon.peran
    else:
        with pytest.raises(flow_petugas.UndanganDitolak):
            flow_petugas.terima_undangan(token=token, sandi=SANDI, now=SENIN)
