"""English is complete: every text of the sources has its translation, and no page in English slips into Indonesian."""

import ast
import gettext
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation.template import templatize

from akun import terbuka
from akun.models import User
from notifikasi import surat
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from sla.models import HariLibur, Kebijakan
from sla.reference import NAMA
from tests import factories
from tests.factories import SENIN
from tests.pengaduan import peramban

AKAR = Path(settings.BASE_DIR)
LAPISAN = [a for a in settings.INSTALLED_APPS if (AKAR / a.partition(".")[0]).is_dir()]
SUMBER = sorted(p for a in LAPISAN for p in (AKAR / a.partition(".")[0]).rglob("*.py"))
TEMPLATES = sorted(p for p in (AKAR / "templates").rglob("*") if p.suffix in {".html", ".txt"})
KATALOG = AKAR / "locale" / "en" / "LC_MESSAGES"
KUNCI = (
    *("gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3"),
    *("pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3"),
)
PERLU_GETTEXT = pytest.mark.skipif(not shutil.which("xgettext"), reason="xgettext (paket gettext) tidak terpasang")
ISIAN = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w+\}|<[^>]+>")
Butir = dict[str, Any]
Masuk = Callable[[str], Client]


def baca_po(teks: str) -> list[Butir]:
    """The entries of a catalogue: `msgctxt`, `msgid`, `msgid_plural`, `msgstr` or `msgstr[n]`, `#,` and `#:` lines."""
    butir = []
    for bagian in re.split(r"\n\s*\n", teks):
        isi: Butir = {"#,": "", "#:": ""}
        kunci = ""
        for baris in bagian.splitlines():
            if baris.startswith(("#,", "#:")):
                isi[baris[:2]] += baris[2:]
            elif m := re.fullmatch(r'(msg\S+) (".*")', baris):
                kunci = m[1]
                isi[kunci] = ast.literal_eval(m[2])
            elif baris.startswith('"'):
                isi[kunci] += ast.literal_eval(baris)
        if "msgid" in isi:
            butir.append(isi)
    return butir


KEPALA, *PO = baca_po((KATALOG / "django.po").read_text(encoding="utf-8"))


def kenal(butir: Butir) -> tuple[str, str, str]:
    return butir.get("msgctxt", ""), butir["msgid"], butir.get("msgid_plural", "")


def terjemahan(butir: Butir) -> list[str]:
    return [v for k, v in butir.items() if k.startswith("msgstr")]


# -- the catalogue -----------------------------------------------------------------------------------------------------


@PERLU_GETTEXT
def test_every_text_of_the_sources_is_in_the_catalogue(tmp_path: Path) -> None:
    daftar = [str(p) for p in SUMBER]
    for nomor, template in enumerate(TEMPLATES):
        salinan = tmp_path / f"{nomor}.py"
        salinan.write_text(templatize(template.read_text(encoding="utf-8")), encoding="utf-8")
        daftar.append(str(salinan))
    perintah = ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-wrap", "-o", "-"]
    perintah += [f"--keyword={k}" for k in KUNCI]
    hasil = subprocess.run([*perintah, *daftar], capture_output=True, text=True, check=True).stdout
    ada = {kenal(b) for b in PO}
    dipakai = {kenal(b) for b in baca_po(hasil)[1:]}
    assert len(dipakai) > 1000
    assert dipakai - ada == set(), "belum ada di locale/en: jalankan makemessages, terjemahkan, lalu compilemessages"


def test_a_text_is_marked_under_a_name_that_the_extraction_knows() -> None:
    alias = re.compile(r"^from django\.utils\.translation import \w+ as (\w+)", re.M)
    asing = {str(p.relative_to(AKAR)): set(alias.findall(p.read_text())) - {"_"} for p in SUMBER}
    assert {p: nama for p, nama in asing.items() if nama} == {}


def test_every_text_has_an_english_translation() -> None:
    kosong = [kenal(b) for b in PO if "fuzzy" in b["#,"] or not all(t.strip() for t in terjemahan(b))]
    assert kosong == []


def test_a_translation_keeps_placeholders_and_tags() -> None:
    for butir in PO:
        for asal, hasil in zip((butir["msgid"], butir.get("msgid_plural", "")), terjemahan(butir), strict=False):
            assert sorted(ISIAN.findall(asal)) == sorted(ISIAN.findall(hasil)), asal


def test_the_compiled_catalogue_is_that_of_the_readable_one() -> None:
    with (KATALOG / "django.mo").open("rb") as file:
        mo = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    mo.pop("")
    po = {}
    for butir in PO:
        kunci = "\x04".join(filter(None, kenal(butir)[:2]))
        po |= (
            {(kunci, n): t for n, t in enumerate(terjemahan(butir))}
            if "msgid_plural" in butir
            else {kunci: butir["msgstr"]}
        )
    assert mo == po, "jalankan compilemessages"


