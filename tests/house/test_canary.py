"""Whoever steals the database, the files and the logs learns no identity and no sealed text."""

import base64
import io
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image
from weasyprint import HTML

from akun.actor import Actor
from akun.models import Pejabat, Pemangku, Unit, User
from berkas import flow as berkas_flow
from jejak import outbox
from notifikasi import send
from pengaduan import draf, flow, percakapan, vault
from pengaduan.models import Pengaduan
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.status import Status
from persuratan import disposisi, flow_keluar, flow_masuk, naskah
from persuratan.konsep_keluar import lampirkan
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.pilihan import Kerahasiaan
from persuratan.teks import sapu as sapu_teks
from sla.sweep import sweep
from tests import factories
from tests.factories import SENIN
from tests.persuratan import keluar

KENARI = "Kenarikuning"  # in every text that has to stay sealed
TELEPON = "081277770042"
NIK = "9302014203910007"
TOKEN = "KENA-R1KE-N4R1-XZ"
SECRETS = [KENARI, TELEPON, NIK, TOKEN, TOKEN.replace("-", ""), "kenarikuning@pelapor.example"]


def forms(secret: str) -> Iterator[bytes]:
    """A secret as a thief would look for it."""
    for text in {secret, secret.lower(), secret.upper()}:
        raw = text.encode()
        yield raw
        yield text.encode("utf-16-le")
        yield text.encode("utf-16-be")
        yield raw.hex().encode()
        yield quote(text).encode()
        for shift in range(3):
            yield base64.b64encode(b"x" * shift + raw)[4 : -4 if len(raw) > 9 else None]


