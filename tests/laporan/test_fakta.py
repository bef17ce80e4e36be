"""Facts: read in any order, twice, beside each other or all anew, they are the same; and they outlive their cases."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from akun.actor import SYSTEM, Actor
from akun.models import User
from jejak import outbox
from jejak.models import Jejak, Outbox
from konsultasi.models import Konsultasi
from laporan import efektivitas, fakta, listeners, papan_skor
from laporan.angka.bentuk import ke_json
from laporan.angka.daftar import SEMUA
from laporan.models import FaktaApip, FaktaJam, FaktaKasus, FaktaPaket
from laporan.models.fakta import SARINGAN
from laporan.saringan import Saringan
from pengaduan import flow, flow_apip, flow_usulan
from pengaduan.models import Pengaduan, Usulan
from pengaduan.pilihan import JenisPelanggaran
from pengaduan.status import Status
from persuratan.models import SuratMasuk
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN
from tests.helpdesk.meja import Bangsal
from tests.konsultasi.conftest import data, direktorat, subjek, tanya  # noqa: F401 - fixtures
from tests.laporan import isian
from tests.laporan.isian import HARI
from tests.persuratan.conftest import di_pejabat, direktur, gudang, surat  # noqa: F401 - fixtures
from tests.persuratan.keluar import Meja

pytestmark = pytest.mark.django_db
KATA = "Penjelasan yang cukup panjang."
MODEL = (FaktaKasus, FaktaJam, FaktaApip, FaktaPaket)
S = Status
Langkah = Callable[[Pengaduan, datetime], Any]


@pytest.fixture(autouse=True)
def _acuan(kebijakan: None) -> None: ...


def isi() -> list[list[dict[str, Any]]]:
    """All facts, without the numbers of their own rows."""
    semua = []
    for model in MODEL:
        nama = [f.attname for f in model._meta.concrete_fields if f.attname != "id"]
        semua.append(sorted(model._default_manager.values(*nama), key=repr))
    return semua


def dari_awal(now: datetime) -> list[list[dict[str, Any]]]:
    """The facts of an empty table."""
    for model in MODEL:
        model._default_manager.all().delete()
    isian.baca(now)
    return isi()


def langkah(orang: dict[str, User]) -> dict[str, list[Langkah]]:
    """What may happen next to a complaint, by status, in the right hands."""
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    v, t, pj, apip = by["verifikator"], by["penelaah"], by["pejabat_dpph"], by["admin_apip"]

    def usul(nama: str, oleh: Actor) -> Langkah:
        def jalan(p: Pengaduan, now: datetime) -> None:
            if nama in {Usulan.Langkah.SIAPKAN, Usulan.Langkah.JAWAB}:
                flow.ambil(pengaduan=p, by=oleh, now=now)
            u = flow_usulan.usulkan(pengaduan=p, langkah=nama, alasan="spam", isi=KATA, by=oleh, now=now)
            flow_usulan.setujui(usulan=u, by=pj, now=now)

        return jalan

    def telaah(p: Pengaduan, now: datetime) -> None:
        assert p.instansi
        p.periksa.update(terpenuhi=True)
        jenis = random.Random(p.pk).choice(JenisPelanggaran.values)
        flow.telaah(pengaduan=p, jenis_pelanggaran=jenis, instansi=p.instansi, by=v, now=now)

    def gabung(p: Pengaduan, now: datetime) -> None:
        induk = Pengaduan.objects.terbuka().exclude(pk=p.pk).filter(induk=None).order_by("pk").first()
        flow.gabungkan(pengaduan=p, induk=induk or factories.ajukan(now=now), by=v, now=now)

    def terima(p: Pengaduan, now: datetime) -> None:
        flow_apip.terima_apip(pengaduan=p, by=apip, now=now)

    def lengkapi(p: Pengaduan, now: datetime) -> None:
        flow.lengkapi(pengaduan=p, pesan=KATA, by=Actor.pengadu(p.nomor), now=now)

    def tugaskan(p: Pengaduan, now: datetime) -> None:
        flow_apip.tugaskan_apip(pengaduan=p, auditor=orang["auditor_apip"], nomor_surat_tugas="ST/1", by=apip, now=now)

    def reviu(p: Pengaduan, now: datetime) -> None:
        flow.ambil(pengaduan=p, by=t, now=now)

    def kembalikan(p: Pengaduan, now: datetime) -> None:
        flow.kembalikan_hasil(pengaduan=p, catatan=KATA, by=t, now=now)

    return {
        S.TERKIRIM: [lambda p, now: flow.ambil(pengaduan=p, by=v, now=now)],
        S.VERIFIKASI: [
            *[telaah] * 4,
            gabung,
            usul(Usulan.Langkah.TOLAK, v),
            lambda p, now: flow.minta_lengkapi(pengaduan=p, kurang=["kapan"], pesan=KATA, by=v, now=now),
            lambda p, now: flow.alihkan(pengaduan=p, lembaga="kpk", pesan=KATA, by=v, now=now),
        ],
        S.PERLU_DILENGKAPI: [lengkapi, lambda p, now: flow.tutup_tidak_lengkap(pengaduan=p, by=SYSTEM, now=now)],
        S.TELAAH: [*[usul(Usulan.Langkah.SIAPKAN, t)] * 3, usul(Usulan.Langkah.JAWAB, t)],
        S.SIAP_ESKALASI: [lambda p, now: flow.eskalasi(pengaduan=p, by=pj, now=now)],
        S.DIESKALASI: [
            terima,
            terima,
            lambda p, now: flow_apip.kembalikan(pengaduan=p, alasan=KATA, by=apip, now=now),
        ],
        S.DITERIMA_APIP: [tugaskan],
        S.TINDAK_LANJUT_APIP: [
            lambda p, now: factories.laporkan(p, apip, now),
            lambda p, now: flow_apip.minta_klarifikasi(pengaduan=p, pertanyaan=KATA, by=apip, now=now),
        ],
        S.PERLU_KLARIFIKASI: [
            lambda p, now: (
                flow.ambil(pengaduan=p, by=t, now=now) if p.pemegang_id != t.user_id else None,
                flow.klarifikasi(pengaduan=p, pesan=KATA, by=t, now=now),
            )
        ],
        S.HASIL_DILAPORKAN: [reviu],
        S.REVIU_HASIL: [
            kembalikan,
            lambda p, now: flow.selesaikan(pengaduan=p, ringkasan=KATA, by=pj, now=now),
        ],
        S.SELESAI: [
            lambda p, now: flow.tutup(pengaduan=p, by=SYSTEM, now=now),
            lambda p, now: flow.buka_kembali(pengaduan=p, alasan=KATA, by=pj, now=now),
        ],
    }


def hiduplah(orang: dict[str, User], r: random.Random, banyak: int, jauh: int) -> Iterator[datetime]:
    """Random lives of some complaints, a step of one of them at a time."""
    jalan, now = langkah(orang), SENIN
    nomor = []
    for ke in range(banyak):
        p = factories.ajukan(
            now=now,
            nama_paket=r.choice(("Gedung", "Jembatan", "")),
            kode_rup=r.choice(((), ("56123407",), ("56123407", "44056237"))),
            kode_tender=r.choice(("", "10102858000")),
            hps=r.choice((None, 200_000_000, 200_000_001, 8_312_775_000)),
            teradu=r.choice(((), (("pokja", "Satu"), ("pokja", "Dua"), ("ppk", "Tiga")))),
        )
        if not ke and p.instansi:
            factories.aktifkan(p.instansi)
        nomor.append(p.pk)
        yield now
    for _ke in range(jauh):
        p = Pengaduan.objects.get(pk=r.choice(nomor))
        now += timedelta(hours=r.choice((1, 7, 50, 400)))
        if p.status in jalan and not (p.status == S.SELESAI and p.kali_dibuka_kembali):
            with suppress(StepRefused):  # merged into a case about another package
                r.choice(jalan[p.status])(p, now)
        yield now


@pytest.mark.parametrize("benih", range(6))
def test_lives_are_counted_the_same_in_any_order_and_however_often_they_are_told(
    benih: int, orang: dict[str, User]
) -> None:
    """Events are told late, twice and in any order; whatever was told last, the facts are those of a rebuild."""
    r, antre, terakhir = random.Random(benih), list[Jejak](), 0
    for now in hiduplah(orang, r, 6, 60):
        baru = Jejak.objects.filter(pk__gt=terakhir).order_by("pk")
        for jejak in baru:
            terakhir = jejak.pk
            antre += [jejak] * r.choice((1, 1, 2)) if jejak.kejadian in listeners.PERUBAHAN else []
        r.shuffle(antre)
        while antre and r.random() < 0.6:
            listeners.perbarui_fakta(antre.pop(), now)
    for jejak in antre:
        listeners.perbarui_fakta(jejak, now)
    sedikit_demi_sedikit = isi()
    assert dari_awal(now) == sedikit_demi_sedikit
    isian.baca(now)
    assert isi() == sedikit_demi_sedikit
    assert FaktaKasus.objects.filter(tipe=fakta.PENGADUAN).count() == Pengaduan.objects.count()
    assert FaktaJam.objects.exists()


def terbaca() -> set[str]:
    """The kinds of cases that the outbox brought in, which are the same read anew."""
    outbox.deliver(now=SENIN + HARI, limit=5_000)
    assert not Outbox.objects.filter(diantar_pada=None, listener__contains="perbarui_fakta").exists()
    ada = isi()
    assert dari_awal(SENIN + HARI) == ada
    return {f["tipe"] for f in ada[0]}


def test_the_outbox_brings_complaints_letters_and_tickets(
    orang: dict[str, User],
    bangsal: Bangsal,
    meja: Meja,
    surat: Callable[..., SuratMasuk],  # noqa: F811
    di_pejabat: Callable[..., SuratMasuk],  # noqa: F811
) -> None:
    for status in ("tercatat", "penanganan", "eskalasi_lkpp", "penyelesaian", "ditutup"):
        bangsal.bawa_ke(status)
    for status in ("konsep", "paraf", "dikirim", "dicabut"):
        meja.bawa_ke(status)
    surat()
    di_pejabat()
    factories.bawa_ke(S.SELESAI, orang)
    assert terbaca() == {*fakta.SUMBER} - {fakta.KONSULTASI}


def test_the_outbox_brings_consultations(tanya: Callable[..., Konsultasi]) -> None:  # noqa: F811
    for status in ("diajukan", "diproses", "butuh_data", "dijawab"):
        tanya(status)
    assert terbaca() == {fakta.KONSULTASI}


def test_a_clock_that_stood_still_when_it_stopped_was_kept() -> None:
    p = isian.kasus(1)
    jeda = [[(SENIN + HARI).isoformat(), None]]
    isian.jam(p, "verifikasi", SENIN, SENIN + 3 * HARI, SENIN + 9 * HARI, jeda=jeda, dijeda=True)
    jeda = [[(SENIN + 4 * HARI).isoformat(), None]]
    isian.jam(p, "telaah", SENIN, SENIN + 3 * HARI, SENIN + 9 * HARI, jeda=jeda, dijeda=True)
    isian.baca()
    tepat = {f.kode: (f.tepat, f.diputus_pada, f.lama // 86_400) for f in FaktaJam.objects.all()}
    assert tepat == {
        "pengaduan.verifikasi": (True, SENIN + HARI, 1),
        "pengaduan.telaah": (False, SENIN + 3 * HARI, 4),
    }


def test_a_clock_on_which_the_complainant_acts_is_no_promise() -> None:
    p = isian.kasus(1)
    isian.jam(p, "kelengkapan", SENIN, SENIN + 3 * HARI, SENIN + HARI)
    isian.jam(p, "verifikasi", SENIN, SENIN + 3 * HARI, SENIN + HARI)
    isian.baca()
    assert [f.kode for f in FaktaJam.objects.all()] == ["pengaduan.verifikasi"]


def test_a_clock_is_narrowed_as_its_case_is_also_after_a_correction() -> None:
    p = isian.kasus(1)
    isian.jam(p, "verifikasi", SENIN, SENIN + 3 * HARI, SENIN + HARI)
    for jenis in (JenisPelanggaran.PIDANA, JenisPelanggaran.SEKONGKOL):
        Pengaduan.objects.filter(pk=p.pk).update(jenis_pelanggaran=jenis)
        isian.baca()
        kasus, jam = FaktaKasus.objects.get(), FaktaJam.objects.get()
        assert jam.jenis == jenis
        assert all(getattr(jam, nama) == getattr(kasus, nama) for nama in SARINGAN)


# -- two at once -------------------------------------------------------------------------------------------------------


def sementara_dipegang(kerja: Callable[[], Any], lain: Callable[[], Any]) -> Exception | None:
    """What `lain` fails with while another connection has done `kerja` and not committed."""
    mulai, usai, galat = threading.Event(), threading.Event(), list[Exception]()

    def pegang() -> None:
        try:
            with transaction.atomic():
                kerja()
                mulai.set()
                usai.wait(20)
        finally:
            connection.close()

    satu = threading.Thread(target=pegang)
    satu.start()
    assert mulai.wait(20)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
            lain()
    except OperationalError as error:
        galat.append(error)
    finally:
        usai.set()
        satu.join()
    return galat[0] if galat else None


@pytest.mark.django_db(transaction=True)
def test_a_case_is_read_by_one_at_a_time_so_that_nobody_overwrites_what_is_newer(kebijakan: None) -> None:
    satu, dua = isian.kasus(1, nama_paket="Satu").pk, isian.kasus(2, nama_paket="Dua").pk

    def baca(*objek: int) -> Callable[[], None]:
        return lambda: fakta.perbarui(fakta.PENGADUAN, objek, now=SENIN)

    assert sementara_dipegang(baca(satu), baca(satu)) is not None
    assert sementara_dipegang(baca(satu), baca(dua)) is None
    assert sementara_dipegang(baca(satu), isian.baca) is not None
    assert sementara_dipegang(isian.baca, baca(dua)) is not None


@pytest.mark.django_db(transaction=True)
def test_two_complaints_about_one_package_do_not_lose_each_other(kebijakan: None) -> None:
    satu, dua = isian.kasus(1, kode_tender="4312194").pk, isian.kasus(2, kode_tender="4312194").pk
    galat = sementara_dipegang(
        lambda: fakta.perbarui(fakta.PENGADUAN, [satu], now=SENIN),
        lambda: fakta.perbarui(fakta.PENGADUAN, [dua], now=SENIN),
    )
    assert galat is not None


# -- cases that are no more --------------------------------------------------------------------------------------------


def angka(now: datetime) -> dict[str, Any]:
    """Every figure there is."""
    saringan = Saringan(SENIN - HARI, now)
    semua: dict[str, Any] = {kode: ke_json(satu.hitung(saringan, now)) for kode, satu in SEMUA.items()}
    semua["papan"] = papan_skor.hitung(dari=saringan.dari, sampai=saringan.sampai)
    semua["paket"] = efektivitas.per_instansi(dari=saringan.dari, sampai=saringan.sampai)
    return semua


@pytest.fixture
def berakhir(orang: dict[str, User]) -> datetime:
    """Cases that have ended, in every way; long afterwards."""
    for ke, status in enumerate((S.DITUTUP, S.DITUTUP, S.TIDAK_DAPAT, S.BUKAN_KEWENANGAN)):
        factories.bawa_ke(status, orang, nama_paket=f"Paket {ke}", kode_rup=(), kode_tender="")
    induk = Pengaduan.objects.order_by("pk")[0]
    isian.kasus(99, None, status=S.DIGABUNG, induk=induk, kode_tender="9")
    now = SENIN + 6 * 365 * HARI
    isian.baca(SENIN + HARI)
    return now


def hapus(*perintah: str) -> None:
    """As the owner of the database."""
    with connection.cursor() as cursor:
        for satu in perintah:
            cursor.execute(satu)


def test_figures_stay_when_cases_are_disposed_of(berakhir: datetime) -> None:
    sebelum, fakta_lama = angka(berakhir), isi()
    assert sebelum["status"]["jumlah"] == 5
    assert sebelum["papan"]
    hapus(
        "SET CONSTRAINTS ALL DEFERRED",
        *(
            f"DELETE FROM {tabel}"
            for tabel in (
                *("pengaduan_hasiltindaklanjut", "pengaduan_pesanterbaca", "pengaduan_eskalasi", "pengaduan_usulan"),
                *("pengaduan_teradu", "pengaduan_koderup", "pengaduan_butirperiksa", "pengaduan_catatankasus"),
                *("pengaduan_pesankasus", "pengaduan_identitaspengadu", "pengaduan_indekscari", "sla_tenggat"),
                "pengaduan_pengaduan",
            )
        ),
    )
    assert angka(berakhir) == sebelum
    isian.baca(berakhir)
    fakta.perbarui(fakta.PENGADUAN, [f["objek_id"] for f in fakta_lama[0]], now=berakhir)
    assert isi() == fakta_lama
    assert angka(berakhir) == sebelum


def test_figures_stay_when_cases_are_anonymised(berakhir: datetime) -> None:
    sebelum, fakta_lama = angka(berakhir), isi()
    hapus(
        "UPDATE pengaduan_pengaduan SET nama_paket = '', kode_tender = '', hps = NULL, wilayah_id = NULL,"
        " instansi_id = NULL, instansi_teks = '', jenis_pelanggaran = '', tingkat_identitas = 'anonim'",
        "UPDATE pengaduan_eskalasi SET alasan_segel = ''",
        "DELETE FROM pengaduan_teradu",
        "DELETE FROM pengaduan_koderup",
    )
    assert angka(berakhir) == sebelum
    isian.baca(berakhir)
    fakta.perbarui(fakta.PENGADUAN, [f["objek_id"] for f in fakta_lama[0]], now=berakhir)
    assert isi() == fakta_lama
    assert angka(berakhir) == sebelum


def test_a_case_that_is_still_kept_counts_as_it_is_corrected(berakhir: datetime) -> None:
    hapus("UPDATE pengaduan_pengaduan SET hps = 100")
    isian.baca(SENIN + HARI)
    assert set(FaktaKasus.objects.values_list("pita_hps", flat=True)) == {"sd_200jt"}
    hapus("UPDATE pengaduan_pengaduan SET hps = 900000000")
    isian.baca(berakhir)  # by then nothing is read again that was read before
    assert set(FaktaKasus.objects.values_list("pita_hps", flat=True)) == {"sd_200jt"}
