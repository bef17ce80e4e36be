"""Lists taken along: by who sees them, as he sees them, without anybody's identity, on the trail, never a formula."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import openpyxl
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, JSONField, TextField
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import PETUGAS, Actor, Peran
from akun.models import Pejabat, Unit, User
from akun.receipt import new_token
from jejak.models import Jejak
from laporan import pekerjaan
from laporan.ekspor import jalan
from laporan.ekspor.bentuk import IsiKueri
from laporan.ekspor.daftar import SEMUA
from laporan.models import Pekerjaan
from pengaduan.models import Pengaduan
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.status import Status
from persuratan import flow_masuk
from persuratan.flow_masuk import DataSurat
from tests import factories
from tests.helpdesk.meja import Bangsal
from tests.laporan.unduhan import alamat, ambil, baru_masuk, penuhi, tabel

pytestmark = pytest.mark.django_db
P = Peran
MEJA = {P.VERIFIKATOR, P.PENELAAH, P.PEJABAT_DPPH, P.PIMPINAN}
BERSURAT = MEJA | {P.PENJAGA_IDENTITAS, P.PETUGAS_TU, P.PETUGAS_HELPDESK, P.PETUGAS_ADVOKASI}
PAPAN = {P.PEJABAT_DPPH, P.PIMPINAN, P.PENELAAH}
MEJA_LAYANAN = {P.PETUGAS_LPSE, P.KEPALA_LPSE, P.PETUGAS_HELPDESK}
TENGGAT = {P.ADMIN_SISTEM, P.PIMPINAN, P.PEJABAT_DPPH}
BOLEH: dict[str, set[Peran]] = {
    "kasus": MEJA,
    "kotak-apip": {P.ADMIN_APIP, P.AUDITOR_APIP},
    "surat-tu": {P.PETUGAS_TU},
    "surat-masuk": BERSURAT,
    "surat-keluar": BERSURAT,
    "buku-nomor": {P.PETUGAS_TU},
    "tiket": {P.PETUGAS_LPSE, P.KEPALA_LPSE, P.PETUGAS_HELPDESK, P.PIMPINAN},
    "masalah": {P.PETUGAS_LPSE, P.KEPALA_LPSE, P.PETUGAS_HELPDESK, P.PIMPINAN},
    "verifikasi": {P.PETUGAS_LPSE, P.KEPALA_LPSE},
    "belum-terjawab": MEJA_LAYANAN,
    "tender": MEJA_LAYANAN,
    "meja-helpdesk": {P.ADMIN_SISTEM, P.PETUGAS_HELPDESK},
    "tanya-jawab": MEJA_LAYANAN,
    "koleksi": {P.PETUGAS_ADVOKASI},
    "pengumuman": MEJA_LAYANAN,
    "gangguan": {P.PETUGAS_HELPDESK},
    "masa-galat": BERSURAT | {P.ADMIN_SISTEM, P.PETUGAS_LPSE, P.KEPALA_LPSE},
    "kebijakan": TENGGAT,
    "libur": TENGGAT,
    "konsultasi": {P.PETUGAS_ADVOKASI},
    "keluhan": {P.PETUGAS_ADVOKASI, P.PIMPINAN},
    "inspektorat": MEJA | {P.ADMIN_SISTEM, P.PETUGAS_TU},
    "keanggotaan": {P.PEJABAT_DPPH, P.PIMPINAN, P.ADMIN_SISTEM},
    "calon-undangan": {P.PEJABAT_DPPH, P.PENELAAH, P.VERIFIKATOR},
    "papan-skor": PAPAN,
    "efektivitas": PAPAN,
}
"""Who may take which list."""
BERPENUH = {"buku-nomor", "belum-terjawab", "tender", "meja-helpdesk", "tanya-jawab", "koleksi", "pengumuman"} | {
    *("gangguan", "masa-galat", "kebijakan", "libur"),
}
"""Lists that have a row after `penuhi`."""
ANEH = '=HYPERLINK("http://x.example";"klik")'


@pytest.fixture
def masuk(orang: dict[str, User]) -> Callable[[str], Client]:
    """A browser of somebody who has just shown again who he is."""
    return lambda nama: baru_masuk(orang[nama])


@pytest.fixture
def advokasi(orang: dict[str, User]) -> None:
    """The officer of advocacy works at a directorate."""
    unit, _ = Unit.objects.get_or_create(kode="DAPD", defaults={"nama": "Direktorat Advokasi Pemerintah Daerah"})
    User.objects.filter(pk=orang["petugas_advokasi"].pk).update(unit=unit)
    orang["petugas_advokasi"].refresh_from_db()


def test_every_list_is_in_the_table_of_who_may_take_it() -> None:
    assert set(SEMUA) == set(BOLEH)


@pytest.mark.parametrize("peran", sorted(set(Peran) - {P.SISTEM}))
def test_who_may_take_which_list(
    peran: Peran, masuk: Callable[[str], Client], advokasi: None, bangsal: Bangsal
) -> None:
    client = masuk(peran)
    for kode, boleh in BOLEH.items():
        for jawab in (client.get(alamat(kode)), client.post(alamat(kode), {"bentuk": "xlsx"})):
            assert (jawab.status_code == 200) == (peran in boleh), (kode, jawab.status_code)
            assert jawab.status_code in {200, 403}
    assert Jejak.objects.filter(kejadian=jalan.DIEKSPOR).count() == sum(peran in b for b in BOLEH.values())


def test_a_stranger_is_sent_to_the_login_and_an_unknown_list_is_not_there(
    client: Client, masuk: Callable[[str], Client]
) -> None:
    assert client.get(alamat("kasus")).status_code == 302
    assert client.post(alamat("kasus"), {"bentuk": "csv"}).status_code == 302
    assert masuk("verifikator").get(alamat("identitas")).status_code == 404


@pytest.mark.parametrize("kode", sorted(BOLEH))
def test_the_page_of_a_list_links_to_its_file(
    kode: str, masuk: Callable[[str], Client], orang: dict[str, User], advokasi: None, bangsal: Bangsal
) -> None:
    """Where the list has rows; the pages of all lists that have some here."""
    factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    penuhi(bangsal)
    client = masuk(sorted(BOLEH[kode])[0])
    halaman = client.get(reverse(SEMUA[kode].asal) + ("?pandang=semua" if kode in {"kasus", "kotak-apip"} else ""))
    assert halaman.status_code == 200
    if kode in {"kasus", "kotak-apip", "inspektorat", "calon-undangan", *BERPENUH}:
        assert f'"{alamat(kode)}?' in halaman.content.decode()


def _ceritakan(orang: dict[str, User]) -> list[Pengaduan]:
    """Complaints of all levels of identity, up to the inspectorate; the package names who complains and how to reach
    her.
    """
    i = factories.IDENTITAS
    paket = f"{ANEH} lapor {i.nama} hubungi {i.telepon} atau {i.surel} NIK {i.nomor_identitas}"
    kasus = [
        factories.bawa_ke(
            Status.TINDAK_LANJUT_APIP, orang, tingkat=tingkat, nama_paket=paket, token=f"TOKN-{n:04}-KENA-RI"
        )
        for n, tingkat in enumerate(TingkatIdentitas.values)
    ]
    Pengaduan.objects.filter(pk__in=[p.pk for p in kasus]).update(instansi_teks="")
    return kasus


RAHASIA = (
    "Kenari",
    "Wambrauw",
    "yohana.kenari@pelapor.example",
    "0812-7777-0042",
    "9302014203910007",
    "TOKN",
    "Syarat alat berat",  # what was told
    "adendum di SPSE",
    "Pokja 3",  # of whom
    "PT Contoh Jaya",
)


def terbaca(isi: bytes, bentuk: str) -> str:
    """All that stands in a file."""
    if bentuk == "csv":
        return isi.decode("utf-8-sig")
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    return "\n".join(str(sel) for baris in buku.worksheets[0].iter_rows(values_only=True) for sel in baris)


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_no_list_carries_who_complained_or_what_was_told(
    bentuk: str,
    masuk: Callable[[str], Client],
    orang: dict[str, User],
    advokasi: None,
    bangsal: Bangsal,
) -> None:
    penuhi(bangsal)
    kasus = _ceritakan(orang)
    judul = "Panggil Yohana Kenari 0812 7777 0042 yohana.kenari@pelapor.example"
    bangsal.catat(judul=judul)
    banyak, berisi = 0, set[str]()
    for kode, boleh in BOLEH.items():
        for peran in sorted(boleh):
            isi = terbaca(ambil(masuk(peran), kode, bentuk, pandang="semua", milik="semua"), bentuk)
            temu = [r for r in RAHASIA if r.casefold() in isi.casefold()]
            # of who stays anonymous nothing is known that could be blanked but what looks like an address or a number
            assert temu in ([], ["Kenari", "Wambrauw"]), (kode, peran, temu)
            banyak += isi.count(kasus[0].nomor)
            berisi |= {kode} if isi.count("\n") > 1 else set()
            if kode == "kotak-apip":
                assert isi.count("Kenari") == 1, isi
            elif kode in {"tiket", "belum-terjawab"}:
                assert "Kenari" not in isi
    assert banyak == 6  # the desk of four roles, and of the inspectorate two
    assert berisi >= BERPENUH


@pytest.mark.parametrize("kode", sorted(BOLEH))
def test_no_column_reads_a_seal_a_person_or_a_token(
    kode: str, actor: Callable[[str], Actor], advokasi: None, bangsal: Bangsal
) -> None:
    for peran in sorted(BOLEH[kode]):
        isi = jalan.buka(SEMUA[kode], QueryDict("pandang=semua&milik=semua"), by=actor(peran), now=timezone.now())
        if not isinstance(isi, IsiKueri):
            continue
        for rows, sumber in product(isi.rows, isi.sumber):
            model: Any = rows.model
            *jalur, akhir = sumber.split("__")
            for nama in jalur:
                model = model._meta.get_field(nama).related_model
            bidang = model._meta.pk if akhir == "pk" else model._meta.get_field(akhir)
            assert model is not User, sumber
            assert not isinstance(bidang, BinaryField | TextField | JSONField | ArrayField), sumber
            assert not re.search("token|kunci|segel|surel|telepon|alamat|^pengirim|^pengadu$|^pemohon", akhir), sumber


@pytest.mark.parametrize("kerahasiaan", ["biasa", "rahasia"])
def test_of_a_letter_only_the_envelope_is_taken(
    kerahasiaan: str, masuk: Callable[[str], Client], actor: Callable[[str], Actor], kebijakan: None
) -> None:
    direktur = Pejabat.objects.create(
        jabatan="Direktur Uji", unit=Unit.objects.create(kode="DU", nama="Direktorat Uji")
    )
    isi: dict[str, Any] = {
        "jenis_pengirim": "perorangan",
        "nama_pengirim": "Yohana Kenari Wambrauw",
        "instansi": factories.InstansiFactory(nama="Pemerintah Kota Kenariwangi"),
        "penerima": direktur,
        "kerahasiaan": kerahasiaan,
        "nomor_surat": "027/KENARI/2026",
        "perihal": "Kenari melapor",
    }
    kertas: dict[str, Any] = {"kanal": "kertas", "diterima_pada": factories.SENIN, "berkas": None}
    surat = flow_masuk.catat(
        data=DataSurat(**isi), token=new_token(), by=actor("petugas_tu"), now=factories.SENIN, **kertas
    )
    (baris,) = tabel(ambil(masuk("petugas_tu"), "surat-tu", pandang="semua"))
    assert baris["Nomor"] == surat.nomor
    assert "kenari" not in str(baris).casefold()
    assert baris["Kanal"] == ("Kertas" if kerahasiaan == "biasa" else "")


def test_a_file_knows_days_only_and_nobody_by_name(
    masuk: Callable[[str], Client], orang: dict[str, User], kebijakan: None
) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, tingkat=TingkatIdentitas.ANONIM)
    isi = ambil(masuk("pimpinan"), "kasus", pandang="semua").decode()
    (baris,) = tabel(isi.encode())
    assert baris["Nomor"] == p.nomor
    assert baris["Diterima"] == f"{p.diajukan_pada.astimezone(factories.SENIN.tzinfo):%Y-%m-%d}"
    assert baris["Ada pemegang"] == "ya"
    assert not re.search(r"\d[:.]\d\d\b", isi)
    assert not [u.nama for u in orang.values() if u.nama in isi]


def test_a_file_has_what_the_filter_shows_and_not_what_is_another_s(
    masuk: Callable[[str], Client], orang: dict[str, User], kebijakan: None
) -> None:
    satu = factories.bawa_ke(Status.TERKIRIM, orang)
    dua = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    semua = {b["Nomor"] for b in tabel(ambil(masuk("penelaah"), "kasus", pandang="semua"))}
    assert semua == {satu.nomor, dua.nomor}
    saring = {b["Nomor"] for b in tabel(ambil(masuk("penelaah"), "kasus", pandang="semua", status="terkirim"))}
    assert saring == {satu.nomor}
    assert tabel(ambil(masuk("penelaah"), "kasus", pandang="semua", status="tidak_ada")) == []
    assert [b["Nomor"] for b in tabel(ambil(masuk("admin_apip"), "kotak-apip"))] == [dua.nomor]
    assert tabel(ambil(masuk("orang_luar"), "kotak-apip")) == []


def test_an_officer_with_a_conflict_does_not_get_those_cases(
    masuk: Callable[[str], Client], orang: dict[str, User], kebijakan: None
) -> None:
    p = factories.bawa_ke(Status.TERKIRIM, orang)
    orang["penelaah"].konflik.add(p.instansi)  # type: ignore[arg-type]
    assert tabel(ambil(masuk("penelaah"), "kasus", pandang="semua")) == []


def test_the_trail_tells_who_took_what_but_no_words_of_a_search(
    masuk: Callable[[str], Client], orang: dict[str, User], kebijakan: None
) -> None:
    factories.bawa_ke(Status.TERKIRIM, orang)
    ambil(masuk("verifikator"), "kasus", pandang="semua", status="terkirim", q="Kenari", instansi="Boven", halaman="2")
    jejak = Jejak.objects.get(kejadian=jalan.DIEKSPOR)
    assert (jejak.objek_tipe, jejak.objek_id, jejak.pelaku_id) == ("akun.user", orang["verifikator"].pk, jejak.objek_id)
    saring = {"pandang": "semua", "status": "terkirim", "q": True, "instansi": True}
    assert jejak.data == {"daftar": "kasus", "bentuk": "csv", "baris": 0, "saring": saring}


def test_nothing_is_taken_by_a_link(masuk: Callable[[str], Client], kebijakan: None) -> None:
    halaman = masuk("verifikator").get(alamat("kasus", bentuk="csv"))
    assert "attachment" not in halaman.headers.get("Content-Disposition", "")
    assert not Jejak.objects.filter(kejadian=jalan.DIEKSPOR).exists()


def test_whoever_logged_in_long_ago_shows_again_who_he_is(masuk: Callable[[str], Client], kebijakan: None) -> None:
    client = masuk("verifikator")
    session = client.session
    for cara in session["account_authentication_methods"]:
        cara["at"] -= 600
    session.save()
    jawab: Any = client.get(alamat("kasus"))
    assert (jawab.status_code, "reauthenticate" in jawab["Location"]) == (302, True)
    jawab = client.post(alamat("kasus"), {"bentuk": "csv"})
    assert jawab.status_code == 403
    assert "Pastikan ini Anda" in jawab.content.decode()
    assert not Jejak.objects.filter(kejadian=jalan.DIEKSPOR).exists()


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_a_long_list_is_ordered_and_is_the_same(
    bentuk: str,
    masuk: Callable[[str], Client],
    orang: dict[str, User],
    kebijakan: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ke in range(3):
        factories.bawa_ke(Status.TERKIRIM, orang)
    client = masuk("verifikator")
    langsung = ambil(client, "kasus", bentuk, pandang="semua")
    monkeypatch.setattr(jalan, "SEKETIKA", 2)
    jawab: Any = client.post(alamat("kasus", pandang="semua"), {"bentuk": bentuk})
    satu = Pekerjaan.objects.get()
    assert jawab["Location"] == reverse("laporan:pekerjaan_satu", args=[satu.kode])
    assert pekerjaan.kerjakan(jam=timezone.now) == 1
    unduhan: Any = client.get(reverse("laporan:pekerjaan_unduh", args=[satu.kode]))
    assert terbaca(b"".join(unduhan), bentuk) == terbaca(langsung, bentuk)
    satu.refresh_from_db()
    assert (satu.sudah, satu.semua) == (3, 3)
    assert [j.data["baris"] for j in Jejak.objects.filter(kejadian=jalan.DIEKSPOR)] == [3, 3]


def test_an_order_sees_what_its_owner_may_see_when_it_is_done(
    masuk: Callable[[str], Client], orang: dict[str, User], kebijakan: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = factories.bawa_ke(Status.TERKIRIM, orang)
    monkeypatch.setattr(jalan, "SEKETIKA", 0)
    masuk("verifikator").post(alamat("kasus", pandang="semua"), {"bentuk": "csv"})
    orang["verifikator"].konflik.add(p.instansi)  # type: ignore[arg-type]
    pekerjaan.kerjakan(jam=timezone.now)
    assert Pekerjaan.objects.get().keadaan == Pekerjaan.Keadaan.GAGAL


def test_a_list_costs_as_many_queries_however_long_it_is(
    orang: dict[str, User], kebijakan: None, django_assert_num_queries: Any, actor: Callable[[str], Actor]
) -> None:
    by, now, data = actor("pimpinan"), timezone.now(), QueryDict("pandang=semua")
    for ke in range(4):
        factories.bawa_ke(Status.TERKIRIM, orang, now=factories.SENIN + timedelta(hours=ke))
    with django_assert_num_queries(5):  # their number, their rows with how to plan them, whom to blank out
        jalan.tulis(
            SEMUA["kasus"], jalan.buka(SEMUA["kasus"], data, by=by, now=now), "csv", io.BytesIO(), lambda a, b: None
        )


def test_all_who_work_here_find_the_lists_that_are_theirs(masuk: Callable[[str], Client], advokasi: None) -> None:
    for peran in sorted(PETUGAS):
        halaman = masuk(peran).get(reverse("laporan:ekspor_daftar")).content.decode()
        assert {k for k in BOLEH if f'"{alamat(k)}"' in halaman} == {
            k for k in BOLEH if peran in BOLEH[k] or (k == "konsultasi" and peran in BERSURAT)
        }, peran
