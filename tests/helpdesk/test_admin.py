"""The catalogue of incidents is edited by the system administrator, and by nobody else."""

from django.test import Client

from akun.models import User
from helpdesk.models import JenisGangguan, MejaLayanan
from tests import factories

DAFTAR = "/admin/helpdesk/jenisgangguan/"


def isian(jenis: JenisGangguan, **lain: object) -> dict[str, object]:
    isi = {nama: getattr(jenis, nama) for nama in ("urut", "kode", "nama", "tahapan", "r", "k")}
    return {n: v for n, v in {**isi, "galat_aplikasi": "", "jaringan": "", "aktif": "on", **lain}.items() if v != ""}


def test_a_kind_is_changed_and_switched_off_but_never_deleted(
    meja: dict[str, MejaLayanan], petugas: dict[str, User]
) -> None:
    browser: Client = factories.logged_in(petugas["admin"])
    jenis = JenisGangguan.objects.get(kode="lupa_sandi")
    browser.post(f"{DAFTAR}{jenis.pk}/change/", isian(jenis, tahapan=[4, 2], k=3, aktif=""))
    jenis.refresh_from_db()
    assert (jenis.tahapan, jenis.k, jenis.aktif) == ([2, 4], 3, False)
    assert browser.post(f"{DAFTAR}{jenis.pk}/delete/", {"post": "yes"}).status_code == 403


def test_values_that_cannot_be_are_refused(meja: dict[str, MejaLayanan], petugas: dict[str, User]) -> None:
    browser = factories.logged_in(petugas["admin"])
    jenis = JenisGangguan.objects.get(kode="lupa_sandi")
    for salah in ({"r": 11}, {"k": 0}, {"tahapan": []}, {"tahapan": [13]}):
        assert browser.post(f"{DAFTAR}{jenis.pk}/change/", isian(jenis, **salah)).status_code == 200
    jenis.refresh_from_db()
    assert (jenis.tahapan, jenis.r, jenis.k) == ([2, 3, 4], 1, 2)


def test_others_do_not_get_in(meja: dict[str, MejaLayanan], petugas: dict[str, User]) -> None:
    assert factories.logged_in(petugas["helpdesk"]).get(DAFTAR).status_code != 200
