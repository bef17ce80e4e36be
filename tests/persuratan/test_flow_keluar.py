"""The life of a letter out: ladder, number, signature, dispatch, withdrawal."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from akun import receipt
from akun.actor import Actor
from akun.models import Receipt, User
from jejak import trail
from persuratan import flow_keluar, konsep_keluar, naskah, penandaan
from persuratan.models import NomorSurat, SuratKeluar
from persuratan.signing import Kode
from persuratan.status_keluar import Event, Status
from sla.stages import StepRefused
from tests.factories import SENIN
from tests.persuratan.keluar import PENANDA_TANGAN, SANDI, Meja, PenandaPalsu, data

pytestmark = pytest.mark.django_db
S = Status


def tanda_tangani(m: Meja, s: SuratKeluar, sandi: str = SANDI) -> None:
    flow_keluar.tanda_tangani(surat=s, sandi=sandi, by=m.by[PENANDA_TANGAN], now=SENIN)


def test_a_letter_lives_from_draft_to_archive(meja: Meja, mesin_cetak: list[naskah.Isi]) -> None:
    s = meja.bawa_ke(S.DIARSIPKAN)
    assert (s.nomor_surat, s.nomor, s.tanggal_surat) == ("1/DPPH/11/2026", "SK202611230001", SENIN.date())
    assert (s.nama_penandatangan, s.jabatan_penandatangan) == (meja.by[PENANDA_TANGAN].nama, meja.direktur.jabatan)
    assert s.berkas is not None
    assert s.sha256 == s.berkas.sha256
    assert [j.kejadian for j in trail.of(s)] == [
        Event.DIKONSEP, Event.DIAJUKAN, Event.DISIAPKAN, Event.DINOMORI, Event.DITERBITKAN, Event.DIKIRIM,
        Event.DIARSIPKAN,
    ]  # fmt: skip
    assert mesin_cetak[0].tempat_tanggal == "Jakarta, 23 November 2026"


def test_the_printed_token_opens_the_receipt_and_is_kept_nowhere_once_signed(
    meja: Meja, mesin_cetak: list[naskah.Isi]
) -> None:
    s = meja.bawa_ke(S.TERBIT)
    token = mesin_cetak[-1].token
    found = receipt.open(nomor=s.nomor or "", token=token, alamat="127.0.0.1", now=SENIN)
    assert (found.objek_tipe, found.objek_id) == ("persuratan.suratkeluar", s.pk)
    assert token in mesin_cetak[-1].alamat_cek
    assert s.token == ""


def test_the_ladder_goes_up_in_order(meja: Meja) -> None:
    s = meja.konsep()
    flow_keluar.ajukan_paraf(surat=s, tangga=meja.tangga, by=meja.by["penelaah"], now=SENIN)
    with pytest.raises(PermissionDenied, match="giliran Kepala Subdirektorat 1"):
        flow_keluar.paraf(surat=s, by=meja.by["verifikator"], now=SENIN)
    for nama in ("penelaah", "verifikator"):
        flow_keluar.paraf(surat=s, by=meja.by[nama], now=SENIN)
        assert s.status == S.PARAF
    flow_keluar.paraf(surat=s, by=meja.by["verifikator_2"], now=SENIN, catatan="Baik.")
    assert s.status == S.SIAP_TANDA_TANGAN
    assert [p.sebagai for p in s.paraf.all()] == [p.jabatan for p in meja.tangga]


def test_what_the_second_of_three_sends_back_climbs_again_from_the_first(meja: Meja) -> None:
    s = meja.konsep()
    ajukan = {"surat": s, "tangga": meja.tangga, "by": meja.by["penelaah"], "now": SENIN}
    flow_keluar.ajukan_paraf(**ajukan)
    flow_keluar.paraf(surat=s, by=meja.by["penelaah"], now=SENIN)
    flow_keluar.kembalikan(surat=s, catatan="Sebut pasalnya.", by=meja.by["verifikator"], now=SENIN)
    assert s.status == S.REVISI
    konsep_keluar.ubah(surat=s, data=data(meja.direktur, isi="Pasal 78."), by=meja.by["penelaah"], now=SENIN)
    flow_keluar.ajukan_paraf(**ajukan)
    for nama in ("penelaah", "verifikator", "verifikator_2"):
        flow_keluar.paraf(surat=s, by=meja.by[nama], now=SENIN)
    assert s.status == S.SIAP_TANDA_TANGAN
    lama, baru = s.paraf.filter(putaran=1), s.paraf.filter(putaran=2)
    assert [p.catatan for p in lama if p.dikembalikan_pada] == ["Sebut pasalnya."]
    assert [p.menunggu for p in lama] == [False, False, True]
    assert not any(p.menunggu for p in baru)


def test_the_signer_may_send_back_as_well(meja: Meja) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN)
    flow_keluar.kembalikan(surat=s, catatan="Perhalus nadanya.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert s.status == S.REVISI
    assert s.paraf.order_by("-urutan")[0].catatan == "Perhalus nadanya."


def test_a_letter_without_a_ladder_goes_straight_to_its_signer(meja: Meja) -> None:
    s = meja.konsep()
    flow_keluar.ajukan_paraf(surat=s, tangga=[], by=meja.by["penelaah"], now=SENIN)
    assert s.status == S.SIAP_TANDA_TANGAN


def test_a_ladder_names_each_post_once_and_never_the_signer(meja: Meja) -> None:
    s = meja.konsep()
    for tangga in ([meja.tangga[0], meja.tangga[0]], [meja.tangga[0], meja.direktur]):
        with pytest.raises(StepRefused, match="masing-masing satu kali"):
            flow_keluar.ajukan_paraf(surat=s, tangga=tangga, by=meja.by["penelaah"], now=SENIN)


@pytest.mark.parametrize("kurang", [{"tujuan": " "}, {"perihal": ""}, {"isi": ""}, {"isi": "Yth. {{ nama }}"}])
def test_an_unfinished_letter_is_not_handed_in(kurang: dict[str, str], meja: Meja) -> None:
    s = meja.konsep(**kurang)
    with pytest.raises(StepRefused, match=r"Isi tujuan|belum diisi"):
        flow_keluar.ajukan_paraf(surat=s, tangga=[], by=meja.by["penelaah"], now=SENIN)


def test_after_the_first_initial_nobody_edits_unless_it_is_sent_back(meja: Meja) -> None:
    s = meja.bawa_ke(S.PARAF)
    lain = data(meja.direktur, perihal="Lain")
    with pytest.raises(StepRefused, match="tidak dapat diubah"):
        konsep_keluar.ubah(surat=s, data=lain, by=meja.by["penelaah"], now=SENIN)
    flow_keluar.kembalikan(surat=s, catatan="Ubah.", by=meja.by["penelaah"], now=SENIN)
    konsep_keluar.ubah(surat=s, data=lain, by=meja.by["penelaah"], now=SENIN)
    s.refresh_from_db()
    assert s.perihal == "Lain"


def test_a_signing_that_failed_is_tried_again_with_the_same_number(meja: Meja, penanda: PenandaPalsu) -> None:
    s = meja.bawa_ke(S.SIAP_TANDA_TANGAN)
    with pytest.raises(StepRefused, match="Kata sandi salah"):
        tanda_tangani(meja, s, "keliru")
    s.refresh_from_db()
    assert (s.status, s.nomor_surat, s.galat_penandaan) == (S.DINOMORI, "1/DPPH/11/2026", Kode.SANDI_SALAH)
    tanda_tangani(meja, s)
    assert (s.status, s.nomor_surat) == (S.TERBIT, "1/DPPH/11/2026")
    assert NomorSurat.objects.count() == Receipt.objects.filter(nomor__startswith="SK").count() == 1


def test_an_answer_that_nobody_knows_waits_for_a_decision(meja: Meja, penanda: PenandaPalsu) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    penanda.kode = Kode.TIDAK_PASTI
    with pytest.raises(StepRefused):
        tanda_tangani(meja, s)
    penanda.kode = None
    with pytest.raises(StepRefused, match="Belum pasti"):
        tanda_tangani(meja, s)
    assert len(penanda.panggilan) == 1
    with pytest.raises(StepRefused, match="Putuskan itu dahulu"):
        flow_keluar.batalkan(surat=s, alasan="Batal.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    penandaan.putuskan(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN)
    tanda_tangani(meja, s)
    assert s.status == S.TERBIT


def test_a_claim_whose_process_died_becomes_uncertain(meja: Meja, penanda: PenandaPalsu) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    SuratKeluar.objects.filter(pk=s.pk).update(penandaan_sejak=SENIN)
    s.refresh_from_db()
    with pytest.raises(StepRefused, match="sedang ditandatangani"):
        tanda_tangani(meja, s)
    with pytest.raises(StepRefused, match="tidak menunggu keputusan"):
        penandaan.putuskan(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert penandaan.tidak_pasti(s, now=SENIN + penandaan.SEWA)
    penandaan.putuskan(surat=s, by=meja.by[PENANDA_TANGAN], now=SENIN + penandaan.SEWA)
    assert penanda.panggilan == []


def test_whoever_stands_in_signs_in_his_own_name_also_after_it_was_numbered(
    meja: Meja, plh: User, mesin_cetak: list[naskah.Isi]
) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    flow_keluar.tanda_tangani(surat=s, sandi=SANDI, by=Actor.of(plh), now=SENIN)
    s.refresh_from_db()
    assert s.jabatan_penandatangan == "Plh. Direktur Penanganan Permasalahan Hukum"
    assert (s.nama_penandatangan, s.ditandatangani_oleh) == ("Ibu Plh", plh)
    pertama, kedua = mesin_cetak[-2:]
    assert (pertama.nomor_surat, pertama.tiket, pertama.token) == (kedua.nomor_surat, kedua.tiket, kedua.token)


def test_the_signed_file_never_changes(meja: Meja) -> None:
    s = meja.bawa_ke(S.TERBIT)
    for ganti in ({"berkas": s.berkas_naskah}, {"berkas": None}, {"sha256": "0" * 64}, {"nomor_surat": "2/DPPH"}):
        with pytest.raises(IntegrityError, match="tidak dapat diganti"), transaction.atomic():
            SuratKeluar.objects.filter(pk=s.pk).update(**ganti)
    with pytest.raises(IntegrityError, match="tidak dapat ditarik"), transaction.atomic():
        NomorSurat.objects.all().delete()


def test_signing_inside_a_transaction_is_refused(meja: Meja) -> None:
    """Never while the series of numbers is held: another's signature would wait for a passphrase."""
    s = meja.bawa_ke(S.DINOMORI)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        tanda_tangani(meja, s)


