"""What an operator can do with accounts from the command line."""

import io
import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from akun import demo
from akun.models import User
from inspektorat.models import Inspektorat
from jejak.models import Jejak

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.akun.urls")]


@pytest.fixture
def akun_demo(acuan: None, settings: Any) -> str:
    """Made by the command itself, which is tested here; what it prints."""
    settings.MFA_TOTP_TOLERANCE = 1
    return jalankan("akun_demo")


def jalankan(perintah: str, *argumen: str) -> str:
    keluar = io.StringIO()
    call_command(perintah, *argumen, stdout=keluar, stderr=keluar)
    return keluar.getvalue()


def test_the_demo_accounts_are_printed_with_role_and_password(akun_demo: str) -> None:
    for akun in demo.AKUN:
        assert re.search(rf"{akun.peran.label}\s+{re.escape(akun.email)}\s+{akun.nama}", akun_demo)
    assert f"Kata sandi semua akun: {demo.SANDI}" in akun_demo


def test_two_inspectorates_become_active_once(akun_demo: str) -> None:
    jalankan("akun_demo")
    aktif = Inspektorat.objects.filter(status="aktif").values_list("nama", flat=True)
    assert set(aktif) == {"Inspektorat Kabupaten Boven Digoel", "Inspektorat Kota Bontang"}
    assert Jejak.objects.filter(kejadian="inspektorat.diaktifkan").count() == 2


def test_making_the_demo_accounts_again_brings_back_what_is_printed(akun_demo: str) -> None:
    user = User.objects.get(email="verifikator@demo.example")
    sandi_lain = User.objects.get(email="penelaah@demo.example").password
    user.set_password("lain sama sekali")
    user.is_active, user.peran = False, "pengadu"
    user.save()
    assert jalankan("akun_demo") == akun_demo
    user.refresh_from_db()
    assert user.check_password(demo.SANDI)
    assert (user.is_active, user.peran) == (True, "verifikator")
    assert User.objects.get(email="penelaah@demo.example").password == sandi_lain  # their sessions go on
    assert User.objects.count() == len(demo.AKUN)


def test_the_code_of_the_second_factor_changes_every_half_minute() -> None:
    assert (demo.kode(59)[1], demo.kode(60)[1]) == (1, 30)
    assert demo.kode(30)[0] == demo.kode(59.9)[0] != demo.kode(60)[0]
    assert re.fullmatch(r"\d{6}  \(berlaku \d+ detik lagi\)\n", jalankan("kode_demo"))


@pytest.mark.parametrize("perintah", ["akun_demo", "kode_demo"])
def test_production_refuses_demo_accounts_with_a_sentence(perintah: str, settings: Any) -> None:
    settings.PORTAL_MODE = "produksi"
    with pytest.raises(CommandError, match="produksi"):
        jalankan(perintah)


def test_demo_accounts_need_the_reference_data() -> None:
    with pytest.raises(CommandError, match="muat_acuan"):
        jalankan("akun_demo")


def test_everybody_is_sent_out(client: Client, akun_demo: str) -> None:
    client.post("/akun/login/", {"login": "pengadu@demo.example", "password": demo.SANDI})
    assert client.get("/uji/warga/").status_code == 200
    jumlah = Session.objects.count()
    assert jumlah
    assert jalankan("keluarkan_semua").startswith(f"{jumlah} sesi diakhiri")
    assert client.get("/uji/warga/").status_code == 302


def test_a_new_inspector_sets_the_password_by_the_link_in_the_mail(acuan: None, client: Client) -> None:
    tulisan = jalankan(
        "buat_petugas", "Auditor@Bontang.example", "--nama", "Auditor Baru", "--peran", "auditor_apip",
        "--instansi", "Bontang (Kota)",
    )  # fmt: skip
    assert "dibuat dengan peran Auditor APIP" in tulisan
    user = User.objects.get(email="auditor@bontang.example")
    assert (user.has_usable_password(), str(user.instansi)) == (False, "Pemerintah Kota Bontang")
    alamat = re.search(r"https?://[^/]+(/akun/\S+)", str(mail.outbox[0].body))
    assert alamat
    formulir = client.get(alamat[1], follow=True)
    client.post(formulir.redirect_chain[-1][0], {"password1": "sandi-auditor-2026", "password2": "sandi-auditor-2026"})
    client.post("/akun/login/", {"login": user.email, "password": "sandi-auditor-2026"})
    assert client.get("/akun/saya/").headers["location"] == "/akun/2fa/totp/activate/"
    assert Jejak.objects.get(kejadian="akun.petugas_dibuat").data == {"peran": "auditor_apip"}


def test_the_link_is_printed_when_asked_for_or_when_mail_fails(acuan: None, monkeypatch: pytest.MonkeyPatch) -> None:
    argumen = ("--nama", "A", "--peran", "verifikator", "--unit", "dpph")
    tulisan = jalankan("buat_petugas", "satu@lkpp.example", *argumen, "--cetak-tautan")
    assert "/akun/password/reset/key/" in tulisan
    assert mail.outbox == []

    def mati(*args: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("akun.flow.EmailMultiAlternatives.send", mati)
    assert "/akun/password/reset/key/" in jalankan("buat_petugas", "dua@lkpp.example", *argumen)


@pytest.mark.parametrize(
    ("argumen", "sebab"),
    [
        (("bukan alamat", "--peran", "verifikator"), "valid"),
        (("a@b.example", "--peran", "admin_apip"), "harus punya instansi"),
        (("a@b.example", "--peran", "admin_apip", "--instansi", "Kab. Antah"), "tidak dikenal"),
        (("a@b.example", "--peran", "verifikator", "--unit", "XYZ"), "Yang ada|tidak dikenal"),
        (("ADA@b.example", "--peran", "verifikator"), "sudah punya akun"),
        (("a@b.example", "--peran", "pengadu"), "pengadu"),
    ],
)
def test_a_wrong_account_is_refused_with_a_sentence(acuan: None, argumen: tuple[str, ...], sebab: str) -> None:
    User.objects.create_user("ada@b.example", nama="Ada")
    with pytest.raises(CommandError, match=sebab):
        jalankan("buat_petugas", *argumen, "--nama", "A")
    assert User.objects.count() == 1


def test_after_a_change_of_keys_the_demo_accounts_work_again(akun_demo: str, settings: Any, client: Client) -> None:
    settings.KUNCI_ISI = f"baru:{'C' * 43}"
    jalankan("akun_demo")
    client.post("/akun/login/", {"login": "penelaah@demo.example", "password": demo.SANDI})
    client.post("/akun/2fa/authenticate/", {"code": demo.kode(time.time())[0]})
    assert client.get("/akun/saya/").status_code == 200
