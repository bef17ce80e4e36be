"""The dossier as a file: sealed or saying that it is not, archival, traceable, and without a person in it."""

import io
import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.test import Client
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader

from akun.actor import Actor
from akun.models import User
from jejak.models import Jejak
from pengaduan import flow, flow_apip, percakapan
from pengaduan.models import Eskalasi, Pengaduan
from pengaduan.status import Event, Status
from persuratan import segel
from tests.factories import IDENTITAS, SENIN, aktifkan, bawa_ke
from tests.persuratan.tte import dunia

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "gudang")]
Orang = dict[str, User]
Masuk = Callable[[str], Client]
NANTI = SENIN + timedelta(hours=3)
TERLARANG = (
    *IDENTITAS.nama.split(),
    IDENTITAS.surel,
    IDENTITAS.telepon,
    re.sub(r"\D", "", IDENTITAS.telepon),
    IDENTITAS.nomor_identitas,
    "Ibu Verifikator",
    "Ibu Penelaah",
    "Ibu Pejabat",
)


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""


@pytest.fixture
def bersegel(settings: Any, tmp_path: Path) -> None:
    """The portal has a seal that is valid today."""
    now = timezone.now()
    kunci = dunia().ca.terbitkan("Segel LKPP", sejak=now - timedelta(days=1), sampai=now + timedelta(days=9))
    (tmp_path / "segel.p12").write_bytes(kunci.p12("x"))
    settings.SEGEL_KUNCI, settings.SEGEL_SANDI = str(tmp_path / "segel.p12"), "x"


@pytest.fixture
def tanpa_segel(settings: Any, tmp_path: Path) -> None:
    """The portal has none."""
    settings.SEGEL_KUNCI, settings.FOLDER_TTE = "", tmp_path / "kosong"


def ramai(orang: Orang, tingkat: str) -> Pengaduan:
    """A case in which everybody has named the complainant wherever he could write."""
    nama = f"{IDENTITAS.nama} ({IDENTITAS.surel}, {IDENTITAS.telepon}, {IDENTITAS.nomor_identitas})"
    p = bawa_ke(
        Status.TINDAK_LANJUT_APIP,
        orang,
        tingkat="rahasia",
        uraian=f"Saya {nama} melihat syarat alat berat diubah.",
        nama_paket=f"Paket dekat rumah {IDENTITAS.nama}",
        tidak_tahu={"hps": f"{IDENTITAS.nama} tidak tahu"},
    )
    Pengaduan.objects.filter(pk=p.pk).update(tingkat_identitas=tingkat)
    p.refresh_from_db()
    by, eskalasi = {n: Actor.of(u) for n, u in orang.items()}, Eskalasi.objects.get(pengaduan=p)
    flow_apip.catat_kemajuan(pengaduan=p, isi=f"Kami bertemu {nama}.", by=by["auditor_apip"], now=NANTI)
    for siapa in ("admin_apip", "penelaah"):
        percakapan.tulis_apip(pengaduan=p, eskalasi=eskalasi, isi=f"Tanya {nama} lagi.", by=by[siapa], now=NANTI)
    flow_apip.laporkan_hasil(
        pengaduan=p,
        kesimpulan="terbukti",
        nomor_lhp=f"700/{IDENTITAS.nama}",
        tanggal_lhp=SENIN.date(),
        rekomendasi=f"Lindungi {nama}.",
        ringkasan=f"Terima kasih, {nama}.",
        berkas=None,
        by=by["admin_apip"],
        now=NANTI,
    )
    flow.reviu(pengaduan=p, by=by["penelaah"], now=NANTI)
    flow.kembalikan_hasil(pengaduan=p, catatan=f"Hapus nama {nama}.", by=by["penelaah"], now=NANTI)
    return p


def unduh(browser: Client, p: Pengaduan) -> tuple[Any, bytes]:
    answer = browser.get(f"/pengaduan/apip/{p.nomor}/dosir.pdf")
    assert answer.status_code == 200
    return answer, answer.content


def kata(isi: bytes) -> str:
    """The words on the pages."""
    return " ".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(isi)).pages).split())


