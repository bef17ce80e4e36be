"""Attacks on the helpdesk: what people see who should not, texts that break what reads them, steps out of turn."""

import json
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from akun import terbuka
from akun.actor import SYSTEM, Actor
from berkas import flow as berkas_flow
from helpdesk import balasan, flow, flow_kelompok, flow_surel, pengumuman, spanduk, tender, utas
from helpdesk.flow_surel import Kiriman
from helpdesk.isi_faq import html
from helpdesk.models import KotakSurel, LampiranTiket, Layanan, Masalah, PesanTiket, Surel, Tiket
from helpdesk.perjalanan import percakapan
from helpdesk.pilihan import Dari
from helpdesk.reference_layanan import load_layanan
from helpdesk.status import Event, Status
from jejak import trail
from sla.stages import StepRefused
from tests.berkas import samples
from tests.factories import SENIN
from tests.helpdesk.meja import KATA, LANJUT, Bangsal

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]


@pytest.mark.parametrize(("di", "siapa"), [("lkpp", "petugas_lpse"), ("mamuju", "petugas_helpdesk")])
def test_staff_who_report_to_another_desk_are_its_reporters_and_read_none_of_its_notes(
    di: str, siapa: str, masuk: Masuk, bangsal: Bangsal
) -> None:
    t = bangsal.catat(getattr(bangsal, di), by=bangsal.actor(siapa))
    utas.tulis(t, isi="Rahasia meja.", dari=Dari.PETUGAS, hanya_petugas=True, by=SYSTEM, now=LANJUT)
    browser = masuk(siapa)
    assert browser.get(reverse("helpdesk:tiket", args=[t.nomor])).status_code == 404
    assert browser.post(reverse("helpdesk:tiket_catatan", args=[t.nomor]), {"isi": KATA}).status_code == 404
    sendiri = browser.get(reverse("helpdesk:tiket_saya", args=[t.nomor]))
    assert sendiri.status_code == 200
    assert "Rahasia meja." not in sendiri.content.decode()


def lampir(t: Tiket, *, hanya_petugas: bool = False) -> LampiranTiket:
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("a.pdf", samples.pdf()), now=LANJUT)
    berkas_flow.periksa(berkas_id=berkas.pk, now=LANJUT)
    pesan = utas.tulis(
        t, isi=KATA, dari=Dari.PETUGAS, hanya_petugas=hanya_petugas, berkas=[berkas], by=SYSTEM, now=LANJUT
    )
    return pesan.lampiran.get()


