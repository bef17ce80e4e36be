"""The life of a question and its answer: four eyes, versions, withdrawal; a draft from a ticket; the count."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from akun.actor import Actor
from helpdesk import faq, flow, reference_faq
from helpdesk.faq import IsiFaq
from helpdesk.models import Faq, FaqTerjawab, MejaLayanan, VersiFaq
from jejak.models import Jejak
from tests.factories import SENIN

Pelaku = Callable[[str], Actor]
ISI = IsiFaq("Bagaimana mengganti e-mail?", "Datang membawa **surat bermeterai**.", "akun", "surel, ubah email")


def terbit(pelaku: Pelaku, isi: IsiFaq = ISI, meja: MejaLayanan | None = None) -> VersiFaq:
    versi = faq.tulis(isi, meja=meja, by=pelaku("helpdesk"), now=SENIN)
    faq.tinjau(versi, setuju=True, by=pelaku("helpdesk_2"), now=SENIN)
    return faq.terbitkan(versi, by=pelaku("helpdesk"), now=SENIN)


def test_it_is_written_reviewed_by_another_and_published(pelaku: Pelaku) -> None:
    versi = faq.tulis(ISI, meja=None, by=pelaku("helpdesk"), now=SENIN)
    assert not Faq.objects.umum().exists()
    with pytest.raises(ValidationError, match="ditinjau orang lain"):
        faq.terbitkan(versi, by=pelaku("helpdesk"), now=SENIN)
    with pytest.raises(PermissionDenied, match="rekan Anda"):
        faq.tinjau(versi, setuju=True, by=pelaku("helpdesk"), now=SENIN)
    faq.tinjau(versi, setuju=True, by=pelaku("helpdesk_2"), now=SENIN)
    faq.terbitkan(versi, by=pelaku("helpdesk"), now=SENIN)
    assert list(Faq.objects.umum()) == [versi.faq]
    assert versi.faq.kode == "bagaimana-mengganti-e-mail"
    assert list(Jejak.objects.filter(objek_tipe="helpdesk.faq").order_by("pk").values_list("kejadian", flat=True)) == [
        "helpdesk.faq_ditulis",
        "helpdesk.faq_ditinjau",
        "helpdesk.faq_terbit",
    ]


def test_whoever_changed_it_last_does_not_review_it(pelaku: Pelaku) -> None:
    versi = faq.tulis(ISI, meja=None, by=pelaku("helpdesk"), now=SENIN)
    versi = faq.ubah(versi.faq, ISI, by=pelaku("helpdesk_2"), now=SENIN)
    with pytest.raises(PermissionDenied):
        faq.tinjau(versi, setuju=True, by=pelaku("helpdesk_2"), now=SENIN)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor does the database believe it
        VersiFaq.objects.filter(pk=versi.pk).update(ditinjau_oleh=versi.ditulis_oleh_id)


def test_a_reviewed_version_that_is_changed_is_a_draft_again(pelaku: Pelaku) -> None:
    versi = faq.tulis(ISI, meja=None, by=pelaku("helpdesk"), now=SENIN)
    faq.tinjau(versi, setuju=True, by=pelaku("helpdesk_2"), now=SENIN)
    faq.ubah(versi.faq, ISI, by=pelaku("helpdesk"), now=SENIN)
    with pytest.raises(ValidationError):
        faq.terbitkan(versi, by=pelaku("helpdesk"), now=SENIN)


def test_a_reviewer_who_does_not_agree_says_why(pelaku: Pelaku) -> None:
    versi = faq.tulis(ISI, meja=None, by=pelaku("helpdesk"), now=SENIN)
    with pytest.raises(ValidationError, match="diperbaiki"):
        faq.tinjau(versi, setuju=False, catatan=" ", by=pelaku("helpdesk_2"), now=SENIN)
    faq.tinjau(versi, setuju=False, catatan="Sebut suratnya.", by=pelaku("helpdesk_2"), now=SENIN)
    versi.refresh_from_db()
    assert (versi.keadaan, versi.catatan, versi.ditinjau_oleh) == ("draf", "Sebut suratnya.", None)


def test_a_new_version_takes_the_place_of_the_published_one_which_is_kept(pelaku: Pelaku) -> None:
    lama = terbit(pelaku)
    baru = faq.ubah(lama.faq, IsiFaq("Ganti e-mail?", "Lewat surat.", "akun"), by=pelaku("helpdesk"), now=SENIN)
    assert (baru.nomor, lama.faq.terbit) == (2, lama)
    faq.tinjau(baru, setuju=True, by=pelaku("helpdesk_2"), now=SENIN)
    faq.terbitkan(baru, by=pelaku("helpdesk_2"), now=SENIN + timedelta(hours=1))
    lama.refresh_from_db()
    assert (lama.keadaan, lama.jawaban, lama.berakhir_pada) == ("diganti", ISI.jawaban, SENIN + timedelta(hours=1))
    assert lama.faq.terbit == baru


def test_what_is_withdrawn_says_why_and_is_found_no_more(pelaku: Pelaku) -> None:
    versi = terbit(pelaku)
    with pytest.raises(ValidationError, match="alasan"):
        faq.tarik(versi.faq, alasan="", by=pelaku("helpdesk"), now=SENIN)
    assert faq.saran("mengganti email")
    faq.tarik(versi.faq, alasan="Aturan berubah.", by=pelaku("helpdesk"), now=SENIN)
    assert faq.saran("mengganti email") == []
    with pytest.raises(ValidationError, match="sudah ditarik"):
        faq.tarik(versi.faq, alasan="Lagi.", by=pelaku("helpdesk"), now=SENIN)


@pytest.mark.parametrize(
    ("siapa", "untuk", "boleh"),
    [
        ("helpdesk", None, True),
        ("helpdesk", "mamuju", True),
        ("mamuju", "mamuju", True),
        ("kepala", "mamuju", True),
        ("mamuju", None, False),
        ("mamuju", "bontang", False),
        ("pimpinan", None, False),
        ("pelapor", None, False),
    ],
)
def test_who_writes_for_whom(
    siapa: str, untuk: str | None, boleh: bool, pelaku: Pelaku, meja: dict[str, MejaLayanan]
) -> None:
    try:
        faq.tulis(ISI, meja=meja[untuk] if untuk else None, by=pelaku(siapa), now=SENIN)
    except PermissionDenied:
        assert not boleh
    else:
        assert boleh


def test_an_lpse_sees_its_own_and_what_is_for_all(pelaku: Pelaku, meja: dict[str, MejaLayanan]) -> None:
    umum = faq.tulis(ISI, meja=None, by=pelaku("helpdesk"), now=SENIN).faq
    punya = faq.tulis(ISI, meja=meja["mamuju"], by=pelaku("mamuju"), now=SENIN).faq
    assert punya.kode == "bagaimana-mengganti-e-mail-2"
    assert set(Faq.objects.visible_to(pelaku("mamuju"))) == {umum, punya}
    assert set(Faq.objects.visible_to(pelaku("bontang"))) == {umum}
    assert not Faq.objects.visible_to(pelaku("pelapor"))


def test_a_draft_from_a_ticket_carries_nothing_of_the_reporter(buat: Any, pelaku: Pelaku) -> None:
    tiket = buat(
        oleh="mamuju",
        jenis="pertanyaan",
        nama="Yohana Wambrauw",
        alamat="Jl. Trans Papua 7, Distrik Mandobo",
        telepon="0812-7777-0042",
        surel="yohana@cvkenari.example",
        judul="Yohana Wambrauw tidak bisa unggah dokumen",
        uraian="Saya Yohana, 0812 7777 0042.",
    )
    jawaban = (
        "Yth. Ibu Yohana Wambrauw,\n\nKosongkan cache peramban, lalu unggah lagi. Balas ke yohana@cvkenari.example "
        "atau telepon +62 812 7777 0042, ke Distrik Mandobo. NPWP 01.234.567.8-901.000, tiket " + tiket.nomor + "."
    )
    flow.balas(tiket=tiket, isi=jawaban, by=pelaku("mamuju"), now=SENIN)
    flow.balas(tiket=tiket, isi="Catatan: orangnya galak.", hanya_petugas=True, by=pelaku("mamuju"), now=SENIN)
    versi = faq.draf_dari_tiket(tiket, by=pelaku("mamuju"), now=SENIN)
    teks = f"{versi.pertanyaan} {versi.jawaban} {versi.kata_kunci} {versi.faq.kode}"
    for milik in ("Yohana", "yohana", "Wambrauw", "0042", "cvkenari", "Mandobo", "01.234", tiket.nomor, "galak"):
        assert milik not in teks
    assert "Kosongkan cache peramban" in versi.jawaban
    assert (versi.keadaan, versi.faq.dari_tiket, versi.faq.meja) == ("draf", tiket.nomor, tiket.meja)
    with pytest.raises(ValidationError, match="disamarkan"):  # and it is read before it is published
        faq.tinjau(versi, setuju=True, by=pelaku("kepala"), now=SENIN)


def test_a_ticket_without_an_answer_makes_no_draft(buat: Any, pelaku: Pelaku) -> None:
    with pytest.raises(ValidationError, match="belum dijawab"):
        faq.draf_dari_tiket(buat(), by=pelaku("mamuju"), now=SENIN)


def test_each_answered_question_is_counted_by_day(pelaku: Pelaku) -> None:
    entri = terbit(pelaku).faq
    for by in (None, None, pelaku("pelapor"), pelaku("mamuju")):
        faq.terjawab(entri, by=by, now=SENIN)
    faq.terjawab(entri, now=SENIN + timedelta(hours=15))  # 24.00 WIB: the next day
    assert list(FaqTerjawab.objects.order_by("tanggal").values_list("sendiri", "petugas")) == [(3, 1), (1, 0)]


def test_the_first_entries_are_loaded_once_and_stay_as_officers_made_them(pelaku: Pelaku) -> None:
    assert reference_faq.load_faq().baru >= 10
    satu = Faq.objects.get(kode="lupa-kata-sandi")
    faq.tarik(satu, alasan="Kami tulis ulang.", by=pelaku("helpdesk"), now=SENIN)
    assert reference_faq.load_faq().baru == 0
    assert satu.terbit is None
    for versi in VersiFaq.objects.all():
        versi.clean_fields(exclude=[f.name for f in VersiFaq._meta.fields if f.null])
