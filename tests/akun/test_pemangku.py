"""Who holds an office: what cannot be is said, and every change is on the trail."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from akun import demo, pemangku
from akun.actor import Actor
from akun.models import Pejabat, Pemangku, Unit, User
from jejak.models import Jejak

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]
TAMBAH = "/admin/akun/pemangku/add/"


@pytest.fixture
def admin(masuk_demo: Callable[[str], Client]) -> Client:
    client = masuk_demo("admin")
    client.post("/akun/reauthenticate/", {"password": demo.SANDI})
    return client


@pytest.fixture
def isi(admin: Client) -> dict[str, Any]:
    pejabat = Pejabat.objects.create(jabatan="Kepala Contoh", unit=Unit.objects.create(kode="CTH", nama="Contoh"))
    return {
        "pejabat": pejabat.pk,
        "user": User.objects.get(email="verifikator@demo.example").pk,
        "sebagai": "definitif",
        "mulai": "2026-01-01",
        "sampai": "",
    }


def lain() -> int:
    return User.objects.get(email="penelaah@demo.example").pk


def test_a_holder_is_entered_ended_and_both_are_on_the_trail(admin: Client, isi: dict[str, Any]) -> None:
    assert admin.post(TAMBAH, isi).status_code == 302
    row = Pemangku.objects.get(pejabat=isi["pejabat"])
    data = {"sebagai": "definitif", "mulai": "2026-01-01", "sampai": "2026-11-30", "user": lain()}
    assert admin.post(f"/admin/akun/pemangku/{row.pk}/change/", data).status_code == 302
    row.refresh_from_db()
    assert (row.sampai, row.user_id) == (date(2026, 11, 30), isi["user"])
    trail = Jejak.objects.filter(objek_tipe="akun.pemangku", objek_id=row.pk).order_by("id")
    assert [j.kejadian for j in trail] == ["akun.pemangku_dicatat", "akun.pemangku_diubah"]
    assert trail[1].data["sampai"] == "2026-11-30"
    assert admin.post(f"/admin/akun/pemangku/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin.get("/admin/akun/pemangku/", {"q": "kepala"}).status_code == 200


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"sampai": "2025-12-31"}, "lebih awal daripada tanggal mulai"),
        ({"sebagai": "plt"}, "selalu berbatas waktu"),
        ({"sebagai": "plh"}, "selalu berbatas waktu"),
        ({"user": "admin"}, "bukan pegawai LKPP yang aktif"),
        ({"user": "pengadu"}, "bukan pegawai LKPP yang aktif"),
    ],
)
def test_what_cannot_be_is_said(ganti: dict[str, str], kata: str, admin: Client, isi: dict[str, Any]) -> None:
    if "user" in ganti:
        ganti = {"user": User.objects.filter(email__startswith=ganti["user"]).values_list("pk", flat=True)[0]}
    jawaban = admin.post(TAMBAH, isi | ganti)
    assert jawaban.status_code == 200
    assert kata in jawaban.content.decode()
    assert not Pemangku.objects.filter(pejabat=isi["pejabat"]).exists()


def test_an_office_has_one_holder_at_a_time_and_deputies_beside_him(admin: Client, isi: dict[str, Any]) -> None:
    admin.post(TAMBAH, isi)
    dua = admin.post(TAMBAH, isi | {"user": lain(), "mulai": "2026-06-01"})
    assert "dipangku" in dua.content.decode()
    assert "1 Januari 2026" in dua.content.decode()
    sama = admin.post(TAMBAH, isi | {"sebagai": "plh", "mulai": "2026-06-01", "sampai": "2026-06-02"})
    assert "bertumpuk" in sama.content.decode()
    plh = isi | {"user": lain(), "sebagai": "plh", "mulai": "2026-06-01", "sampai": "2026-06-02"}
    assert admin.post(TAMBAH, plh).status_code == 302
    assert Pemangku.objects.filter(pejabat=isi["pejabat"]).count() == 2


def test_only_the_administrator_writes_it(admin: Client, isi: dict[str, Any]) -> None:
    row = Pemangku(pejabat_id=isi["pejabat"], user_id=isi["user"], mulai=date(2026, 1, 1))
    by = Actor.of(User.objects.get(email="pejabat@demo.example"))
    with pytest.raises(PermissionDenied):
        pemangku.simpan(pemangku=row, kolom=(), by=by, now=timezone.now())