def test_the_catalogue_says_nothing_of_the_machine_it_was_made_on() -> None:
    assert "Date" not in KEPALA["msgstr"]
    jalan = " ".join(b["#:"] for b in PO).split()
    assert not [j for j in jalan if j.startswith("/") or ".." in j or ".venv" in j or re.search(r":\d+$", j)]


@pytest.mark.usefixtures("kebijakan")
def test_the_names_of_the_limits_are_texts_too() -> None:
    assert set(NAMA) == set(Kebijakan.objects.values_list("nama", flat=True))


# -- the pages ---------------------------------------------------------------------------------------------------------

INDONESIA = re.compile(
    r"\b(yang|dan|untuk|anda|atau|belum|sudah|tidak|dengan|dari|pada|oleh|kasus|hari|pelapor|laporan|berkas|petugas"
    r"|kirim|simpan|pilih|tulis|tahap|tenggat)\b",
    re.I,
)
NAMA_DIRI = ("Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah", "tentang Pelindungan Data Pribadi")
CERITA = {"uraian": "Heavy equipment was added two days before the deadline.", "sumber_lain": "SPSE"}
LIHAT = ("aria-label", "title", "placeholder", "alt", "data-sudah", "data-label")


class Pembaca(HTMLParser):
    """What a reader sees or hears of a page, without parts that are marked as Indonesian."""

    def __init__(self) -> None:
        super().__init__()
        self.bahasa, self.kata, self.tautan, self.diam = "", [], [], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        punya = dict(attrs)
        self.bahasa = self.bahasa or punya.get("lang") or ""
        self.diam = self.diam + 1 if self.diam or punya.get("lang") == "id" or tag in {"script", "style"} else 0
        self.kata += [punya[a] or "" for a in LIHAT if a in punya]
        self.tautan.append(punya.get("href") or "")
        if tag in {"input", "meta", "link", "br", "hr", "img", "use"} and self.diam:
            self.diam -= 1

    def handle_endtag(self, tag: str) -> None:
        self.diam = max(0, self.diam - 1)

    def handle_data(self, data: str) -> None:
        if not self.diam:
            self.kata.append(data)


def baca(answer: Any, *lewati: str) -> Pembaca:
    """Read a page in English; fail at the first word that is not."""
    pembaca = Pembaca()
    pembaca.feed(answer.content.decode())
    assert pembaca.bahasa == "en"
    periksa("\n".join(pembaca.kata), answer.request["PATH_INFO"], *lewati)
    return pembaca


def periksa(teks: str, tempat: str, *lewati: str) -> None:
    for nama in (*NAMA_DIRI, *lewati):
        teks = teks.replace(nama, "")
    assert [b.strip() for b in teks.splitlines() if INDONESIA.search(b)] == [], tempat