def stolen_database() -> Iterator[tuple[str, bytes]]:
    """Every table as the bytes that stand in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            out = io.BytesIO()
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                for piece in copy:
                    out.write(piece)
            yield table, out.getvalue()


def stolen_files() -> Iterator[tuple[str, bytes]]:
    for path in Path(settings.FOLDER_BERKAS).rglob("*"):
        yield path.name, path.name.encode()
        if path.is_file():
            yield path.name, path.read_bytes()


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = f"Foto oleh {KENARI}"
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


IDENTITAS = vault.Identitas(
    nama=f"Yohana {KENARI}", surel="kenarikuning@pelapor.example", telepon=TELEPON, nomor_identitas=NIK
)


def live(tingkat: str, orang: dict[str, User]) -> Pengaduan:
    """A complaint that carries the canary wherever the complainant can write, in the middle of its life."""
    rahasia = {
        "uraian": f"Saya {KENARI} melihat sendiri bahwa syarat diubah menjelang batas penawaran.",
        "waktu_kejadian": f"sesudah rapat {KENARI}",
        "sumber_lain": f"Saksi {KENARI}, telepon {TELEPON}",
        "teradu": (("ppk", f"Bapak {KENARI}"),),
    }
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang, tingkat=tingkat, token=TOKEN, **rahasia)
    pelapor = Actor.pengadu(p.nomor)
    unggahan = SimpleUploadedFile(f"surat-{KENARI}.jpg", photo(), "image/jpeg")
    berkas = berkas_flow.terima(unggahan=unggahan, now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    percakapan.lampirkan(p, [(berkas, f"Foto dari {KENARI}")], by=pelapor)
    percakapan.tulis_pelapor(pengaduan=p, isi=f"Nomor saya {TELEPON}, {KENARI}", by=pelapor, now=SENIN)
    flow.catat(pengaduan=p, isi=f"Pelapor menyebut {KENARI}", by=Actor.of(orang["penelaah"]), now=SENIN)
    kerja, _kunci = draf.mulai(now=SENIN)
    draf.simpan(draf=kerja, langkah="identitas", data={"nama": KENARI, "telepon": TELEPON}, now=SENIN)
    return p


@pytest.fixture
def _seen_identitas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factories, "IDENTITAS", IDENTITAS)


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan", "_seen_identitas")
@pytest.mark.parametrize("tingkat", TingkatIdentitas.values)
def test_a_thief_of_everything_at_rest_finds_nothing(
    tingkat: str, orang: dict[str, User], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    p = live(tingkat, orang)
    later = SENIN + timedelta(days=200)
    sweep(now=later)
    outbox.deliver(now=later)
    send.deliver(now=later)
    loot = {f"tabel {n}": b for n, b in stolen_database()} | {f"berkas {n}": b for n, b in stolen_files()}
    loot["log"] = caplog.text.encode()
    loot["surat"] = "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox).encode()
    hits = [(place, s) for place, content in loot.items() for s in SECRETS for f in forms(s) if f in content]
    assert hits == []
    assert p.nomor.encode() in loot["tabel pengaduan_pengaduan"]  # the loot is the real thing
    assert Pengaduan.objects.get(pk=p.pk).uraian.startswith(f"Saya {KENARI}")  # and we can still read
    assert any(len(b) > 500 for n, b in loot.items() if n.startswith("berkas"))


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan", "_seen_identitas")
def test_nothing_of_an_anonymous_identity_is_kept_even_sealed(orang: dict[str, User]) -> None:
    p = factories.ajukan(tingkat=TingkatIdentitas.ANONIM)
    from pengaduan.models import IdentitasPengadu

    assert not IdentitasPengadu.objects.filter(pengaduan=p).exists()
    assert vault.alamat_kabar(p) == ""


def live_letters(kerahasiaan: str, orang: dict[str, User]) -> list[SuratMasuk]:
    """A letter with a file and one on paper, with the canary wherever somebody can write, disposed and answered."""
    unit = Unit.objects.create(kode="DPPH", nama="Direktorat Contoh")
    pejabat = Pejabat.objects.create(jabatan="Direktur Contoh", unit=unit)
    Pemangku.objects.create(pejabat=pejabat, user=orang["pejabat_dpph"], mulai=date(2020, 1, 1))
    tu, direktur, penelaah = (Actor.of(orang[n]) for n in ("petugas_tu", "pejabat_dpph", "penelaah"))
    data = flow_masuk.DataSurat(
        jenis_pengirim="perorangan",
        nama_pengirim=f"Yohana {KENARI}",
        alamat=f"Jalan {KENARI}, {TELEPON}",
        instansi_teks=f"Lembaga {KENARI}",
        penerima=pejabat,
        kerahasiaan=kerahasiaan,
        nomor_surat=f"12/{KENARI}/2026",
        perihal=f"Perihal {KENARI}",
        catatan=f"Catatan {KENARI}",
    )
    isi = HTML(string=f"<p>Isi surat {KENARI} {NIK}</p>").write_pdf()
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile(f"{KENARI}.pdf", isi, "application/pdf"), now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    surat = flow_masuk.kirim(data=data, berkas=berkas, token=TOKEN, by=Actor.of(orang["pengadu"]), now=SENIN)
    kertas = flow_masuk.catat(
        data=data, kanal="kertas", diterima_pada=SENIN, berkas=None, token=TOKEN, by=tu, now=SENIN
    )
    for satu in (surat, kertas):
        flow_masuk.teruskan(surat=satu, nomor_agenda="", penerima=None, by=tu, now=SENIN)
        arahan = disposisi.Arahan(orang=[orang["penelaah"]], instruksi=["telaah"], catatan=f"Minta {KENARI}")
        (d,) = disposisi.disposisikan(surat=satu, arahan=arahan, by=direktur, now=SENIN)
        disposisi.mulai(surat=satu, by=penelaah, now=SENIN)
        flow_masuk.tanya(surat=satu, pertanyaan=f"Siapa {KENARI}?", by=penelaah, now=SENIN)
        flow_masuk.jelaskan(surat=satu, penjelasan=f"Saya {KENARI}", by=Actor.pengadu(satu.nomor), now=SENIN)
        disposisi.laporkan(disposisi=d, laporan=f"Hasil {KENARI}", by=penelaah, now=SENIN)
        flow_masuk.jawab(surat=satu, jawaban=None, penutup=f"Jawaban bagi {KENARI}", by=direktur, now=SENIN)
    return [surat, kertas]


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize("kerahasiaan", Kerahasiaan.values)
def test_a_thief_learns_nothing_from_letters(
    kerahasiaan: str, orang: dict[str, User], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    surat, _kertas = live_letters(kerahasiaan, orang)
    later = SENIN + timedelta(days=200)
    sapu_teks()
    sweep(now=later)
    outbox.deliver(now=later)
    send.deliver(now=later)
    loot = {f"tabel {n}": b for n, b in stolen_database()} | {f"berkas {n}": b for n, b in stolen_files()}
    loot["log"] = caplog.text.encode()
    loot["surat"] = "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox).encode()
    hits = [(place, s) for place, content in loot.items() for s in SECRETS for f in forms(s) if f in content]
    assert hits == []
    assert surat.nomor.encode() in loot["tabel persuratan_suratmasuk"]
    assert SuratMasuk.objects.get(pk=surat.pk).perihal == f"Perihal {KENARI}"


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""


@pytest.fixture
def direktur(orang: dict[str, User]) -> Pejabat:
    """The office that signs."""
    unit = Unit.objects.create(kode="DPPH", nama="Direktorat Penanganan Permasalahan Hukum")
    User.objects.filter(pk=orang["penelaah"].pk).update(unit=unit)
    orang["penelaah"].refresh_from_db()
    pejabat = Pejabat.objects.create(jabatan="Direktur Penanganan Permasalahan Hukum", unit=unit)
    Pemangku.objects.create(pejabat=pejabat, user=orang["pejabat_dpph"], mulai=date(2020, 1, 1))
    return pejabat


@pytest.mark.django_db
@pytest.mark.parametrize("kerahasiaan", Kerahasiaan.values)
def test_a_thief_learns_nothing_from_letters_out(
    kerahasiaan: str, meja: keluar.Meja, mesin_cetak: list[naskah.Isi], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither what they say nor the token on them, whether they were sent, sent back, given up or withdrawn."""
    caplog.set_level(logging.INFO)
    teks = ("tujuan", "tujuan_tempat", "perihal", "isi", "tembusan")
    isi = {nama: f"{nama} {KENARI}" for nama in teks} | {"tujuan_email": "kenarikuning@pelapor.example"}
    direktur = meja.by[keluar.PENANDA_TANGAN]
    s = meja.konsep(**isi, kerahasiaan=kerahasiaan)
    berkas = berkas_flow.buat(isi=f"%PDF {KENARI}".encode(), nama=f"{KENARI}.pdf", now=SENIN)
    lampirkan(surat=s, berkas=berkas, judul=KENARI, by=meja.by["penelaah"], now=SENIN)
    flow_keluar.ajukan_paraf(surat=s, tangga=[], by=meja.by["penelaah"], now=SENIN)
    flow_keluar.kembalikan(surat=s, catatan=f"Sebut {KENARI}", by=direktur, now=SENIN)
    flow_keluar.ajukan_paraf(surat=s, tangga=[], by=meja.by["penelaah"], now=SENIN)
    flow_keluar.tanda_tangani(surat=s, sandi=keluar.SANDI, by=direktur, now=SENIN)
    flow_keluar.kirim(surat=s, cara="cetak", by=direktur, now=SENIN)
    flow_keluar.cabut(surat=s, alasan=f"Keliru {KENARI}", by=direktur, now=SENIN)
    batal = meja.bawa_ke("dinomori", **isi, kerahasiaan=kerahasiaan)
    flow_keluar.batalkan(surat=batal, alasan=f"Keliru {KENARI}", by=direktur, now=SENIN)
    while outbox.deliver(now=SENIN):
        pass
    loot = {f"tabel {n}": b for n, b in stolen_database()} | {f"berkas {n}": b for n, b in stolen_files()}
    loot["log"] = caplog.text.encode()
    rahasia = [*SECRETS[:1], *(satu.token for satu in mesin_cetak)]
    hits = [(place, s) for place, content in loot.items() for s in rahasia for f in forms(s) if f in content]
    assert hits == []
    assert b"1/DPPH/11/2026" in loot["tabel persuratan_suratkeluar"]
    assert SuratKeluar.objects.get(pk=s.pk).perihal == f"perihal {KENARI}"