def test_who_takes_a_file_stands_on_the_trail_and_a_file_of_a_note_is_not_there(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.catat(by=bangsal.actor("pengadu"))
    balasan_meja, catatan = lampir(t), lampir(t, hanya_petugas=True)
    pelapor, petugas = masuk("pengadu"), masuk("petugas_lpse")
    assert pelapor.get(reverse("helpdesk:progres_berkas", args=[catatan.pk])).status_code == 404
    assert not trail.of(t).filter(kejadian=Event.BERKAS_DIUNDUH).exists()
    for browser, alamat in (
        (pelapor, reverse("helpdesk:progres_berkas", args=[balasan_meja.pk])),
        (petugas, reverse("helpdesk:tiket_berkas", args=[t.nomor, catatan.pk])),
    ):
        assert b"".join(browser.get(alamat)) == samples.pdf()
    rows = trail.of(t).filter(kejadian=Event.BERKAS_DIUNDUH).order_by("urut")
    assert [r.data for r in rows] == [{"lampiran": balasan_meja.pk}, {"lampiran": catatan.pk}]
    assert [r.pelaku_id for r in rows] == [bangsal.orang["pengadu"].pk, bangsal.orang["petugas_lpse"].pk]
    halaman = petugas.get(reverse("helpdesk:tiket", args=[t.nomor])).content.decode()
    assert "Berkas diunduh" in halaman


def test_a_ticket_with_two_hundred_messages_costs_no_more_queries(masuk: Masuk, bangsal: Bangsal) -> None:
    def banyak(t: Tiket) -> int:
        browser = masuk("petugas_lpse")
        browser.get(reverse("helpdesk:tiket", args=[t.nomor]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(reverse("helpdesk:tiket", args=[t.nomor])).status_code == 200
        return len(queries)

    t = bangsal.bawa_ke(Status.PENANGANAN)
    lampir(t)
    flow.balas(tiket=t, isi=KATA, by=bangsal.actor("petugas_lpse"), now=LANJUT)
    sedikit = banyak(t)
    for n in range(200):
        siapa = "petugas_lpse" if n % 2 else "petugas_lpse_2"
        flow.balas(tiket=t, isi=f"Pesan {n}", hanya_petugas=bool(n % 3), by=bangsal.actor(siapa), now=LANJUT)
    lampir(t)
    assert banyak(t) <= sedikit + 1


# duplicates and problems


def petugas(bangsal: Bangsal) -> Actor:
    return bangsal.actor("petugas_lpse")


def test_two_tickets_never_become_duplicates_of_each_other(bangsal: Bangsal) -> None:
    a, b, c = (bangsal.bawa_ke(Status.PENANGANAN) for _ in range(3))
    basi = Tiket.objects.get(pk=a.pk)  # as a second officer has it on his screen
    flow_kelompok.gabung(tiket=a, utama=b, by=petugas(bangsal), now=LANJUT)
    for tiket, utama in ((b, basi), (c, basi), (basi, c)):
        with pytest.raises(StepRefused):
            flow_kelompok.gabung(tiket=tiket, utama=utama, by=petugas(bangsal), now=LANJUT)
    flow_kelompok.gabung(tiket=b, utama=c, by=petugas(bangsal), now=LANJUT)
    assert set(Tiket.objects.filter(duplikat_dari=c)) == {a, b}


def test_nothing_is_merged_into_what_is_over_for_nobody_would_tell_its_reporter(bangsal: Bangsal) -> None:
    a, b = bangsal.bawa_ke(Status.PENANGANAN), bangsal.bawa_ke(Status.PENANGANAN)
    basi = Tiket.objects.get(pk=b.pk)
    flow.selesaikan(tiket=b, isi=KATA, by=petugas(bangsal), now=LANJUT)
    with pytest.raises(StepRefused, match="sudah berakhir"):
        flow_kelompok.gabung(tiket=a, utama=basi, by=petugas(bangsal), now=LANJUT)


def test_a_problem_is_solved_once_and_nothing_is_linked_to_it_afterwards(bangsal: Bangsal) -> None:
    a, b = bangsal.bawa_ke(Status.PENANGANAN), bangsal.bawa_ke(Status.PENANGANAN)
    m = flow_kelompok.buat_masalah(
        judul="Jaringan", uraian="", meja=bangsal.mamuju, tiket=[a], by=petugas(bangsal), now=LANJUT
    )
    basi = Masalah.objects.get(pk=m.pk)
    flow_kelompok.solusi_masalah(masalah=m, solusi=KATA, by=petugas(bangsal), now=LANJUT)
    with pytest.raises(StepRefused):
        flow_kelompok.solusi_masalah(masalah=basi, solusi=KATA, by=petugas(bangsal), now=LANJUT)
    with pytest.raises(StepRefused):
        flow_kelompok.kaitkan(masalah=basi, tiket=b, by=petugas(bangsal), now=LANJUT)
    assert PesanTiket.objects.filter(tiket=a, isi=KATA).count() == 1


def test_a_step_that_a_colleague_took_meanwhile_is_refused(bangsal: Bangsal) -> None:
    t = bangsal.bawa_ke(Status.PENANGANAN)
    basi = Tiket.objects.get(pk=t.pk)
    flow.selesaikan(tiket=t, isi=KATA, by=petugas(bangsal), now=LANJUT)
    for langkah in (flow.selesaikan, flow.tanya, flow.solusi_sementara):
        with pytest.raises(StepRefused):
            langkah(tiket=basi, isi="Lain", by=petugas(bangsal), now=LANJUT)
    selesai = Tiket.objects.get(pk=t.pk)
    flow.tutup(tiket=t, by=petugas(bangsal), now=LANJUT)
    with pytest.raises(StepRefused):
        flow.konfirmasi(tiket=selesai, selesai=True, by=Actor.pengadu(t.nomor), now=LANJUT)
    assert not PesanTiket.objects.filter(tiket=t, isi="Lain").exists()


def test_it_is_opened_again_up_to_the_last_instant_and_not_after(bangsal: Bangsal) -> None:
    tepat, lewat = bangsal.bawa_ke(Status.PENYELESAIAN), bangsal.bawa_ke(Status.PENYELESAIAN)
    batas = flow.batas_buka_kembali(tepat)
    assert batas is not None
    flow.buka_kembali(tiket=tepat, alasan=KATA, by=Actor.pengadu(tepat.nomor), now=batas)
    with pytest.raises(StepRefused, match="sudah lewat"):
        flow.buka_kembali(
            tiket=lewat, alasan=KATA, by=Actor.pengadu(lewat.nomor), now=batas + timedelta(microseconds=1)
        )


# the reporter


def test_messages_of_one_ticket_have_a_limit_and_a_rating_is_given_once(masuk: Masuk, bangsal: Bangsal) -> None:
    t = bangsal.catat(by=bangsal.actor("pengadu"))
    isi: dict[str, Any] = {"tiket": t, "unggahan": [], "alamat": "10.0.0.1", "by": bangsal.actor("pengadu")}
    for n in range(balasan.BATAS_PESAN):
        balasan.balas(isi=f"Pesan {n}", now=SENIN, **isi)
    with pytest.raises(StepRefused, match="Terlalu banyak"):
        balasan.balas(isi="Satu lagi", now=SENIN, **isi)
    balasan.balas(isi="Besok", now=SENIN + timedelta(hours=1), **isi)
    u = bangsal.bawa_ke(Status.DITUTUP, by=bangsal.actor("pengadu"))
    kirim = [
        masuk("pengadu").post(reverse("helpdesk:progres_nilai"), {"nomor": u.nomor, "nilai": n}).status_code
        for n in (4, 1)
    ]
    assert kirim == [302, 409]
    assert Tiket.objects.get(pk=u.pk).nilai == 4


def test_a_receipt_opens_its_own_ticket_and_no_other(client: Client, bangsal: Bangsal) -> None:
    satu, dua = bangsal.catat(), bangsal.catat()
    sesi = client.session
    terbuka.ingat(sesi, satu.nomor, now=timezone.now())
    sesi.save()
    for nama in ("tulis", "konfirmasi", "buka", "nilai"):
        jawab = client.post(reverse(f"helpdesk:progres_{nama}"), {"nomor": dua.nomor, "isi": KATA, "nilai": 5})
        assert jawab.status_code == 403, nama
    assert not PesanTiket.objects.filter(tiket=dua).exists()
    assert client.post(reverse("helpdesk:progres_tulis"), {"nomor": satu.nomor, "isi": KATA}).status_code == 302


# mail


def surat(bangsal: Bangsal, dari: str, subjek: str, uid: int, isi: str = "Masih sama.") -> Surel:
    kotak, _ = KotakSurel.objects.get_or_create(
        meja=bangsal.mamuju, kunci="imap:mamuju", defaults={"uidvalidity": 1, "sejak": SENIN.date()}
    )
    pesan = EmailMessage()
    pesan["From"], pesan["To"], pesan["Subject"] = dari, "helpdesk@mamuju.example", subjek
    pesan["Message-ID"] = f"<u{uid}@x.example>"
    pesan.set_content(isi)
    raw = pesan.as_bytes()
    surel = flow_surel.terima(kiriman=Kiriman(kotak.pk, 1, uid, len(raw), SENIN, raw), now=LANJUT)
    assert surel is not None
    return surel


def test_reporters_of_the_same_thing_learn_nothing_of_each_other_by_mail(bangsal: Bangsal) -> None:
    utama = bangsal.bawa_ke(Status.PENANGANAN)
    kembar = bangsal.bawa_ke(Status.PENANGANAN, surel="Kedua@pelapor.example")
    flow_kelompok.gabung(tiket=kembar, utama=utama, by=petugas(bangsal), now=LANJUT)
    for uid, nomor in enumerate((kembar.nomor, utama.nomor), start=1):
        surel = surat(bangsal, "kedua@pelapor.example", f"Re: {nomor}", uid)
        assert surel.pesan is not None
        assert (surel.pesan.tiket_id, surel.pesan.hanya_petugas) == (utama.pk, True)
    orang_lain = surat(bangsal, "siapa@lain.example", utama.nomor, 3)
    baris = percakapan(utama, PesanTiket.objects.filter(tiket=utama))
    assert "kedua@" not in str(baris)
    assert [b["anda"] for b in baris if "siapa@lain.example" in b["dari"]] == [False]
    assert orang_lain.pesan is not None
    assert Tiket.objects.get(pk=utama.pk).status == Status.PENANGANAN


def test_a_number_of_another_desk_in_the_subject_begins_a_new_ticket(bangsal: Bangsal) -> None:
    lain = bangsal.bawa_ke(Status.MENUNGGU_PENGGUNA, bangsal.bontang)
    surel = surat(bangsal, lain.surel, f"Re: {lain.nomor}", 1)
    assert surel.tiket is not None
    assert surel.tiket.meja == bangsal.mamuju
    assert Tiket.objects.get(pk=lain.pk).status == Status.MENUNGGU_PENGGUNA


def test_an_original_whose_quote_holds_a_password_is_not_kept(bangsal: Bangsal) -> None:
    biasa = surat(bangsal, "a@x.example", "Biasa", 1)
    kutipan = surat(bangsal, "a@x.example", "Kutipan", 2, "Sudah.\n\nPada 1 Mei Budi menulis:\n> password: R4hasia!\n")
    assert biasa.asli is not None
    assert kutipan.asli is None
    assert kutipan.tiket is not None
    assert "R4hasia" not in kutipan.tiket.uraian


# texts that break what reads them


ANEH = ("%00", "%ED%A0%80", "%C0", "9" * 40, "%0d%0aX-Jahat:%201", "%E2%80%AE")


@pytest.mark.parametrize("siapa", ["petugas_lpse", "petugas_helpdesk", "pengadu"])
def test_no_strange_sign_in_an_address_ends_in_an_error_of_the_server(
    siapa: str, masuk: Masuk, bangsal: Bangsal
) -> None:
    browser = masuk(siapa)
    browser.raise_request_exception = False
    for kata in ANEH:
        for jalan in (
            f"meja/{kata}/",
            f"meja/{kata}/balas/",
            f"meja/?q={kata}&halaman={kata}&pandang={kata}&kelas={kata}&urut={kata}",
            f"saya/{kata}/",
            f"saya/?halaman={kata}",
            f"tiket-anda/berkas/{kata}/",
            f"faq/?q={kata}&meja={kata}&kategori={kata}",
            f"faq/tanya/{kata}/",
            f"faq/kelola/?q={kata}&keadaan={kata}",
            f"layanan/{kata}/",
            f"layanan/{kata}/minta/",
            f"layanan/diterima/{kata}/",
            f"pengumuman/meja/{kata}/rss.xml",
            f"pengumuman/{kata}/",
            f"verifikasi/{kata}/",
            f"verifikasi/?q={kata}&status={kata}",
            f"lapor/?lpse={kata}&judul={kata}",
            f"lapor/lpse/?q={kata}",
            f"tender/?halaman={kata}",
            f"loket/?kanal={kata}&jenis={kata}",
            f"masalah/{kata}/",
            f"organisasi/?q={kata}",
            f"anggaran/?tahun={kata}&bulan={kata}&meja={kata}",
            f"laporan/?bulan={kata}&meja={kata}",
        ):
            assert browser.get(f"/helpdesk/{jalan}").status_code < 500, jalan


@pytest.mark.parametrize(
    "isi",
    [
        b"[" * 200_000,
        b'[{"kode_tender": "1", "nama": "x", "tahap": ' + b"9" * 6000 + b"}]",
        b'[{"kode_tender": 1, "nama": {"a": 1}, "tahap": 13}]',
        b'{"tender": "x"}',
        b"kode_tender,nama,tahap\n1," + b"x" * 200_000 + b",4\n",
        b"\xff\xfe",
    ],
)
def test_a_malformed_file_of_tenders_is_refused_with_a_sentence(isi: bytes) -> None:
    with pytest.raises(tender.ImporSalah):
        tender.periksa(tender.baca(isi))


def test_signs_that_no_database_takes_are_left_out_of_an_import(bangsal: Bangsal) -> None:
    isi = json.dumps([{"kode_tender": "1\x00", "nama": "=HYPERLINK(1)\ud800\x07", "tahap": 4}]).encode()
    tender.impor(meja=bangsal.mamuju, isi=isi, by=petugas(bangsal), now=SENIN)
    assert bangsal.mamuju.tender.get().nama == "=HYPERLINK(1)"


def test_an_invisible_sign_in_an_announcement_takes_no_feed_away(client: Client, bangsal: Bangsal) -> None:
    spanduk.lupa()
    load_layanan()
    mulai = SENIN + timedelta(days=20)
    layanan = [Layanan.objects.get(kode="11")]
    isi = pengumuman.Isi("Server", "Pindah\x0b\x1f ]]> <script>\r\nBEGIN:VEVENT", mulai, mulai + timedelta(1), layanan)
    siapa: dict[str, Any] = {"by": bangsal.actor("petugas_helpdesk"), "now": SENIN}
    p = pengumuman.tulis(meja=bangsal.lkpp, isi=isi, **siapa)
    pengumuman.terbitkan(pengumuman=p, **siapa)
    rss = client.get(reverse("helpdesk:pengumuman_rss"))
    assert "<script>" in (etree.fromstring(rss.content).findtext("channel/item/description") or "")
    ical = client.get(reverse("helpdesk:pengumuman_ical")).content.replace(b"\r\n ", b"")
    assert ical.count(b"\r\nBEGIN:VEVENT") == 1
    spanduk.lupa()


def test_a_link_that_a_browser_takes_for_another_host_stays_inside() -> None:
    assert 'href="/\\' not in html(r"[klik](/\jahat.example)")
    assert 'href="/\t' not in html("[klik](</\tjahat.example>)")
