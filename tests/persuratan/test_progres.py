"""How far a letter is: the same answer to every wrong key, public words, no officer's name, no secret text."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Pejabat, User
from akun.receipt import TIDAK_COCOK, new_token
from berkas import flow as berkas_flow
from persuratan import disposisi, flow_keluar, flow_masuk
from persuratan.disposisi import Arahan
from persuratan.flow_masuk import DataSurat
from persuratan.models import SuratMasuk
from persuratan.status import Status
from sla import office
from tests import factories
from tests.factories import SENIN
from tests.persuratan.pengirim import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
PROGRES = "/surat/progres/"
TOKEN = "AAAA-BBBB-CCCC-DD"
SURAT = "persuratan:surat_saya"


@pytest.fixture
def kirim(orang: dict[str, User], direktur: Pejabat) -> Callable[..., SuratMasuk]:
    """Somebody with an account sends a letter, of any secrecy."""

    def buat(kerahasiaan: str = "biasa", token: str = TOKEN) -> SuratMasuk:
        data = DataSurat(
            "perorangan", "Siti Contoh", direktur, kerahasiaan, "12/XI/2026", "Perihal <Obat>", alamat="siti@x.example"
        )
        berkas = berkas_flow.terima(unggahan=pdf(), now=SENIN)
        by = Actor.of(orang["pengadu"])
        return flow_masuk.kirim(data=data, berkas=berkas, token=token, by=by, now=SENIN)

    return buat


def buka(client: Client, surat: SuratMasuk, token: str = TOKEN) -> str:
    client.post(reverse("lacak"), {"nomor": surat.nomor, "token": token})
    return str(client.get(PROGRES).content.decode())


def bawa(surat: SuratMasuk, status: str, orang: dict[str, User], jawaban: Any = None) -> None:
    """Let the office work on it."""
    tu, direktur, staf = (Actor.of(orang[n]) for n in ("petugas_tu", "pejabat_dpph", "penelaah"))
    if status == Status.DIKEMBALIKAN:
        flow_masuk.kembalikan(surat=surat, alasan="Halaman dua tidak terbaca.", by=tu, now=SENIN)
        return
    flow_masuk.teruskan(surat=surat, nomor_agenda="1", penerima=None, by=tu, now=SENIN)
    arahan = Arahan(orang=[orang["penelaah"]], instruksi=["siapkan_jawaban"], catatan="Catatan dalam")
    (satu,) = disposisi.disposisikan(surat=surat, arahan=arahan, by=direktur, now=SENIN)
    disposisi.teruskan(
        disposisi=satu, arahan=Arahan(orang=[orang["verifikator"]], instruksi=["telaah"]), by=staf, now=SENIN
    )
    surat.refresh_from_db()
    if status == Status.MENUNGGU_INFO:
        flow_masuk.tanya(surat=surat, pertanyaan="Lampiran mana yang dimaksud?", by=staf, now=SENIN)
    elif status == Status.DIJAWAB:
        flow_masuk.jawab(surat=surat, jawaban=jawaban, penutup="Lihat surat kami.", by=direktur, now=SENIN)
    surat.refresh_from_db()


def test_number_and_token_open_the_page_through_the_one_door(client: Client, kirim: Callable[..., SuratMasuk]) -> None:
    surat = kirim()
    answer = client.post(reverse("lacak"), {"nomor": surat.nomor.lower(), "token": "aaaa bbbb cccc dd"})
    assert answer["Location"] == PROGRES
    isi = client.get(PROGRES).content.decode()
    for teks in (
        surat.nomor,
        "Siti Contoh",
        "Surat Anda sudah kami terima",
        "Mengapa tanggal ini?",
        "Senin, 14 Desember",
    ):
        assert teks in isi
    assert "Perihal &lt;Obat&gt;" not in isi  # the paper with the token may lie about


@pytest.mark.parametrize(("nomor", "token"), [("SM209901010001", TOKEN), ("", "ZZZZ-ZZZZ-ZZZZ-ZZ"), ("", "")])
def test_an_unknown_number_and_a_wrong_token_read_the_same(
    client: Client, kirim: Callable[..., SuratMasuk], nomor: str, token: str
) -> None:
    surat = kirim()
    answer = client.post(reverse("lacak"), {"nomor": nomor or surat.nomor, "token": token or "x"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"token": [str(TIDAK_COCOK)]}
    assert client.get(PROGRES)["Location"] == reverse("lacak")


def test_a_receipt_of_a_complaint_opens_no_letter_and_the_other_way_round(
    client: Client, kirim: Callable[..., SuratMasuk]
) -> None:
    p = factories.ajukan(token=TOKEN)
    client.post(reverse("lacak"), {"nomor": p.nomor, "token": TOKEN})
    assert client.get(PROGRES)["Location"] == reverse("lacak")
    buka(client, kirim())
    assert client.get(reverse("pengaduan:lacak_kasus"))["Location"] == reverse("lacak")


@pytest.mark.parametrize(
    ("status", "kalimat"),
    [
        (Status.DALAM_PROSES, "Surat Anda sedang dikerjakan"),
        (Status.MENUNGGU_INFO, "Kami memerlukan penjelasan dari Anda"),
        (Status.DIJAWAB, "Surat Anda sudah selesai ditangani"),
        (Status.DIKEMBALIKAN, "Surat Anda kami kembalikan"),
    ],
)
def test_each_state_in_public_words_and_no_officers_name(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User], status: str, kalimat: str
) -> None:
    surat = kirim()
    bawa(surat, status, orang)
    for isi in (
        buka(client, surat),
        factories.logged_in(orang["pengadu"]).get(reverse(SURAT, args=[surat.nomor])).content.decode(),
    ):
        assert kalimat in isi
        for user in orang.values():
            assert user.nama not in isi.replace("Ibu Pengadu", "") or user == orang["pengadu"]
        assert "Catatan dalam" not in isi


def test_both_clocks_stand_side_by_side(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User]
) -> None:
    surat = kirim()
    assert "Dihitung sejak diterima pejabat" not in buka(client, surat)
    bawa(surat, Status.DALAM_PROSES, orang)
    isi = client.get(PROGRES).content.decode()
    assert isi.index("dihitung sejak kami terima") < isi.index("Dihitung sejak diterima pejabat")


@pytest.mark.parametrize("dengan_akun", [True, False])
def test_the_sender_answers_the_question_and_work_goes_on(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User], dengan_akun: bool
) -> None:
    surat = kirim()
    bawa(surat, Status.MENUNGGU_INFO, orang)
    assert "Lampiran mana yang dimaksud?" in buka(client, surat)
    alamat = reverse("persuratan:progres_jelaskan")
    if dengan_akun:
        client, alamat = factories.logged_in(orang["pengadu"]), reverse("persuratan:jelaskan", args=[surat.nomor])
    kosong = client.post(alamat, {"penjelasan": " "})
    assert kosong.status_code == 422
    assert client.post(alamat, {"penjelasan": "Lampiran II, halaman 3 <sic>."}).status_code == 302
    surat = SuratMasuk.objects.get()
    assert (surat.status, surat.catatan) == (Status.DALAM_PROSES, "Lampiran II, halaman 3 <sic>.")
    lagi = client.post(alamat, {"penjelasan": "Sekali lagi"})
    assert lagi.status_code == 409


@pytest.mark.parametrize("kerahasiaan", ["biasa", "terbatas", "rahasia", "sangat_rahasia"])
def test_the_answer_to_a_secret_letter_is_read_by_its_sender_only(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User], kerahasiaan: str
) -> None:
    surat = kirim(kerahasiaan)
    jawaban = flow_keluar.catat(
        nomor_surat="16278/DPPH/11/2026", tanggal_surat=SENIN.date(), tujuan="Siti", perihal="Jawaban",
        by=Actor.of(orang["petugas_tu"]), now=SENIN,
    )  # fmt: skip
    bawa(surat, Status.DIJAWAB, orang, jawaban)
    rahasia = kerahasiaan in {"rahasia", "sangat_rahasia"}
    isi = buka(client, surat)
    for teks in ("16278/DPPH/11/2026", "Lihat surat kami.", "Siti Contoh"):
        assert (teks in isi) != rahasia
    assert ("Surat ini rahasia" in isi) == rahasia
    milik = factories.logged_in(orang["pengadu"]).get(reverse(SURAT, args=[surat.nomor])).content.decode()
    assert "16278/DPPH/11/2026" in milik


def test_the_question_about_a_secret_letter_is_not_answered_with_the_token_alone(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User]
) -> None:
    surat = kirim("rahasia")
    bawa(surat, Status.MENUNGGU_INFO, orang)
    assert "Lampiran mana" not in buka(client, surat)
    answer = client.post(reverse("persuratan:progres_jelaskan"), {"penjelasan": "Teks saya"})
    assert answer.status_code == 403
    assert "Teks saya" in answer.content.decode()  # handed back


def test_a_letter_of_somebody_else_does_not_exist(kirim: Callable[..., SuratMasuk], orang: dict[str, User]) -> None:
    surat = kirim()
    for siapa in orang:
        if siapa == "pengadu":
            continue
        browser = factories.logged_in(orang[siapa])
        for nama in ("surat_saya", "terkirim", "terkirim_cetak", "terkirim_pdf"):
            assert browser.get(reverse(f"persuratan:{nama}", args=[surat.nomor])).status_code == 404, siapa
        for nama in ("jelaskan", "terkirim_simpan"):
            assert browser.post(reverse(f"persuratan:{nama}", args=[surat.nomor])).status_code == 404, siapa
        assert surat.nomor not in browser.get(reverse("persuratan:milik")).content.decode()


def test_my_letters_are_paged_newest_first(kirim: Callable[..., SuratMasuk], orang: dict[str, User]) -> None:
    nomor = [kirim(token=new_token()).nomor for _ in range(23)]
    browser = factories.logged_in(orang["pengadu"])
    pertama = browser.get(reverse("persuratan:milik")).content.decode()
    kedua = browser.get(reverse("persuratan:milik") + "?halaman=2").content.decode()
    assert [n in pertama for n in nomor] == [False] * 3 + [True] * 20
    assert [n in kedua for n in nomor] == [True] * 3 + [False] * 20
    assert pertama.index(nomor[-1]) < pertama.index(nomor[3])


def test_the_page_closes_on_request_and_after_half_an_hour(client: Client, kirim: Callable[..., SuratMasuk]) -> None:
    surat = kirim()
    buka(client, surat)
    client.post(reverse("persuratan:progres_tutup"))
    assert client.get(PROGRES)["Location"] == reverse("lacak")
    buka(client, surat)
    for menit, status in ((29, 200), (31, 302)):
        sesi = client.session
        sesi["tanda_terima"] = {surat.nomor: int((timezone.now() - timedelta(minutes=menit)).timestamp())}
        sesi.save()
        assert client.get(PROGRES).status_code == status


def test_the_page_costs_at_most_eight_queries(
    client: Client, kirim: Callable[..., SuratMasuk], orang: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    surat = kirim()
    bawa(surat, Status.DALAM_PROSES, orang)
    buka(client, surat)
    office.kalender()
    with django_assert_max_num_queries(5):
        client.get(PROGRES)
    browser = factories.logged_in(orang["pengadu"])
    browser.get(reverse(SURAT, args=[surat.nomor]))
    with django_assert_max_num_queries(8):
        browser.get(reverse(SURAT, args=[surat.nomor]))
