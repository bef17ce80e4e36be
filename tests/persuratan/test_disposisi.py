"""Laws of the tree: who may, what closes what, and that two at once do not both win."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from akun.actor import Actor
from akun.models import Pejabat, User
from jejak import trail
from persuratan import disposisi
from persuratan.disposisi import Arahan
from persuratan.models import Disposisi, SuratMasuk
from persuratan.status import Event, Status
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
Surat = Callable[..., SuratMasuk]
Arahkan = Callable[..., Disposisi]
Orang = dict[str, User]
NANTI = SENIN + timedelta(hours=1)


def ke(*orang: User, **isi: Any) -> Arahan:
    return Arahan(**({"orang": orang, "instruksi": ["telaah"]} | isi))


def kejadian(s: SuratMasuk) -> list[str]:
    return [j.kejadian for j in trail.of(s)]


def test_disposing_implies_receiving(di_pejabat: Surat, arahkan: Arahkan) -> None:
    s = di_pejabat()
    arahkan(s, "penelaah")
    assert s.diterima_pejabat_pada == SENIN
    assert kejadian(s)[-2:] == [Event.DITERIMA_PEJABAT, Event.DIDISPOSISI]


def test_a_further_disposition_is_on_the_trail_without_a_change_of_status(di_pejabat: Surat, arahkan: Arahkan) -> None:
    s = di_pejabat()
    arahkan(s, "penelaah")
    kedua = arahkan(s, "verifikator")
    terakhir = trail.of(s).last()
    assert terakhir is not None
    assert (terakhir.kejadian, terakhir.data) == (Event.DISPOSISI_DITAMBAH, {"disposisi": [kedua.pk]})
    assert s.status == Status.DIDISPOSISI


def test_nobody_reports_while_others_work_for_him(di_pejabat: Surat, arahkan: Arahkan, orang: Orang) -> None:
    d = arahkan(di_pejabat(), "penelaah")
    penelaah = Actor.of(orang["penelaah"])
    (anak,) = disposisi.teruskan(disposisi=d, arahan=ke(orang["verifikator"]), by=penelaah, now=NANTI)
    for akhiri in (
        lambda: disposisi.laporkan(disposisi=d, laporan="Sudah.", by=penelaah, now=NANTI),
        lambda: disposisi.kembalikan(disposisi=d, alasan="Bukan saya.", by=penelaah, now=NANTI),
    ):
        with pytest.raises(StepRefused, match="Tunggu laporan"):
            akhiri()
    disposisi.laporkan(disposisi=anak, laporan="Sudah.", by=Actor.of(orang["verifikator"]), now=NANTI)
    disposisi.laporkan(disposisi=d, laporan="Sudah.", by=penelaah, now=NANTI)
    assert not Disposisi.objects.terbuka().exists()


def test_withdrawing_takes_back_what_is_still_open_below_and_nothing_else(
    di_pejabat: Surat, arahkan: Arahkan, orang: Orang
) -> None:
    s = di_pejabat()
    d, lain = arahkan(s, "penelaah"), arahkan(s, "pimpinan")
    selesai, terbuka = disposisi.teruskan(
        disposisi=d, arahan=ke(orang["verifikator"], orang["verifikator_2"]), by=Actor.of(orang["penelaah"]), now=SENIN
    )
    disposisi.laporkan(disposisi=selesai, laporan="Sudah.", by=Actor.of(orang["verifikator"]), now=SENIN)
    disposisi.tarik(disposisi=d, by=Actor.of(orang["pejabat_dpph"]), now=NANTI)
    ditarik = {x.pk for x in s.disposisi.all() if x.ditarik}
    assert ditarik == {d.pk, terbuka.pk}
    assert Disposisi.objects.terbuka().get() == lain
    terakhir = trail.of(s).last()
    assert terakhir is not None
    assert (terakhir.kejadian, terakhir.data["disposisi"]) == (Event.DISPOSISI_DITARIK, sorted(ditarik))


def test_only_who_gave_it_withdraws_it_and_an_office_is_more_than_its_holder(
    di_pejabat: Surat, arahkan: Arahkan, orang: Orang, plh: User
) -> None:
    s = di_pejabat()
    d = arahkan(s, "penelaah")
    (anak,) = disposisi.teruskan(
        disposisi=d, arahan=ke(orang["verifikator"]), by=Actor.of(orang["penelaah"]), now=SENIN
    )
    for satu, siapa in ((d, "penelaah"), (d, "petugas_tu"), (anak, "pejabat_dpph"), (anak, "verifikator")):
        with pytest.raises(PermissionDenied):
            disposisi.tarik(disposisi=satu, by=Actor.of(orang[siapa]), now=NANTI)
    disposisi.tarik(disposisi=anak, by=Actor.of(orang["penelaah"]), now=NANTI)
    disposisi.tarik(disposisi=d, by=Actor.of(plh), now=NANTI)


def test_whoever_lost_it_reads_the_letter_no_more(di_pejabat: Surat, arahkan: Arahkan, orang: Orang) -> None:
    s = di_pejabat("rahasia")
    d = arahkan(s, "penelaah")
    baca = SuratMasuk.objects.visible_to(Actor.of(orang["penelaah"]))
    assert baca.exists()
    disposisi.kembalikan(disposisi=d, alasan="Bukan saya.", by=Actor.of(orang["penelaah"]), now=NANTI)
    assert not baca.all().exists()
    assert not d.ditarik


def test_going_back_does_not_set_a_letter_to_work(di_pejabat: Surat, arahkan: Arahkan, orang: Orang) -> None:
    s = di_pejabat()
    d = arahkan(s, "penelaah")
    disposisi.kembalikan(disposisi=d, alasan="Bukan saya.", by=Actor.of(orang["penelaah"]), now=NANTI)
    s.refresh_from_db()
    assert s.status == Status.DIDISPOSISI


def test_anybody_of_the_unit_takes_up_what_was_given_to_it(
    di_pejabat: Surat, arahkan: Arahkan, direktur: Pejabat, orang: Orang
) -> None:
    d = arahkan(di_pejabat(), direktur.unit)
    with pytest.raises(PermissionDenied):
        disposisi.laporkan(disposisi=d, laporan="Sudah.", by=Actor.of(orang["pimpinan"]), now=NANTI)
    disposisi.laporkan(disposisi=d, laporan="Sudah.", by=Actor.of(orang["verifikator_2"]), now=NANTI)
    d.refresh_from_db()
    assert d.diselesaikan_oleh == orang["verifikator_2"]


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"orang": []}, "satu orang atau unit"),
        ({"instruksi": []}, "satu instruksi"),
        ({"batas": (SENIN - timedelta(days=1)).date()}, "sudah lewat"),
    ],
)
def test_what_may_not_be_asked(di_pejabat: Surat, orang: Orang, isi: dict[str, Any], kalimat: str) -> None:
    with pytest.raises(StepRefused, match=kalimat):
        disposisi.disposisikan(
            surat=di_pejabat(), arahan=ke(orang["penelaah"], **isi), by=Actor.of(orang["pejabat_dpph"]), now=SENIN
        )


@pytest.mark.parametrize("siapa", ["pejabat_dpph", "pengadu", "admin_apip", "auditor_apip", "admin_sistem", "keluar"])
def test_a_letter_is_not_given_to_oneself_to_outsiders_or_to_whoever_left(
    di_pejabat: Surat, orang: Orang, siapa: str
) -> None:
    orang["keluar"] = factories.UserFactory(peran="penelaah", is_active=False)
    with pytest.raises(StepRefused, match=r"diri sendiri|bukan pegawai"):
        disposisi.disposisikan(
            surat=di_pejabat(), arahan=ke(orang[siapa]), by=Actor.of(orang["pejabat_dpph"]), now=SENIN
        )


def test_the_same_person_is_asked_once(di_pejabat: Surat, orang: Orang) -> None:
    p = orang["penelaah"]
    rows = disposisi.disposisikan(
        surat=di_pejabat(), arahan=ke(p, p), by=Actor.of(orang["pejabat_dpph"]), now=SENIN
    )  # fmt: skip
    assert len(rows) == 1


def test_words_are_needed_to_close_a_disposition(di_pejabat: Surat, arahkan: Arahkan, orang: Orang) -> None:
    d = arahkan(di_pejabat(), "penelaah")
    with pytest.raises(StepRefused, match="Tulis dahulu"):
        disposisi.kembalikan(disposisi=d, alasan=" \n", by=Actor.of(orang["penelaah"]), now=NANTI)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_reads_who(
    di_pejabat: Surat, arahkan: Arahkan, direktur: Pejabat, orang: Orang
) -> None:
    d = arahkan(di_pejabat(), direktur.unit)
    hasil: list[str] = []
    mulai = threading.Barrier(2)

    def lapor(nama: str) -> None:
        by, satu = Actor.of(orang[nama]), Disposisi.objects.get(pk=d.pk)
        mulai.wait(10)
        try:
            disposisi.laporkan(disposisi=satu, laporan=f"Oleh {nama}", by=by, now=NANTI)
            hasil.append("menang")
        except StepRefused as refused:
            hasil.append(refused.messages[0])
        finally:
            connection.close()

    dua = [threading.Thread(target=lapor, args=(nama,)) for nama in ("verifikator", "verifikator_2")]
    for satu in dua:
        satu.start()
    for satu in dua:
        satu.join(30)
    d.refresh_from_db()
    assert sorted(h == "menang" for h in hasil) == [False, True]
    assert any(f"oleh {d.diselesaikan_oleh}" in h for h in hasil)
    assert kejadian(d.surat).count(Event.DISPOSISI_DILAPORKAN) == 1


@given(induk=st.lists(st.integers(0, 10**6), max_size=60))
@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tree_holds_each_once_below_its_parent_in_the_order_it_was_given(induk: list[int]) -> None:
    semua: list[disposisi.Simpul] = []
    akar: list[disposisi.Simpul] = []
    for i, acak in enumerate(induk):
        satu = disposisi.Simpul(Disposisi(pk=i))
        pilihan = [None, *semua]
        di_atas = pilihan[acak % len(pilihan)]
        (akar if di_atas is None else di_atas.anak).append(satu)
        semua.append(satu)
    urut = disposisi.urut(akar)
    tempat = {s.disposisi.pk: t for s, t in urut}
    assert sorted(tempat) == list(range(len(induk)))
    assert list(tempat.values()) == sorted(tempat.values())
    for s, t in urut:
        assert [tempat[a.disposisi.pk] for a in s.anak] == [(*t, i) for i in range(1, len(s.anak) + 1)]


def test_a_chain_of_a_thousand_is_no_deeper_than_a_list() -> None:
    akar = ujung = disposisi.Simpul(Disposisi(pk=0))
    for i in range(1, 1000):
        baru = disposisi.Simpul(Disposisi(pk=i))
        ujung.anak.append(baru)
        ujung = baru
    assert len(disposisi.urut([akar])[-1][1]) == 1000
