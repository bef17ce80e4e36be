"""Open data: frozen once, nothing small in it, the same figures as inside, and nothing to be had by subtracting."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import jsonschema
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jejak.models import Jejak
from laporan import efektivitas, fakta
from laporan.angka import daftar as angka
from laporan.angka.bentuk import Deret, Ketepatan, Rincian
from laporan.models import FaktaKasus, TerbitanData
from laporan.periode import Triwulan
from laporan.saringan import Saringan
from laporan.statistik import baca, dokumen, hitung, sembunyi, terbit
from laporan.statistik.bentuk import Jenis, Kelompok
from laporan.statistik.daftar import JANJI_LKPP, SEMUA
from laporan.statistik.sembunyi import K
from pengaduan.pilihan import Jalur, JenisPelanggaran
from tests.laporan import isian
from tests.laporan.isian_statistik import DUA, NANTI, SATU, TIGA, isi
from tests.laporan.test_penekanan import pasti

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "acuan")]
PADANAN = {
    "pengaduan_provinsi": "wilayah",
    "pengaduan_jenis": "klasifikasi",
    "pengaduan_jalur": "jalur",
    "pengaduan_hps": "hps",
    "pengaduan_instansi": "teradu_jenis",
    "tiket_jenis": "tiket_jenis",
    "konsultasi_kanal": "konsultasi_kanal",
}


@pytest.fixture
def terbitan(kebijakan: None, acuan: None) -> dict[tuple[str, Triwulan], dict[str, Any]]:
    """Three published quarters: their documents."""
    isi(1)
    assert terbit.terbitkan_semua(now=NANTI) == [SATU, DUA, TIGA]
    return dokumen_terbit()


def dokumen_terbit() -> dict[tuple[str, Triwulan], dict[str, Any]]:
    return {(t.dataset, t.periode): t.isi for t in TerbitanData.objects.all()}


def benar(dataset: str, triwulan: Triwulan) -> dict[str, int]:
    """The counts as the figures inside give them."""
    hasil = angka.SEMUA[PADANAN[dataset]].hitung(Saringan(triwulan.awal, triwulan.akhir), NANTI)
    assert isinstance(hasil, Rincian)
    return {b.kode: b.jumlah for b in hasil.baris}


def test_only_closed_quarters_are_published_all_datasets_at_once_and_never_again() -> None:
    isi(1)
    assert terbit.terbitkan(Triwulan(2026, 4), now=NANTI) == []
    assert terbit.terbitkan(TIGA, now=TIGA.akhir + timedelta(days=9)) == []
    assert {t.dataset for t in terbit.terbitkan(TIGA, now=NANTI)} == set(SEMUA)
    assert terbit.terbitkan(TIGA, now=NANTI) == []
    assert terbit.terbitkan_semua(now=NANTI) == [SATU, DUA]
    assert terbit.terbitkan_semua(now=NANTI) == []
    assert Jejak.objects.filter(kejadian=terbit.DITERBITKAN).count() == 3 * len(SEMUA)


def test_while_a_case_of_the_quarter_has_no_fact_nothing_is_frozen() -> None:
    isi(1)
    satu = isian.kasus(77_777, diajukan_pada=TIGA.awal)
    FaktaKasus.objects.filter(tipe="pengaduan.pengaduan", objek_id=satu.pk).delete()
    assert terbit.terbitkan_semua(now=NANTI) == [SATU, DUA]
    fakta.perbarui("pengaduan.pengaduan", [satu.pk], now=NANTI)
    assert terbit.terbitkan_semua(now=NANTI) == [TIGA]


@pytest.mark.usefixtures("terbitan")
def test_what_is_corrected_later_changes_nothing() -> None:
    """Two publications of a quarter would tell what was corrected between them. There is one."""
    lama = list(TerbitanData.objects.order_by("pk").values_list("dokumen", "sha256"))
    FaktaKasus.objects.update(jenis=JenisPelanggaran.PIDANA)
    isi(2, banyak=7, mulai=10_000)
    assert terbit.terbitkan_semua(now=NANTI + timedelta(days=30)) == []
    assert list(TerbitanData.objects.order_by("pk").values_list("dokumen", "sha256")) == lama


@pytest.mark.usefixtures("terbitan")
def test_a_dataset_that_the_program_learns_later_is_not_published_for_old_quarters() -> None:
    """Counted later, its total would differ from that of the others by what was recorded between."""
    TerbitanData.objects.filter(dataset="pengaduan_jalur").delete()
    assert terbit.terbitkan_semua(now=NANTI) == []


def test_no_published_count_is_below_k(terbitan: dict[tuple[str, Triwulan], dict[str, Any]]) -> None:
    ada = False
    for (kode, _triwulan), isi_ in terbitan.items():
        if SEMUA[kode].jenis == Jenis.CAKUPAN:
            continue
        cacah = {"jumlah", "diputus"}
        angka_ = [b[nama] for b in isi_["baris"] for nama in cacah & b.keys()]
        if SEMUA[kode].jenis == Jenis.CACAH:
            angka_.append(isi_["jumlah"])
        assert all(n is None or n >= K for n in angka_), kode
        ada |= None in angka_ and any(n is not None for n in angka_)
    assert ada


def test_published_counts_are_those_of_the_figures_inside(
    terbitan: dict[tuple[str, Triwulan], dict[str, Any]],
) -> None:
    for (kode, triwulan), isi_ in terbitan.items():
        if kode not in PADANAN:
            continue
        tahu = benar(kode, triwulan)
        assert isi_["jumlah"] in {sum(tahu.values()), None}
        for b in isi_["baris"]:
            assert b["jumlah"] in {tahu.get(b["kode"], 0), None}, (kode, b)


def test_published_months_and_promises_too_are_those_of_the_figures_inside(
    terbitan: dict[tuple[str, Triwulan], dict[str, Any]],
) -> None:
    for triwulan in (SATU, DUA, TIGA):
        saringan = Saringan(triwulan.awal, triwulan.akhir)
        arus, tepat = (angka.SEMUA[kode].hitung(saringan, NANTI) for kode in ("arus", "tepat"))
        assert isinstance(arus, Deret)
        assert isinstance(tepat, Ketepatan)
        for nama in ("masuk", "selesai"):
            jumlah = terbitan[f"pengaduan_{nama}", triwulan]["jumlah"]
            assert jumlah in {sum(n or 0 for n in arus.deret[nama]), None}
        per = {b.kode: sembunyi.janji(b.tepat, b.telat) for b in tepat.baris}
        for b in terbitan["ketepatan", triwulan]["baris"]:
            assert (b["diputus"], b["persen_terendah"], b["persen_tertinggi"], b["keterangan"]) == per[b["kode"]]


def test_all_tables_of_the_same_complaints_have_the_same_total(
    terbitan: dict[tuple[str, Triwulan], dict[str, Any]],
) -> None:
    for triwulan in (SATU, DUA, TIGA):
        masuk = {d.kode for d in SEMUA.values() if d.kelompok == Kelompok.MASUK}
        assert len(masuk) == 6
        assert len({terbitan[kode, triwulan]["jumlah"] for kode in masuk}) == 1


def persamaan(benih_ke: int) -> Iterator[tuple[set[Any], int]]:
    """All that can be read: each total, each row; months, quarters and years of the page; all datasets together."""
    terbitan = dokumen_terbit()
    for (kode, triwulan), isi_ in terbitan.items():
        if SEMUA[kode].jenis != Jenis.CACAH or isi_["jumlah"] is None:
            continue
        tertutup = {(benih_ke, kode, triwulan, b["kode"]) for b in isi_["baris"] if b["jumlah"] is None}
        if tertutup:
            yield tertutup, isi_["jumlah"] - sum(b["jumlah"] or 0 for b in isi_["baris"])
    for kode, dataset in SEMUA.items():
        if dataset.jenis != Jenis.CACAH:
            continue
        setahun = list(TerbitanData.objects.filter(dataset=kode).order_by("triwulan"))
        lembar = baca.lembar(kode, setahun, setahun=True)
        for b in lembar.baris:
            # the year says what the quarters say: a sum of what is published, never of what is hidden
            tahu = [x["jumlah"] for t in setahun for x in t.isi["baris"] if x["kode"] == b.kode]
            assert (b.jumlah.n or 0) == sum(n or 0 for n in tahu)


@pytest.mark.parametrize("benih", range(4))
def test_from_all_publications_together_no_hidden_row_is_recovered(benih: int) -> None:
    """Gauss over everything public: three quarters, their year, all breakdowns of the same complaints."""
    isi(benih, banyak=(90, 180, 400, 900)[benih])
    terbit.terbitkan_semua(now=NANTI)
    sistem = list(persamaan(benih))
    assert sistem
    assert pasti(sistem) == {}
    for kiri, kanan in sistem:
        assert len(kiri) >= sembunyi.TERSEDIKIT or kanan == 0 or all(k[1] == "pengaduan_provinsi" for k in kiri)


def test_whoever_complained_himself_learns_of_nobody_else() -> None:
    """One more case in a hidden row, his own: he reads the same rows as without it, and a total one larger."""
    r = random.Random(5)
    isi(5)
    terbit.terbitkan(TIGA, now=NANTI)
    dulu = dokumen_terbit()
    TerbitanData.objects.all().delete()
    sedikit = [b["kode"] for b in dulu["pengaduan_provinsi", TIGA]["baris"] if b["jumlah"] is None and b["kode"]]
    kode = r.choice([k for k in sedikit if benar("pengaduan_provinsi", TIGA).get(k, 0) < 3])
    sendiri = {"tipe": "pengaduan.pengaduan", "objek_id": 99_999, "status": "x", "jalur": "epengaduan"}
    FaktaKasus.objects.create(masuk_pada=TIGA.awal, provinsi=kode, **sendiri)
    terbit.terbitkan(TIGA, now=NANTI)
    kini = dokumen_terbit()["pengaduan_provinsi", TIGA]
    assert kini["jumlah"] == dulu["pengaduan_provinsi", TIGA]["jumlah"] + 1
    assert [b["jumlah"] for b in kini["baris"] if b["kode"] in sedikit] == [None] * len(sedikit)


@pytest.mark.parametrize(("tersisa", "terbit_kah"), [(4, False), (5, True)])
def test_where_few_complaints_are_left_open_nobody_reads_how_many_ended(tersisa: int, terbit_kah: bool) -> None:
    """All that came in less all that ended are those that are open: subtracting two datasets gives them."""
    satu = {"tipe": "pengaduan.pengaduan", "status": "x", "masuk_pada": TIGA.awal}
    FaktaKasus.objects.bulk_create(
        FaktaKasus(objek_id=ke, selesai_pada=TIGA.awal if ke >= tersisa else None, **satu) for ke in range(60)
    )
    terbit.terbitkan(TIGA, now=NANTI)
    isi_ = dokumen_terbit()
    assert isi_["pengaduan_masuk", TIGA]["jumlah"] == 60
    assert isi_["pengaduan_selesai", TIGA]["jumlah"] == (60 - tersisa if terbit_kah else None)


def test_promises_of_inspectorates_and_of_whole_cases_stand_elsewhere_or_nowhere() -> None:
    """The scoreboard counts the same ones at another time; with the cases that ended they would give the late ones."""
    assert not {"pengaduan.apip", "pengaduan.terima_apip", "pengaduan.keseluruhan"} & set(JANJI_LKPP)


def test_the_share_of_packages_is_published_only_of_many_and_without_its_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for diadukan, dieskalasi, harap in ((49, 20, None), (60, 4, None), (60, 57, None), (60, 34, 55), (160, 83, 51)):
        satu = efektivitas.Efektivitas(diadukan, dieskalasi)
        monkeypatch.setattr(efektivitas, "per_instansi", lambda satu=satu, **_rentang: {None: satu})
        assert hitung._efektivitas(TIGA) == {"efektivitas": (harap,)}


@pytest.mark.usefixtures("terbitan")
def test_documents_keep_to_their_schema_and_their_hash() -> None:
    for satu in TerbitanData.objects.all():
        skema = Client().get(f"/statistik/data/{satu.dataset}/skema-{satu.skema}.json").json()
        jsonschema.Draft202012Validator.check_schema(skema)
        jsonschema.validate(satu.isi, skema)
        jawaban = Client().get(f"/statistik/data/{satu.dataset}/{satu.versi}.json")
        assert jawaban.content == satu.dokumen.encode()
        assert terbit.sidik(jawaban.content.decode()) == satu.sha256


@pytest.mark.usefixtures("terbitan")
def test_a_version_has_one_address_for_ever_and_is_sent_once() -> None:
    for bentuk, jenis in (("csv", "text/csv"), ("json", "application/json")):
        alamat = f"/statistik/data/pengaduan_provinsi/2026-3.{bentuk}"
        satu = Client().get(alamat)
        assert satu.status_code == 200
        assert satu["Content-Type"].startswith(jenis)
        assert satu["Cache-Control"] == "public, max-age=31536000, immutable"
        assert satu["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in satu
        lagi = Client().get(alamat, headers={"if-none-match": satu["ETag"]})
        assert (lagi.status_code, lagi.content) == (304, b"")
        assert Client().post(alamat).status_code == 405
    for salah in (
        "pengaduan_provinsi/2026-03.csv",
        "pengaduan_provinsi/2026-4.csv",
        "tidak_ada/2026-3.csv",
        "tidak_ada/",
    ):
        assert Client().get(f"/statistik/data/{salah}").status_code == 404


@pytest.mark.usefixtures("terbitan")
def test_the_csv_says_what_the_json_says() -> None:
    baris = Client().get("/statistik/data/pengaduan_jalur/2026-3.csv").content.decode().splitlines()
    assert baris[0] == "triwulan,kode,label,jumlah,keterangan"
    isi_ = TerbitanData.objects.get(dataset="pengaduan_jalur", triwulan=3).isi["baris"]
    harap = [["2026-3", b["kode"], b["label"], "" if b["jumlah"] is None else str(b["jumlah"])] for b in isi_]
    assert [b.split(",")[:4] for b in baris[1:]] == harap


def test_no_label_is_taken_for_a_formula() -> None:
    isi_ = {"baris": [{"kode": "a", "label": "=1+1", "jumlah": 7, "keterangan": ""}]}
    satu = TerbitanData(dataset="x", tahun=2026, triwulan=3, dokumen=json.dumps(isi_))
    assert "'=1+1" in dokumen.csv_dari(satu)


@pytest.mark.usefixtures("terbitan")
def test_the_page_of_every_period_says_nothing_that_the_documents_do_not_say() -> None:
    """Whatever stands in the address, the page is one of those of the published periods."""
    harap = {k: badan(periode=k) for k in ("2026-1", "2026-2", "2026-3", "2026")}
    assert len(set(harap.values())) == 4
    for periode, provinsi in product(("", "2026-4", "2025", "x' OR 1", "2026-3"), ("", "11", "31")):
        assert badan(periode=periode, provinsi=provinsi, jalur="wbs") == harap["2026-3"]


def badan(**saring: str) -> str:
    """What a page says."""
    return Client().get("/statistik/", saring).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.usefixtures("terbitan")
def test_the_page_asks_only_whether_anything_is_new() -> None:
    Client().get("/statistik/")
    with CaptureQueriesContext(connection) as queries:
        assert Client().get("/statistik/").status_code == 200
    assert sum("laporan_" in q["sql"] for q in queries) == 1
    assert not any("laporan_fakta" in q["sql"] for q in queries)


def test_without_publications_the_pages_say_so() -> None:
    for alamat in ("/statistik/", "/statistik/data/", "/statistik/data/pengaduan_jalur/"):
        isi_ = Client().get(alamat)
        assert isi_.status_code == 200
        assert "Belum ada" in isi_.content.decode()
    assert Client().get("/statistik/data/katalog.json").json()["data"][0]["versi"] == []


@pytest.mark.usefixtures("terbitan")
def test_the_pages_speak_english_too() -> None:
    orang = Client()
    orang.cookies["django_language"] = "en"
    for alamat in ("/statistik/?periode=2026", "/statistik/data/", "/statistik/data/ketepatan/"):
        assert orang.get(alamat).status_code == 200


def test_the_command_publishes_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    isi(1)
    call_command("terbitkan_statistik")
    assert "2026-1 diterbitkan" in capsys.readouterr().out
    call_command("terbitkan_statistik")
    assert "Tidak ada" in capsys.readouterr().out


def test_sums_over_quarters_are_lower_bounds_where_something_is_hidden(
    terbitan: dict[tuple[str, Triwulan], dict[str, Any]],
) -> None:
    semua = baca.sejak("pengaduan_jalur", Jalur.EPENGADUAN, SATU)
    assert semua.n == sum(
        b["jumlah"] or 0
        for (kode, _t), isi_ in terbitan.items()
        if kode == "pengaduan_jalur"
        for b in isi_["baris"]
        if b["kode"] == Jalur.EPENGADUAN
    )
    assert baca.Nilai.jumlah([baca.Nilai(7), baca.Nilai(None)]) == baca.Nilai(7, bawah=True)
    assert baca.Nilai.jumlah([baca.Nilai(7), baca.Nilai(8)]) == baca.Nilai(15)
    assert baca.Nilai.jumlah([baca.Nilai(None)]) == baca.Nilai(None)
