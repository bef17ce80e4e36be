"""What the desk reads of a list: counts that stop, pages, rows as values, and the place of a case."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from akun import terbatas
from akun.actor import Actor
from akun.models import User
from pengaduan import daftar, flow, flow_usulan
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from pengaduan.tabel import Pembaca
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Siapa = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def test_counts_and_keys_stop_at_the_limit(monkeypatch: pytest.MonkeyPatch, actor: Siapa) -> None:
    monkeypatch.setattr(terbatas, "BATAS", 2)
    monkeypatch.setattr(daftar, "BATAS", 2)
    for _ in range(4):
        factories.ajukan()
    jumlah, kunci = daftar.baca(Pembaca(actor("pimpinan"), SENIN), Pengaduan.objects.order_by("-id"))
    assert (jumlah["semua"], jumlah["lewat"]) == (3, 0)
    assert kunci == sorted(Pengaduan.objects.values_list("pk", flat=True), reverse=True)[:3]
    halaman = terbatas.PaginatorTerbatas(kunci)
    assert (halaman.count, halaman.jumlah) == (2, "1.000+")


def test_a_list_that_cannot_hold_anything_has_no_keys(actor: Siapa) -> None:
    factories.ajukan()
    jumlah, kunci = daftar.baca(Pembaca(actor("verifikator"), SENIN), Pengaduan.objects.none())
    assert (jumlah["semua"], jumlah["bebas"], kunci) == (1, 1, [])


def test_the_counts_go_with_the_clock(actor: Siapa) -> None:
    tempo = factories.ajukan().jatuh_tempo or SENIN

    def jumlah(sesudah: timedelta) -> list[int]:
        hitung, _kunci = daftar.baca(Pembaca(actor("verifikator"), tempo + sesudah), Pengaduan.objects.none())
        return [hitung["lewat"], hitung["hari_ini"]]

    assert jumlah(timedelta(0)) == [0, 1]
    assert jumlah(timedelta(minutes=1)) == [1, 1]
    assert jumlah(timedelta(days=-1)) == [0, 0]
    assert jumlah(timedelta(days=1)) == [1, 0]


def test_the_counts_go_with_the_reader(actor: Siapa, orang: dict[str, User]) -> None:
    p, milik = factories.ajukan(), factories.ajukan()
    flow.ambil(pengaduan=milik, by=actor("verifikator"), now=SENIN)

    def jumlah(siapa: str) -> dict[str, int]:
        return daftar.baca(Pembaca(Actor.of(orang[siapa]), SENIN), Pengaduan.objects.none())[0]

    assert [jumlah("verifikator")[k] for k in ("perlu", "milik", "bebas", "semua")] == [2, 1, 1, 2]
    assert [jumlah("verifikator_2")[k] for k in ("perlu", "milik", "bebas", "semua")] == [1, 0, 1, 2]
    assert p.instansi is not None
    orang["verifikator"].konflik.add(p.instansi)
    assert set(jumlah("verifikator").values()) == {0}
    assert jumlah("verifikator_2")["semua"] == 2


def test_a_proposal_is_counted_until_it_is_decided(actor: Siapa, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang)

    def perlu() -> int:
        return daftar.baca(Pembaca(actor("pejabat_dpph"), SENIN), Pengaduan.objects.none())[0]["perlu"]

    assert perlu() == 0
    by = actor("verifikator")
    usulan = flow_usulan.usulkan(pengaduan=p, langkah="tolak", alasan="spam", isi="Iklan.", by=by, now=SENIN)
    assert perlu() == 1
    flow_usulan.tolak_usulan(usulan=usulan, putusan="Belum cukup.", by=actor("pejabat_dpph"), now=SENIN)
    assert perlu() == 0


def test_rows_come_in_the_order_of_their_keys_with_the_names_they_refer_to(orang: dict[str, User]) -> None:
    a, b = factories.ajukan(), factories.bawa_ke(Status.VERIFIKASI, orang)
    rows = daftar.baris([b.pk, a.pk, 0])
    assert [(r.nomor, r.pemegang) for r in rows] == [(b.nomor, orang["verifikator"].nama), (a.nomor, None)]
    assert a.instansi is not None
    assert (rows[1].instansi, rows[1].nama_paket, rows[1].hps) == (a.instansi.nama, a.nama_paket, a.hps)


def test_a_case_knows_its_neighbours_in_the_list() -> None:
    a, b, c = (factories.ajukan(now=SENIN + timedelta(days=d)) for d in range(3))
    rows = Pengaduan.objects.order_by("id")
    assert daftar.tempat(rows, b.nomor) == daftar.Tempat(2, "3", a.nomor, c.nomor)
    assert daftar.tempat(rows.filter(pk=a.pk), b.nomor) == daftar.Tempat()
