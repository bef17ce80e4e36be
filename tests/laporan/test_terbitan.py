import re
from collections.abc import Callable
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import User
from akun.receipt import WIB
from inspektorat.models import Inspektorat
from jejak.models import Jejak
from laporan import papan_skor, terbitan
from laporan.models import TerbitanPapan
from laporan.penyusutan import Hitung
from laporan.periode import Triwulan
from sla.stages import StepRefused
from tests.laporan import isian

pytestmark = pytest.mark.django_db
TW = Triwulan(2026, 3)
NANTI = datetime(2026, 10, 20, 9, tzinfo=WIB)
PUBLIK = "/laporan/papan-skor/publik/"
KELOLA = "/laporan/papan-skor/terbitan/"
ANGKA = ((40, 12), (30, 20), (9, 9), (3, 1), (8, 6), (50, 50), (7, 5))


@pytest.fixture
def hitungan(monkeypatch: pytest.MonkeyPatch) -> dict[str, Inspektorat]:
    """Seven inspectorates of which one is small; the counts stand still."""
    semua = [isian.inspektorat(n, "kota") for n in range(len(ANGKA))]
    isi = {
        satu.pk: {u: Hitung(tepat + telat, tepat) for u in papan_skor.UKURAN}
        for satu, (tepat, telat) in zip(semua, ANGKA, strict=True)
    }
    monkeypatch.setattr(papan_skor, "hitung", lambda **_rentang: isi)
    return {satu.nama: satu for satu in semua}


@pytest.fixture
def pejabat(actor: Callable[[str], Actor]) -> Actor:
    return actor("pejabat_dpph")


def terbit(pejabat: Actor) -> TerbitanPapan:
    terbitan.nyalakan(menyala=True, alasan="Nota dinas", by=pejabat, now=NANTI)
    return terbitan.terbitkan(triwulan=TW, by=pejabat, now=NANTI)


def test_it_is_off_until_somebody_switches_it_on_and_that_stands_on_the_trail(pejabat: Actor) -> None:
    assert Client().get(PUBLIK).status_code == 404
    terbitan.nyalakan(menyala=True, alasan="Nota dinas 12", by=pejabat, now=NANTI)
    assert Client().get(PUBLIK).status_code == 200
    terbitan.nyalakan(menyala=False, alasan="Ditinjau", by=pejabat, now=NANTI)
    assert Client().get(PUBLIK).status_code == 404
    kejadian = Jejak.objects.filter(objek_tipe="laporan.sakelarpapan").order_by("id").values_list("kejadian", flat=True)
    assert list(kejadian) == [terbitan.DINYALAKAN, terbitan.DIMATIKAN]


@pytest.mark.usefixtures("hitungan")
def test_only_a_closed_quarter_is_published_and_only_once(pejabat: Actor) -> None:
    with pytest.raises(StepRefused):
        terbitan.terbitkan(triwulan=Triwulan(2026, 4), by=pejabat, now=NANTI)
    with pytest.raises(StepRefused):
        terbitan.terbitkan(triwulan=TW, by=pejabat, now=datetime(2026, 10, 5, tzinfo=WIB))
    satu = terbitan.terbitkan(triwulan=TW, by=pejabat, now=NANTI)
    with pytest.raises(StepRefused):
        terbitan.terbitkan(triwulan=TW, by=pejabat, now=NANTI)
    assert list(TerbitanPapan.objects.values_list("isi", flat=True)) == [satu.isi]


@pytest.mark.usefixtures("hitungan")
def test_who_may_switch_and_publish(actor: Callable[[str], Actor], orang: dict[str, User]) -> None:
    for nama in set(orang) - {"pejabat_dpph", "pejabat_dpph_2"}:
        with pytest.raises(PermissionDenied):
            terbitan.nyalakan(menyala=True, alasan="x", by=actor(nama), now=NANTI)
        with pytest.raises(PermissionDenied):
            terbitan.terbitkan(triwulan=TW, by=actor(nama), now=NANTI)