def test_a_letter_given_up_keeps_its_number_and_says_why(meja: Meja) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    flow_keluar.batalkan(surat=s, alasan="Salah tujuan.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    assert (s.status, s.token) == (S.BATAL, "")
    assert NomorSurat.objects.get(surat=s).penjelasan == "Salah tujuan."
    assert meja.bawa_ke(S.TERBIT).nomor_surat == "2/DPPH/11/2026"


def test_a_withdrawn_letter_keeps_number_date_reason_and_who(meja: Meja) -> None:
    s = meja.bawa_ke(S.DIKIRIM)
    with pytest.raises(StepRefused, match="Tulis mengapa"):
        flow_keluar.cabut(surat=s, alasan=" ", by=meja.by[PENANDA_TANGAN], now=SENIN)
    besok = SENIN + timedelta(days=1)
    flow_keluar.cabut(surat=s, alasan="Keliru.", by=meja.by[PENANDA_TANGAN], now=besok)
    s.refresh_from_db()
    assert (s.dicabut, s.dicabut_pada, s.alasan, s.nomor_surat) == (True, besok, "Keliru.", "1/DPPH/11/2026")


def test_a_letter_goes_a_second_way_as_well(meja: Meja) -> None:
    s = meja.bawa_ke(S.DIKIRIM)
    flow_keluar.kirim(surat=s, cara="email", by=meja.by["petugas_tu"], now=SENIN)
    assert [(p.cara, p.kepada) for p in s.pengiriman.all()] == [
        ("cetak", "Kepala Dinas Contoh Jaya"),
        ("email", "dinas@contoh.example"),
    ]
    assert s.status == S.DIKIRIM


@pytest.mark.parametrize(
    ("cara", "ganti", "sebab"),
    [
        ("email", {"tujuan_email": ""}, "tidak punya alamat"),
        ("email", {"kerahasiaan": "sangat_rahasia"}, "tidak dikirim lewat e-mail"),
        ("halaman", {}, "bukan jawaban"),
    ],
)
def test_a_way_that_a_letter_cannot_go_is_refused(cara: str, ganti: dict[str, str], sebab: str, meja: Meja) -> None:
    s = meja.bawa_ke(S.TERBIT, **ganti)
    with pytest.raises(StepRefused, match=sebab):
        flow_keluar.kirim(surat=s, cara=cara, by=meja.by["petugas_tu"], now=SENIN)


def test_texts_are_sealed_in_the_row(meja: Meja) -> None:
    s = meja.konsep()
    for kolom in ("tujuan", "tujuan_tempat", "tujuan_email", "perihal", "isi", "tembusan"):
        assert getattr(s, kolom).encode() not in bytes(getattr(s, f"{kolom}_segel"))


def test_a_draft_is_found_by_its_words_and_a_secret_one_is_not(meja: Meja) -> None:
    terbuka, rahasia = meja.konsep(perihal="sanggah banding"), meja.konsep(perihal="sanggah", kerahasiaan="rahasia")
    kata = konsep_keluar.index_of(SuratKeluar(kerahasiaan="biasa", nomor_surat="sanggah"))
    assert set(kata) <= set(terbuka.cari)
    assert rahasia.cari == []


def test_the_signing_service_knows_a_signer_by_his_nik_where_there_is_one(
    meja: Meja, orang: dict[str, User], penanda: PenandaPalsu
) -> None:
    direktur, admin = orang[PENANDA_TANGAN], meja.by["admin_sistem"]
    meja.bawa_ke(S.TERBIT)
    penandaan.atur_nik(user=direktur, nik="3171234567890123", by=admin, now=SENIN)
    meja.bawa_ke(S.TERBIT)
    assert [siapa.id for siapa in penanda.panggilan] == [direktur.email, "3171234567890123"]
    with pytest.raises(StepRefused, match="16 angka"):
        penandaan.atur_nik(user=direktur, nik="12", by=admin, now=SENIN)
    with pytest.raises(PermissionDenied):
        penandaan.atur_nik(user=direktur, nik="", by=meja.by[PENANDA_TANGAN], now=SENIN)


def banyak(m: Meja, surat: list[SuratKeluar], sandi: str = SANDI) -> list[tuple[str, str]]:
    hasil = flow_keluar.tanda_tangani_semua(surat=surat, sandi=sandi, by=m.by[PENANDA_TANGAN], now=SENIN)
    return [(h.surat.status, h.sebab) for h in hasil]


def test_a_batch_is_signed_letter_by_letter_and_one_that_cannot_be_holds_up_no_other(meja: Meja) -> None:
    surat = [meja.bawa_ke(status) for status in (S.SIAP_TANDA_TANGAN, S.KONSEP, S.DINOMORI)]
    hasil = banyak(meja, surat)
    assert [status for status, _ in hasil] == [S.TERBIT, S.KONSEP, S.TERBIT]
    assert [bool(sebab) for _, sebab in hasil] == [False, True, False]


def test_a_wrong_passphrase_ends_the_batch_at_its_first_letter(meja: Meja, penanda: PenandaPalsu) -> None:
    surat = [meja.bawa_ke(S.SIAP_TANDA_TANGAN) for _ in range(3)]
    assert banyak(meja, surat, "keliru") == [(S.DINOMORI, "Kata sandi salah.")]
    assert (len(penanda.panggilan), NomorSurat.objects.count()) == (1, 1)


def test_the_database_takes_no_issued_letter_without_signer_and_file(meja: Meja) -> None:
    s = meja.bawa_ke(S.DINOMORI)
    with pytest.raises(IntegrityError, match="keluar_terbit_bertanda_tangan"), transaction.atomic():
        SuratKeluar.objects.filter(pk=s.pk).update(status=S.TERBIT)