def semua(isi: bytes) -> str:
    """Everything in the file that can be read: raw, every stream unpacked, the metadata, the words on the pages."""
    bagian = [isi, kata(isi).encode()]
    for aliran in re.findall(rb"stream\r?\n(.*?)endstream", isi, re.S):
        try:
            bagian.append(zlib.decompressobj().decompress(aliran))
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        bagian += [str(nilai).encode() for nilai in pdf.docinfo.values()]
        bagian += [bytes(o.read_bytes()) for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Subtype" in o]
    biasa = b"\n".join(bagian)
    return biasa.decode("latin-1") + biasa.replace(b"\x00", b"").decode("latin-1")


@pytest.mark.usefixtures("bersegel")
@pytest.mark.parametrize("tingkat", ["anonim", "rahasia", "terbuka_untuk_apip"])
def test_nobody_is_named_anywhere_in_the_file_nor_in_its_name(orang: Orang, masuk: Masuk, tingkat: str) -> None:
    p = ramai(orang, tingkat) if tingkat != "anonim" else bawa_ke(Status.REVIU_HASIL, orang, tingkat="anonim")
    answer, isi = unduh(masuk("admin_apip"), p)
    bacaan = (semua(isi) + str(answer.headers)).casefold()
    assert [k for k in TERLARANG if k.casefold() in bacaan] == []
    assert p.nomor in bacaan.upper()
    if tingkat != "anonim":
        kertas = kata(isi)
        for potongan in ("melihat syarat alat berat diubah", "Kami bertemu [disamarkan]", "Hapus nama [disamarkan]"):
            assert potongan in kertas


def test_the_search_for_names_would_find_one(orang: Orang, masuk: Masuk) -> None:
    """The canary sings when it should: a word of the complaint is found by the same search."""
    p = bawa_ke(Status.DIESKALASI, orang, uraian="Kata sandinya burung nuri.")
    assert "burung nuri" in semua(unduh(masuk("admin_apip"), p)[1])


@pytest.mark.usefixtures("bersegel")
def test_it_is_sealed_archival_and_says_whose_seal_it_is(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    answer, isi = unduh(masuk("auditor_apip"), p)
    (tanda,) = PdfFileReader(io.BytesIO(isi)).embedded_signatures
    tanda.compute_integrity_info()
    assert tanda.evaluate_signature_coverage().name == "ENTIRE_FILE"
    with pikepdf.open(io.BytesIO(isi)) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
    kertas = kata(isi)
    for potongan in ("Bersegel elektronik: Segel LKPP", "bukan tanda tangan seorang pejabat", "sertifikat uji"):
        assert potongan in kertas
    assert f"dosir-{p.nomor}.pdf" in answer["Content-Disposition"]
    assert "Ibu Auditor APIP" in kertas


@pytest.mark.usefixtures("tanpa_segel")
def test_without_a_seal_it_says_so_on_the_paper_and_in_the_name(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    answer, isi = unduh(masuk("admin_apip"), p)
    assert not PdfFileReader(io.BytesIO(isi)).embedded_signatures
    assert "Tidak disegel dan tidak ditandatangani." in kata(isi)
    assert "Bersegel" not in kata(isi)
    assert "tanpa-segel" in answer["Content-Disposition"]


@pytest.mark.usefixtures("bersegel")
def test_a_seal_that_fails_at_the_last_moment_is_not_claimed(
    orang: Orang, masuk: Masuk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gagal(*_args: Any, **_kwargs: Any) -> bytes:
        raise segel.TanpaSegel("rusak")

    monkeypatch.setattr(segel, "bubuhkan", gagal)
    _answer, isi = unduh(masuk("admin_apip"), bawa_ke(Status.DIESKALASI, orang))
    assert "Tidak disegel" in kata(isi)
    assert "Bersegel" not in kata(isi)


@pytest.mark.usefixtures("bersegel")
def test_each_copy_is_made_anew_and_can_be_traced(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    satu, dua = (unduh(masuk(siapa), p)[1] for siapa in ("admin_apip", "auditor_apip"))
    rows = list(Jejak.objects.filter(kejadian=Event.DOSIR_DIUNDUH).order_by("urut"))
    assert [(r.pelaku_id, r.data) for r in rows] == [
        (orang[siapa].pk, {"sha256": sha256(isi).hexdigest(), "bersegel": True})
        for siapa, isi in (("admin_apip", satu), ("auditor_apip", dua))
    ]
    flow_apip.catat_kemajuan(pengaduan=p, isi="Baru saja.", by=Actor.of(orang["auditor_apip"]), now=NANTI)
    assert "Baru saja." in kata(unduh(masuk("admin_apip"), p)[1])


def test_nobody_else_takes_it_and_nothing_is_written(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DITERIMA_APIP, orang)
    assert orang["orang_luar"].instansi is not None
    aktifkan(orang["orang_luar"].instansi)
    for siapa, status in (("orang_luar", 404), ("auditor_apip", 404), ("penelaah", 403), ("pimpinan", 403)):
        assert masuk(siapa).get(f"/pengaduan/apip/{p.nomor}/dosir.pdf").status_code == status
    assert not Jejak.objects.filter(kejadian=Event.DOSIR_DIUNDUH).exists()


@pytest.mark.usefixtures("tanpa_segel")
def test_what_no_font_can_draw_is_printed_as_its_code_and_stays_archival(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.DIESKALASI, orang, uraian="Mahal 🙂 sekali, ꦗꦮ juga.")
    isi = unduh(masuk("admin_apip"), p)[1]
    assert "Mahal [U+1F642] sekali" in kata(isi)
    with pikepdf.open(io.BytesIO(isi)) as pdf, pdf.open_metadata() as meta:
        assert meta["pdfaid:part"] == "3"


@pytest.mark.usefixtures("tanpa_segel")
def test_lkpp_reads_on_its_own_page_that_a_dossier_was_taken(orang: Orang, masuk: Masuk) -> None:
    p = bawa_ke(Status.TINDAK_LANJUT_APIP, orang)
    unduh(masuk("admin_apip"), p)
    page = masuk("penelaah").get(f"/pengaduan/kasus/{p.nomor}/").content.decode()
    assert "Dosir diunduh" in page
    assert "Tanpa segel." in page