def test_what_was_left_out_stands_nowhere_in_what_is_kept(hitungan: dict[str, Inspektorat], pejabat: Actor) -> None:
    isi = terbit(pejabat).isi
    for kelompok in isi.values():
        (satu,) = kelompok
        tampil = {pk for pk, *_angka in satu["baris"]}
        assert hitungan["Inspektorat Uji 3"].pk not in tampil
        assert len(tampil) + satu["ditekan"] == len(ANGKA)
        assert satu["ditekan"] >= 3
        assert satu["total"] == [sum(a for a, _b in ANGKA), sum(b for _a, b in ANGKA)]


@pytest.mark.usefixtures("hitungan")
def test_no_filter_of_the_public_page_changes_a_figure(pejabat: Actor) -> None:
    """The attacker asks for every combination: rows go, and nothing that is left says anything new."""
    terbit(pejabat)
    penuh = {u: Client().get(PUBLIK, {"ukuran": u}).content.decode() for u in ("terima", "hasil")}
    for ukuran, q, triwulan in product(penuh, ("", "Uji", "Uji 1", "Uji 3", "tidak ada"), ("", "2026-3", "2026-4")):
        isi = Client().get(PUBLIK, {"ukuran": ukuran, "q": q, "triwulan": triwulan}).content.decode()
        assert set(baris(isi)) <= set(baris(penuh[ukuran]))
        assert seluruhnya(isi) == seluruhnya(penuh[ukuran])
        assert "Inspektorat Uji 3" not in isi.replace(f'value="{q}"', "")


def segar(browser: Any) -> Any:
    """Somebody who has just shown again who he is."""
    sesi = browser.session
    sesi["account_authentication_methods"] = [
        {**cara, "reauthenticated": True} for cara in sesi["account_authentication_methods"]
    ]
    sesi.save()
    return browser


def baris(isi: str) -> list[tuple[str, ...]]:
    return re.findall(r'rowheader">(Inspektorat[^<]+)</th><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>', isi)


def seluruhnya(isi: str) -> list[str]:
    return re.findall(r"Seluruhnya: [^<]*", isi)


def test_the_pages_of_the_switch(
    hitungan: dict[str, Inspektorat], orang: dict[str, User], masuk: Callable[[str], Client]
) -> None:
    for alamat in (KELOLA, f"{KELOLA}sakelar/", f"{KELOLA}2026-3/"):
        for nama in orang:
            harap = 200 if nama.startswith("pejabat_dpph") else 403
            assert segar(masuk(nama)).get(alamat).status_code == harap, (alamat, nama)
    lalu = Triwulan.dari(timezone.now()).sebelum.sebelum
    browser = segar(masuk("pejabat_dpph"))
    assert f"Terbitkan {lalu.sebutan}" in browser.get(KELOLA).content.decode()
    assert browser.post(f"{KELOLA}sakelar/", {"alasan": ""}).status_code == 422
    assert browser.post(f"{KELOLA}sakelar/", {"alasan": "Nota dinas"}).status_code == 302
    assert browser.post(f"{KELOLA}{lalu}/").status_code == 302
    assert browser.post(f"{KELOLA}{lalu}/").status_code == 409
    assert browser.get(f"{KELOLA}2026-9/").status_code == 404
    assert len(hitungan) == len(ANGKA)
    assert terbitan.menyala()
    assert TerbitanPapan.objects.count() == 1


def test_whoever_logged_in_long_ago_shows_first_who_he_is(masuk: Callable[[str], Client]) -> None:
    browser = masuk("pejabat_dpph")
    assert browser.get(f"{KELOLA}sakelar/").status_code == 302
    assert browser.post(f"{KELOLA}sakelar/", {"alasan": "x"}).status_code == 403
    assert not terbitan.menyala()


@pytest.mark.parametrize(("teks", "harap"), [("2026-3", TW), ("2026-5", None), ("x", None), ("", None), ("²-1", None)])
def test_a_quarter_is_read_from_an_address(teks: str, harap: Triwulan | None) -> None:
    assert Triwulan.baca(teks) == harap


def test_quarters_follow_each_other_without_a_gap() -> None:
    satu = Triwulan(2025, 4)
    assert (satu.berikut, satu.berikut.sebelum) == (Triwulan(2026, 1), satu)
    assert satu.akhir == Triwulan(2026, 1).awal == datetime(2026, 1, 1, tzinfo=WIB)