def inggris(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def kebijakan_tertulis() -> list[str]:
    """The grounds of the limits are titles of rules, and holidays have names of their own: both stay Indonesian."""
    dasar = [dasar.rstrip(".") for dasar in Kebijakan.objects.values_list("dasar_hukum", flat=True)]
    return dasar + sorted(set(HariLibur.objects.values_list("nama", flat=True)), key=len, reverse=True)


@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize(
    "jalan",
    [
        *("/", "/lacak/", "/bantuan/", "/privasi/", "/aksesibilitas/", "/surat/", "/helpdesk/", "/tidak-ada/"),
        *("/pengaduan/", "/pengaduan/?jalur=wbs", "/pengaduan/baru/paket/"),
        *(f"/akun/{jalan}/" for jalan in ("login", "signup", "password/reset", "password/reset/done")),
    ],
)
def test_a_public_page_is_english_throughout(client: Client, jalan: str) -> None:
    baca(inggris(client).get(jalan))


@pytest.mark.usefixtures("kebijakan")
def test_the_form_is_english_throughout_also_when_it_refuses(client: Client) -> None:
    peramban.mulai(inggris(client))
    for langkah, isi in peramban.LENGKAP.items():
        baca(client.get(peramban.url(langkah)))
        baca(client.post(peramban.url(langkah), {"kode_rup": "x", "surel": "x", "hps": "x", "nik": "x"}))
        client.post(peramban.url(langkah), isi)
    peramban.isi(client, kejadian=peramban.KEJADIAN | {"uraian": CERITA["uraian"]}, bukti={"tanpa_bukti": "on"})
    baca(client.get(peramban.url("tinjau")), "yohana.kenari@pelapor.example")


@pytest.mark.usefixtures("kebijakan")
def test_after_sending_everything_is_english(client: Client) -> None:
    peramban.kirim(inggris(client), kejadian=peramban.KEJADIAN | {"uraian": CERITA["uraian"]})
    for nama in ("terkirim", "terkirim_cetak"):
        baca(client.get(reverse(f"pengaduan:{nama}")), *kebijakan_tertulis())


@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize("status", Status.values)
def test_the_tracking_page_is_english_in_every_status(status: str, client: Client, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang, **CERITA)
    session = client.session
    terbuka.ingat(session, p.nomor, now=timezone.now())
    session.save()
    client.cookies["sessionid"] = session.session_key
    baca(inggris(client).get(reverse("pengaduan:lacak_kasus")), *kebijakan_tertulis())


def langkah_dari(client: Client, p: Pengaduan, awal: str) -> Iterator[str]:
    """The case page and the pages of the steps it offers."""
    halaman = baca(client.get(awal), *kebijakan_tertulis())
    yield from sorted({t.partition("#")[0] for t in halaman.tautan if t.startswith(awal) and t.endswith("/")} - {awal})


@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize("status", Status.values)
def test_a_case_and_its_steps_are_english_in_every_status(status: str, masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang, **CERITA)
    tempat = [(siapa, f"/pengaduan/kasus/{p.nomor}/") for siapa in ("verifikator", "penelaah", "pejabat_dpph")]
    if status in {Status.DIESKALASI, Status.DITERIMA_APIP, Status.TINDAK_LANJUT_APIP, Status.HASIL_DILAPORKAN}:
        tempat += [(siapa, f"/pengaduan/apip/{p.nomor}/") for siapa in ("admin_apip",)]
    for siapa, awal in tempat:
        client = inggris(masuk(siapa))
        for jalan in langkah_dari(client, p, awal):
            baca(client.get(jalan), *kebijakan_tertulis())


@pytest.mark.usefixtures("kebijakan")
def test_a_step_refuses_in_english(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, **CERITA)
    client, awal = inggris(masuk("verifikator")), f"/pengaduan/kasus/{p.nomor}/"
    for nama in ("minta_lengkapi", "alihkan", "usulkan_tolak", "telaah", "eskalasi", "selesaikan"):
        answer = client.post(f"{awal}{nama}/", {})
        assert answer.status_code >= 400, nama
        baca(answer, *kebijakan_tertulis())


@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize(
    ("siapa", "jalan"),
    [
        *((siapa, "/pengaduan/meja/") for siapa in ("verifikator", "penelaah", "pejabat_dpph", "pimpinan")),
        ("verifikator", "/pengaduan/meja/?lihat=semua&q=tidakada"),
        *((siapa, "/pengaduan/apip/") for siapa in ("admin_apip", "auditor_apip")),
        ("penjaga_identitas", "/pengaduan/penjaga/"),
        *(("verifikator", f"/akun/{jalan}") for jalan in ("saya/", "email/", "password/change/", "2fa/", "logout/")),
        *(("verifikator", jalan) for jalan in ("/kotak/", "/pengaduan/apip/", "/akun/2fa/webauthn/")),
    ],
)
def test_a_page_of_those_who_work_here_is_english(siapa: str, jalan: str, masuk: Masuk, orang: dict[str, User]) -> None:
    factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang, **CERITA)
    factories.ajukan(now=SENIN - timedelta(days=30), **CERITA)
    baca(inggris(masuk(siapa)).get(jalan), *kebijakan_tertulis())


@pytest.mark.usefixtures("kebijakan")
@pytest.mark.parametrize("aksi", ["ambil", "tugaskan", "lepas"])
def test_an_action_on_many_cases_is_english(aksi: str, masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, **CERITA)
    client = inggris(masuk("pejabat_dpph" if aksi == "tugaskan" else "verifikator"))
    for pilihan in ({}, {"pilih": p.nomor}, {"pilih": p.nomor, "jalan": "1"}):
        baca(client.post(reverse("pengaduan:massal"), {"aksi": aksi} | pilihan), *kebijakan_tertulis())


@pytest.mark.usefixtures("kebijakan")
def test_the_identity_is_asked_for_in_english(masuk: Masuk, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, **CERITA)
    client = inggris(masuk("penjaga_identitas"))
    for alasan in ("", "The prosecutor asked for it in a letter."):
        answer = client.post(reverse("pengaduan:penjaga_buka", args=[p.nomor]), {"alasan": alasan})
        baca(answer, factories.IDENTITAS.surel)


@pytest.mark.parametrize("pesan", sorted(p.stem for p in (AKAR / "templates/surel/pesan").glob("*.txt")))
def test_a_message_can_be_read_in_english(pesan: str) -> None:
    konteks = {"nomor": "PGD202611210017", "batas": SENIN.isoformat(), "janji": NAMA[0], "tautan": "/", "jumlah": 3}
    with translation.override("en"):
        tulisan = surat.tulis(pesan, konteks)
        periksa("\n".join((tulisan.subjek, tulisan.tombol, tulisan.isi, *surat.surel(tulisan, "/"))), pesan)
