"""The service catalogue as the agreement has it, and what a request becomes."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import Actor
from helpdesk import anggaran, gangguan, layanan, pengumuman
from helpdesk.layanan import Permintaan
from helpdesk.models import GangguanLayanan, JenisGangguan, Layanan
from helpdesk.pengumuman import Isi
from helpdesk.reference_layanan import load_layanan
from helpdesk.views.layanan import batas
from jejak import trail
from sla import clock, office
from tests.factories import SENIN, WIB


@pytest.fixture
def katalog(meja) -> dict[str, Layanan]:
    load_layanan()
    return {lay.kode: lay for lay in Layanan.objects.all()}


@pytest.fixture
def lpse(petugas):
    return petugas["mamuju"]


@pytest.fixture
def by_lkpp(pelaku) -> Actor:
    return pelaku("helpdesk")


def minta(lay, lpse, meja, isi, now=SENIN):
    permintaan = Permintaan(
        layanan=lay,
        meja=meja,
        pengguna="pengelola",
        nama=lpse.nama,
        alamat="Jl. Soekarno Hatta 1, Mamuju",
        telepon="0426 21000",
        surel=lpse.email,
        isi=isi,
    )
    return layanan.minta(permintaan=permintaan, by=Actor.of(lpse), now=now)


def test_the_catalogue_has_the_21_services_and_loading_it_again_changes_nothing(katalog) -> None:
    assert {k.partition(".")[0] for k in katalog} == {str(n) for n in range(1, 22)}
    assert len(katalog) == 28
    Layanan.objects.filter(kode="4").update(nama="Diubah petugas")
    assert load_layanan().baru == 0
    assert Layanan.objects.get(kode="4").nama == "Diubah petugas"


@pytest.mark.parametrize(
    ("kode", "kata"),
    [
        ("4", ["1 hari kerja", "7 hari kerja", "720 jam"]),
        ("5", ["2 hari kerja", "7 hari kerja", "720 jam"]),
        ("7", ["3 hari kerja"]),
        ("8", ["3 hari kerja"]),
        ("11", ["5 jam"]),
        ("12.a", ["3 hari kerja"]),
        ("12.c", ["1 hari kerja"]),
        ("13", ["7 hari kerja"]),
        ("15.a", ["1 kali sehari"]),
        ("21", ["2 hari kerja", "1 hari kerja"]),
    ],
)
def test_limits_are_those_of_the_agreement(katalog, kode: str, kata: list[str]) -> None:
    semua = " | ".join(batas(katalog[kode]))
    assert [k for k in kata if k not in semua] == []


def test_every_text_and_field_has_its_english(katalog) -> None:
    kurang = [lay.kode for lay in katalog.values() if not (lay.nama_en and lay.uraian_en)]
    kurang += [f"{lay.kode}.{f['kode']}" for lay in katalog.values() for f in lay.isian if not f["label_en"]]
    kurang += [
        f"{lay.kode}.{f['kode']}" for lay in katalog.values() for f in lay.isian if f["bantuan"] and not f["bantuan_en"]
    ]
    kurang += [str(p) for lay in katalog.values() for f in lay.isian for p in f["pilihan"] if len(p) != 3]
    assert kurang == []


@pytest.mark.parametrize(
    ("kode", "cara", "hari"),
    [("4", "remote", 1), ("4", "lokasi", 7), ("4", "lkpp", 1), ("5", "remote", 2), ("5", "lokasi", 7)],
)
def test_a_request_runs_by_the_promise_of_its_service(katalog, lpse, meja, kode: str, cara: str, hari: int) -> None:
    tiket, _ = minta(katalog[kode], lpse, meja["lkpp"], {"cara": cara, "alamat": "lpse.contoh.go.id"})
    (tenggat,) = [t for t in clock.all_of(tiket) if t.kode == "helpdesk.tiket"]
    assert tenggat.kebijakan.jumlah == hari
    assert tenggat.jatuh_tempo == office.kalender().closing_after(SENIN, hari)
    assert (tiket.jenis, tiket.layanan, tiket.pelapor) == ("permintaan", katalog[kode], lpse)


def test_every_promised_limit_has_its_policy(katalog) -> None:
    for lay in katalog.values():
        for b in lay.batas.filter(janji=True):
            kebijakan = office.kebijakan("helpdesk.tiket", now=SENIN, unit=layanan.kebijakan_sendiri(b))
            assert (kebijakan.kode, kebijakan.jumlah) == (f"helpdesk.tiket.{layanan.kebijakan_sendiri(b)}", b.jumlah)


def test_answers_are_kept_as_data_and_read_in_words(katalog, lpse, meja) -> None:
    isi = {"data": ["nama", "nilai"], "mulai": date(2026, 1, 1), "sampai": date(2026, 6, 30), "keperluan": "Evaluasi"}
    tiket, _ = minta(katalog["9"], lpse, meja["lkpp"], isi)
    assert tiket.data_layanan["mulai"] == "2026-01-01"
    assert dict(layanan.terbaca(katalog["9"], tiket.data_layanan)) == {
        "Data yang diminta": "Nama tender, Nilai tender",
        "Dari tanggal": "1 Januari 2026",
        "Sampai tanggal": "30 Juni 2026",
        "Untuk keperluan apa": "Evaluasi",
    }


def test_no_service_asks_for_a_password(katalog) -> None:
    for lay in katalog.values():
        for f in lay.isian:
            assert not any(k in f["label"].lower() for k in ("sandi", "password", "kunci pribadi")), (
                lay.kode,
                f["kode"],
            )


def test_a_pasted_password_is_masked_before_it_is_kept(katalog, lpse, meja) -> None:
    isi = {"alamat": "10.1.2.3", "port": 22, "keterangan": "root password: R4has!a-Sekali"}
    tiket, ditemukan = minta(katalog["21"], lpse, meja["lkpp"], isi)
    tiket.refresh_from_db()
    assert ditemukan == 1
    assert "R4has!a-Sekali" not in f"{tiket.uraian} {tiket.data_layanan}"


def test_only_an_lpse_asks_lkpp_and_a_service_without_a_form_is_not_asked_for(katalog, lpse, petugas, meja) -> None:
    for user, kode in ((petugas["pelapor"], "4"), (petugas["helpdesk"], "12.c"), (lpse, "11")):
        with pytest.raises(PermissionDenied):
            minta(katalog[kode], user, meja["lkpp"], {})
    assert minta(katalog["12.c"], petugas["pelapor"], meja["bontang"], {"peran": "penyedia"})[0].meja == meja["bontang"]


# -- error budgets ----------------------------------------------------------------------------------------


def _catat(by, lay, mulai: datetime, jam: float, meja=None, terencana: bool = False) -> GangguanLayanan:
    isi = {"layanan": lay, "meja": meja, "mulai": mulai, "selesai": mulai + timedelta(hours=jam)}
    return gangguan.catat(isi={**isi, "terencana": terencana, "catatan": "Jaringan putus"}, by=by, now=SENIN)


def test_the_budget_of_adp_counts_outages_and_tickets_once_where_they_overlap(katalog, lpse, meja, by_lkpp) -> None:
    jenis = JenisGangguan.objects.get(kode="jaringan_inaproc")
    siang = datetime(2026, 5, 4, 12, 0, tzinfo=WIB)
    _catat(by_lkpp, katalog["11"], siang, 2)
    _catat(by_lkpp, katalog["11"], siang + timedelta(hours=1), 2)
    _catat(by_lkpp, katalog["11"], siang + timedelta(days=1), 8, terencana=True)
    tiket, _ = minta(katalog["9"], lpse, meja["lkpp"], {"keperluan": "x"}, now=SENIN)
    type(tiket).objects.filter(pk=tiket.pk).update(
        jenis="gangguan",
        jenis_gangguan=jenis,
        diterima_pada=siang + timedelta(hours=2.5),
        selesai_pada=siang + timedelta(hours=4),
    )
    (adp,) = [a for a in anggaran.semua(2026, now=SENIN) if a.layanan.kode == "11"]
    assert adp.terpakai == anggaran.Terpakai(timedelta(hours=4), timedelta(hours=8), 1)
    assert (adp.sisa, adp.persen, adp.habis) == (timedelta(hours=1), 80, False)
    assert next(a for a in anggaran.semua(2025, now=SENIN) if a.layanan.kode == "11").terpakai.galat == timedelta()


def test_maintenance_announced_in_time_stands_apart_and_an_emergency_does_not(katalog, meja, by_lkpp) -> None:
    mulai = datetime(2026, 5, 4, 12, 0, tzinfo=WIB)
    for n, darurat in enumerate(("", "Celah keamanan")):
        awal = mulai + timedelta(days=n)
        isi = Isi("Pemeliharaan", "", awal, awal + timedelta(hours=3), [katalog["11"]], darurat)
        p = pengumuman.tulis(meja=meja["lkpp"], isi=isi, by=by_lkpp, now=mulai - timedelta(days=30))
        pengumuman.terbitkan(pengumuman=p, by=by_lkpp, now=mulai - timedelta(days=30))
        _catat(by_lkpp, katalog["11"], awal + timedelta(hours=2), 2)
    (adp,) = [a for a in anggaran.semua(2026, now=SENIN) if a.layanan.kode == "11"]
    assert adp.terpakai == anggaran.Terpakai(timedelta(hours=3), timedelta(hours=3), 2)


def test_each_lpse_has_its_own_budget_after_an_installation(katalog, meja, by_lkpp) -> None:
    mulai = datetime(2026, 5, 4, 12, 0, tzinfo=WIB)
    _catat(by_lkpp, katalog["4"], mulai, 24 * 31, meja=meja["mamuju"])
    _catat(by_lkpp, katalog["4"], mulai, 3, meja=meja["bontang"])
    semua = {a.meja: a for a in anggaran.semua(2026, now=SENIN) if a.layanan.kode == "4"}
    assert {m.unit.kode: (a.habis, a.pagu) for m, a in semua.items()} == {
        "LPSE-76.02": (True, timedelta(hours=720)),
        "LPSE-64.74": (False, timedelta(hours=720)),
    }
    (sendiri,) = [a for a in anggaran.semua(2026, now=SENIN, meja_id=meja["bontang"].pk) if a.layanan.kode == "4"]
    assert sendiri.terpakai.galat == timedelta(hours=3)


def test_only_the_helpdesk_of_lkpp_writes_outages_down_and_every_change_is_on_the_trail(katalog, lpse, by_lkpp) -> None:
    with pytest.raises(PermissionDenied):
        _catat(Actor.of(lpse), katalog["11"], SENIN - timedelta(hours=3), 1)
    g = _catat(by_lkpp, katalog["11"], SENIN - timedelta(hours=3), 1)
    isi = {k: getattr(g, k) for k in gangguan.KOLOM} | {"catatan": "Listrik padam"}
    gangguan.ubah(gangguan=g, isi=isi, by=by_lkpp, now=SENIN)
    assert [j.kejadian for j in trail.of(g)] == ["helpdesk.gangguan_dicatat", "helpdesk.gangguan_diubah"]
    with pytest.raises(gangguan.GangguanRefused):
        _catat(by_lkpp, katalog["11"], SENIN + timedelta(days=1), 1)
