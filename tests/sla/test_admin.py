"""What decides when a case is late is changed only by whoever shows the password again, and never without a trail."""

import time
from typing import Any

import pytest
from django.test import Client

from akun.models import User
from jejak.models import Jejak
from sla.models import HariLibur, Kebijakan
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
LIBUR = {"tanggal": "2026-11-30", "jenis": "nasional", "nama": "Hari Contoh"}


@pytest.fixture
def admin(orang: dict[str, User]) -> Client:
    return factories.logged_in(orang["admin_sistem"])


@pytest.fixture
def admin_pasti(admin: Client) -> Client:
    """Has typed the password once more."""
    session = admin.session
    catatan = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] += [catatan]
    session.save()
    return admin


def isian(k: Kebijakan, **ubah: Any) -> dict[str, Any]:
    kolom = ("nama", "jumlah", "satuan", "pengingat", "eskalasi_2", "eskalasi_3", "dasar_hukum")
    return {nama: getattr(k, nama) for nama in kolom} | {"kebijakan_internal": "on"} | ubah


def jejak(kejadian: str) -> list[dict[str, Any]]:
    return list(Jejak.objects.filter(kejadian=kejadian).order_by("pk").values_list("data", flat=True))


def test_a_change_asks_for_the_password_again(admin: Client) -> None:
    k, libur = Kebijakan.objects.get(kode="pengaduan.verifikasi"), HariLibur.objects.first()
    assert libur is not None
    hapus = {"action": "delete_selected", "_selected_action": [libur.pk], "post": "yes"}
    for alamat, isi in (
        (f"sla/kebijakan/{k.pk}/change/", isian(k, jumlah=99)),
        ("sla/harilibur/add/", LIBUR),
        (f"sla/harilibur/{libur.pk}/delete/", {"post": "yes"}),
        ("sla/harilibur/", hapus),
    ):
        assert "reauthenticate" in admin.post(f"/admin/{alamat}", isi).headers["location"]
    assert Kebijakan.objects.get(pk=k.pk).jumlah == k.jumlah
    assert HariLibur.objects.filter(pk=libur.pk).exists()
    assert not HariLibur.objects.filter(nama="Hari Contoh").exists()


def test_a_changed_policy_leaves_a_trail(admin_pasti: Client) -> None:
    k = Kebijakan.objects.get(kode="pengaduan.verifikasi")
    ubah = isian(k, jumlah=k.jumlah + 4, kebijakan_internal="on" if k.kebijakan_internal else "")
    admin_pasti.post(f"/admin/sla/kebijakan/{k.pk}/change/", ubah)
    [data] = jejak("sla.kebijakan_diubah")
    assert (data["kode"], data["jumlah"], data["kolom"]) == (k.kode, k.jumlah + 4, ["jumlah"])


def test_holidays_made_changed_and_deleted_leave_a_trail(admin_pasti: Client) -> None:
    admin_pasti.post("/admin/sla/harilibur/add/", LIBUR)
    libur = HariLibur.objects.get(nama="Hari Contoh")
    admin_pasti.post(f"/admin/sla/harilibur/{libur.pk}/change/", LIBUR | {"tanggal": "2026-12-01"})
    admin_pasti.post(f"/admin/sla/harilibur/{libur.pk}/delete/", {"post": "yes"})
    assert not HariLibur.objects.filter(pk=libur.pk).exists()
    assert jejak("sla.libur_diubah") == [
        {"tanggal": "2026-11-30", "baru": True, "kolom": ["jenis", "nama", "tanggal"]},
        {"tanggal": "2026-12-01", "baru": False, "kolom": ["tanggal"]},
        {"tanggal": "2026-12-01", "dihapus": True},
    ]


def test_many_holidays_deleted_at_once_leave_a_trail_each(admin_pasti: Client) -> None:
    dua = [libur.pk for libur in HariLibur.objects.all()[:2]]
    hapus = {"action": "delete_selected", "_selected_action": dua, "post": "yes"}
    admin_pasti.post("/admin/sla/harilibur/", hapus)
    assert not HariLibur.objects.filter(pk__in=dua).exists()
    assert [data["dihapus"] for data in jejak("sla.libur_diubah")] == [True, True]
