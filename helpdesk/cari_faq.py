"""Published answers that match what somebody types: Indonesian full text, and trigrams for words that nobody wrote so.

Rare words weigh more than common ones, words of the question more than words of the answer.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from akun.blind import UMUM
from akun.prepared import ask
from helpdesk.isi_faq import html, polos
from helpdesk.models import MejaLayanan

KATA = re.compile(r"[^\W_]+")
PANJANG_TEKS = 600  # letters that are read of what is typed
KATA_TERBANYAK = 14
PANJANG_KATA = 40
UMUM_SEKALI = 200  # entries; a word that so many have says little, and no more of them are read
SEPARUH = 0.4  # of the best score; what lies below is not shown
SALAH_KETIK = 4  # letters; a shorter word that nobody wrote is not guessed at
RINGKAS = 160
TERLALU_UMUM = UMUM | frozenset(
    KATA.findall(
        "agar aku anda apa apakah bagaimana bapak bila bisa boleh cara dapat dong gimana hal hari harus ibu jadi jika "
        "kalau kami kenapa kepada lagi lalu maaf mana masih mau mengapa mohon namun nya pak para pernah saat saja "
        "sampai sebagai sedang selamat seperti siang pagi sore terima kasih tapi tetapi tersebut tolong waktu ya"
    )
)
SEPADAN = (
    ("sandi", "password", "passwd"),
    ("surel", "email", "mail"),
    ("tender", "lelang"),
    ("penyedia", "rekanan", "vendor"),
    ("daftar", "registrasi"),
    ("unggah", "upload"),
    ("unduh", "download"),
    ("galat", "error", "eror", "gagal"),
    ("masuk", "login"),
    ("jaringan", "koneksi", "internet"),
    ("telepon", "telp", "hp"),
)
"""Words that people use for the same thing."""
_SEPADAN = {kata: sebutan for sebutan in SEPADAN for kata in sebutan}

KATA_SQL = f"""
WITH k AS MATERIALIZED (
    SELECT u.ke, to_tsquery('indonesian', u.kata) AS kata, to_tsquery('indonesian', u.pokok) AS pokok
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY u(kata, pokok, ke))
SELECT k.ke, n.faq_id, n.pokok FROM k CROSS JOIN LATERAL (
    SELECT v.faq_id, v.cari @@ k.pokok AS pokok FROM helpdesk_versifaq v
    WHERE v.keadaan = 'terbit' AND v.cari @@ k.kata AND (v.meja_id IS NULL OR v.meja_id = %s::bigint OR %s::boolean)
    LIMIT {UMUM_SEKALI}) n
"""  # noqa: S608 - a number of this module
MIRIP_SQL = """
SELECT v.faq_id, max(word_similarity(k.kata, v.pertanyaan)) FROM helpdesk_versifaq v, unnest(%s::text[]) k(kata)
WHERE v.keadaan = 'terbit' AND k.kata <%% v.pertanyaan AND (v.meja_id IS NULL OR v.meja_id = %s::bigint OR %s::boolean)
GROUP BY v.faq_id ORDER BY 2 DESC, 1 LIMIT %s::int
"""
ISI_SQL = """
SELECT f.id, f.kode, v.pertanyaan, v.jawaban FROM helpdesk_versifaq v JOIN helpdesk_faq f ON f.id = v.faq_id
WHERE v.keadaan = 'terbit' AND f.id = ANY(%s::bigint[])
"""


@dataclass(frozen=True)
class Saran:
    """An entry that may answer what is being typed."""

    pk: int
    kode: str
    pertanyaan: str
    jawaban: str  # Markdown

    @property
    def ringkasan(self) -> str:
        """The beginning of the answer, as plain text."""
        teks = polos(self.jawaban)
        return teks if len(teks) <= RINGKAS else teks[:RINGKAS].rsplit(" ", 1)[0] + " …"

    @property
    def html(self) -> SafeString:
        """The whole answer, as the page shows it."""
        return html(self.jawaban)

    @property
    def url(self) -> str:
        """The page of the entry."""
        return reverse("helpdesk:faq_satu", args=[self.kode])


def saran(teks: str, *, meja: MejaLayanan | None = None, batas: int = 5, semua_meja: bool = False) -> list[Saran]:
    """At most `batas` published entries for everybody, or for this desk, that match `teks`; the best first."""
    kata = _kata(teks)
    if not kata:
        return []
    lingkup = [meja.pk if meja else None, semua_meja]
    skor = _skor(kata, lingkup, batas)
    terbaik = sorted(skor, key=lambda pk: -skor[pk])[:batas]
    terbaik = [pk for pk in terbaik if skor[pk] >= SEPARUH * skor[terbaik[0]]]
    isi = {row[0]: Saran(*row) for row in ask(ISI_SQL, [terbaik])} if terbaik else {}
    return [isi[pk] for pk in terbaik if pk in isi]


def _kata(teks: str) -> list[str]:
    """The words that count, folded to plain lower case, each once; the last one may still be growing ("sand:*")."""
    teks = teks[:PANJANG_TEKS]
    polos_ = unicodedata.normalize("NFKD", teks).casefold()
    semua = [k[:PANJANG_KATA] for k in KATA.findall("".join(c for c in polos_ if not unicodedata.combining(c)))]
    tumbuh = semua[-1] if semua and teks[-1:].isalnum() else ""
    penting = dict.fromkeys(k for k in semua if k not in TERLALU_UMUM and (len(k) > 1 or k.isdigit()))
    kueri = []
    for k in list(penting)[-KATA_TERBANYAK:]:
        sebutan = " | ".join(_SEPADAN.get(k, (k,)))
        kueri.append(f"{k}:*" if k == tumbuh and k not in _SEPADAN and len(k) > 2 else sebutan)
    return kueri


def _skor(kata: Sequence[str], lingkup: list[Any], batas: int) -> dict[int, float]:
    """The score of entries: what each word weighs that occurs there, added up."""
    ada: list[list[tuple[int, bool]]] = [[] for _kata in kata]
    for ke, pk, pokok in ask(KATA_SQL, [list(kata), [_pada_pertanyaan(k) for k in kata], *lingkup]):
        ada[ke - 1].append((pk, pokok))
    jarang = any(0 < len(rows) < UMUM_SEKALI for rows in ada)
    skor: dict[int, float] = defaultdict(float)
    for rows in ada:
        if jarang and len(rows) >= UMUM_SEKALI:
            continue
        berat = 1 / math.log2(2 + len(rows))
        for pk, pokok in rows:
            skor[pk] += berat if pokok else berat * 0.3
    asing = [k.removesuffix(":*") for k, rows in zip(kata, ada, strict=True) if not rows and " " not in k]
    if asing := [k for k in asing if len(k) >= SALAH_KETIK]:
        for pk, mirip in ask(MIRIP_SQL, [asing, *lingkup, batas]):
            skor[pk] += 0.5 * float(mirip)
    return skor


def _pada_pertanyaan(kueri: str) -> str:
    """The same words, found in the question only."""
    return " | ".join(f"{k}A" if k.endswith(":*") else f"{k}:A" for k in kueri.split(" | "))
