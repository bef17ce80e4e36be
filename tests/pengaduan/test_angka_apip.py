"""An inspectorate's own figures: what they count, and that they count nobody else's cases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from akun.actor import Actor
from akun.models import User
from pengaduan import angka_apip, flow, flow_apip
from pengaduan.angka_apip import Tepat
from pengaduan.models import Eskalasi, HasilTindakLanjut
from pengaduan.status import Status
from sla.models import Tenggat
from tests.factories import SENIN, aktifkan, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
NANTI = SENIN + timedelta(hours=3)
HALAMAN = "/pengaduan/apip/angka/"


def angka(user: User, tahun: int | None = None) -> angka_apip.Angka:
    return angka_apip.hitung(Actor.of(user), tahun, now=NANTI)


def test_what_came_what_is_open_and_what_was_given_back(orang: Orang) -> None:
    for status in (Status.DIESKALASI, Status.HASIL_DILAPORKAN, Status.SELESAI):
        bawa_ke(status, orang)
    p = bawa_ke(Status.DIESKALASI, orang)
    flow_apip.kembalikan(pengaduan=p, alasan="Milik kota lain.", by=Actor.of(orang["admin_apip"]), now=NANTI)
    a = angka(orang["admin_apip"])
    assert (a.diterima, a.terbuka, a.ditolak, a.hasil, a.hasil_kembali) == (4, 2, 1, 2, 0)
    assert a.terima == Tepat(3, 3)


def test_late_is_also_what_still_runs_past_its_time(orang: Orang) -> None:
    bawa_ke(Status.DITERIMA_APIP, orang)
    bawa_ke(Status.DIESKALASI, orang)
    a = angka(orang["admin_apip"])
    assert (a.terima, a.selesai) == (Tepat(1, 1), Tepat(0, 0))
    Tenggat.objects.filter(kode__in=("pengaduan.terima_apip", "pengaduan.apip"), berhenti_pada=None).update(
        jatuh_tempo=NANTI - timedelta(minutes=1)
    )
    a = angka(orang["admin_apip"])
    assert (a.terima, a.selesai, a.terima.persen) == (Tepat(1, 2), Tepat(0, 1), 50)


def test_a_result_that_was_sent_back_counts_as_such_and_its_case_once(orang: Orang) -> None:
    p = bawa_ke(Status.REVIU_HASIL, orang)
    flow.kembalikan_hasil(pengaduan=p, catatan="Lengkapi.", by=Actor.of(orang["penelaah"]), now=NANTI)
    a = angka(orang["admin_apip"])
    assert (a.hasil, a.hasil_kembali, a.terbuka) == (1, 1, 1)


def test_the_median_is_the_middle_one_of_the_days_to_the_last_result(orang: Orang) -> None:
    for hari in (3, 10, 40):
        p = bawa_ke(Status.HASIL_DILAPORKAN, orang)
        mulai = Eskalasi.objects.get(pengaduan=p).diteruskan_pada
        HasilTindakLanjut.objects.filter(eskalasi__pengaduan=p).update(dilaporkan_pada=mulai + timedelta(days=hari))
    assert angka(orang["admin_apip"]).median_hari == 10


def test_without_cases_there_are_no_shares(orang: Orang) -> None:
    a = angka(orang["admin_apip"])
    assert (a.diterima, a.terima.persen, a.median_hari) == (0, None, None)


def test_the_year_is_that_of_receipt(orang: Orang) -> None:
    bawa_ke(Status.DIESKALASI, orang)
    bawa_ke(Status.DIESKALASI, orang)
    Eskalasi.objects.filter(pk=Eskalasi.objects.order_by("pk")[0].pk).update(diteruskan_pada=SENIN.replace(year=2025))
    assert angka_apip.tahun_ada(Actor.of(orang["admin_apip"])) == [2026, 2025]
    assert [angka(orang["admin_apip"], t).diterima for t in (2025, 2026, None)] == [1, 1, 2]


def test_clocks_of_a_second_inspectorate_are_not_counted_for_the_first(orang: Orang) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    flow_apip.kembalikan(pengaduan=p, alasan="Milik kota lain.", by=Actor.of(orang["admin_apip"]), now=NANTI)
    luar = orang["orang_luar"]
    assert luar.instansi is not None
    Eskalasi.objects.create(
        pengaduan=p, inspektorat=aktifkan(luar.instansi), jalur="portal", diteruskan_pada=NANTI + timedelta(hours=1)
    )
    Tenggat.objects.filter(kode="pengaduan.terima_apip").update(berhenti_pada=NANTI)
    Tenggat.objects.create(
        objek_tipe="pengaduan.pengaduan",
        objek_id=p.pk,
        kode="pengaduan.terima_apip",
        kebijakan=Tenggat.objects.filter(kode="pengaduan.terima_apip")[0].kebijakan,
        siklus=2,
        mulai_pada=NANTI + timedelta(hours=1),
        jatuh_tempo=NANTI + timedelta(hours=2),
        berhenti_pada=NANTI + timedelta(hours=5),
    )
    assert angka(orang["admin_apip"]).terima == Tepat(1, 1)
    assert angka(luar).terima == Tepat(0, 1)


def test_only_own_cases_are_counted(orang: Orang) -> None:
    bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    bawa_ke(Status.DIESKALASI, orang)
    assert [angka(orang[n]).diterima for n in ("admin_apip", "auditor_apip", "orang_luar")] == [2, 1, 0]
    assert angka(orang["penjaga_identitas"]).diterima == 0


def test_the_page_says_what_each_figure_counts(orang: Orang, masuk: Masuk) -> None:
    bawa_ke(Status.HASIL_DILAPORKAN, orang)
    page = masuk("admin_apip").get(HALAMAN, {"tahun": "2026"}).content.decode()
    for kata in ("Diterima tepat waktu", "1 dari 1 (100%)", "nilai tengah", "Hanya kasus inspektorat Anda"):
        assert kata in page
    assert "Hanya kasus yang ditugaskan kepada Anda" in masuk("auditor_apip").get(HALAMAN).content.decode()
    assert "Belum ada angka" in masuk("orang_luar").get(HALAMAN).content.decode()


@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pejabat_dpph", "pimpinan", "admin_sistem", "pengadu"])
def test_nobody_else_comes_in(masuk: Masuk, siapa: str) -> None:
    assert masuk(siapa).get(HALAMAN).status_code == 403
