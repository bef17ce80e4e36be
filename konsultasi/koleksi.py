"""The published collection of questions and answers: written, reviewed by another, published, withdrawn, found."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from jejak.trail import record
from konsultasi import permissions
from konsultasi.models import Konsultasi, Subjek, TanyaJawab, VersiTanyaJawab
from sla.stages import StepRefused

KATA = re.compile(r"\w+")
KATA_TERBANYAK, PANJANG = 12, 200
TUGAS = frozenset(
    [
        "ada",
        "adalah",
        "agar",
        "akan",
        "antara",
        "apa",
        "apabila",
        "apakah",
        "atas",
        "atau",
        "bagaimana",
        "bagi",
        "bahwa",
        "berapa",
        "bila",
        "bisa",
        "boleh",
        "bolehkah",
        "dalam",
        "dan",
        "dapat",
        "dari",
        "dengan",
        "di",
        "harus",
        "hal",
        "ini",
        "itu",
        "jika",
        "juga",
        "kah",
        "kami",
        "kapan",
        "karena",
        "ke",
        "kepada",
        "lebih",
        "maka",
        "mana",
        "masih",
        "mengapa",
        "namun",
        "oleh",
        "pada",
        "para",
        "perlu",
        "saat",
        "saja",
        "saya",
        "sebagai",
        "secara",
        "sebuah",
        "sejak",
        "seperti",
        "siapa",
        "suatu",
        "sudah",
        "supaya",
        "tanpa",
        "telah",
        "tentang",
        "terhadap",
        "tetapi",
        "tidak",
        "untuk",
        "yaitu",
        "yang",
    ]
)
"""Words that every question is made of: they say nothing of what it is about, and PostgreSQL has no list of them."""
S = TanyaJawab.Status


@dataclass(frozen=True)
class IsiTanyaJawab:
    """What is written."""

    subjek: Subjek
    pertanyaan: str
    jawaban: str


def terbit() -> QuerySet[TanyaJawab]:
    """What everybody may read."""
    return TanyaJawab.objects.filter(status=S.TERBIT).select_related("subjek")


def cari(teks: str, *, batas: int = 5) -> QuerySet[TanyaJawab]:
    """The published entries nearest to a question: half of its words, by Indonesian stems or a like spelling."""
    kata = _kata(teks)
    if not kata:
        return terbit().none()
    kueri = [SearchQuery(k, config="indonesian", search_type="plain") for k in kata]
    cocok = [Q(teks=q) | Q(pertanyaan__trigram_word_similar=k) for q, k in zip(kueri, kata, strict=True)]
    kena = sum((Case(When(c, then=1), default=0) for c in cocok), Value(0, output_field=IntegerField()))
    rows = terbit().annotate(kena=kena, skor=SearchRank(F("teks"), reduce(or_, kueri)))
    rows = rows.filter(reduce(or_, cocok), kena__gte=-(-len(kata) // 2))
    return rows.order_by("-kena", "-skor", "id")[:batas]


def _kata(teks: str) -> list[str]:
    """The words that carry the meaning, each once."""
    semua = dict.fromkeys(KATA.findall(teks[:PANJANG].casefold()))
    return [k for k in semua if k not in TUGAS][:KATA_TERBANYAK]


@transaction.atomic
def tulis(*, isi: IsiTanyaJawab, asal: Konsultasi | None = None, by: Actor, now: datetime) -> TanyaJawab:
    """A new draft, also from a consultation; whoever writes it writes anew, without names."""
    require(permissions.may_tulis_koleksi(by))
    entri = TanyaJawab.objects.create(
        subjek=isi.subjek,
        pertanyaan=isi.pertanyaan,
        jawaban=isi.jawaban,
        asal=asal.nomor if asal else "",
        ditulis_oleh_id=by.petugas_id,
        dibuat_pada=now,
    )
    record(kejadian="konsultasi.koleksi_ditulis", objek=entri, by=by, now=now)
    return entri


@transaction.atomic
def ubah(*, entri: TanyaJawab, isi: IsiTanyaJawab, by: Actor, now: datetime) -> None:
    """Another text, back to the draft; what was published last stays in the history."""
    require(permissions.may_tulis_koleksi(by))
    TanyaJawab.objects.filter(pk=entri.pk).update(
        subjek=isi.subjek,
        pertanyaan=isi.pertanyaan,
        jawaban=isi.jawaban,
        status=S.DRAF,
        ditulis_oleh_id=by.petugas_id,
        ditinjau_oleh=None,
    )
    entri.refresh_from_db()
    record(kejadian="konsultasi.koleksi_diubah", objek=entri, by=by, now=now)


@transaction.atomic
def ajukan(*, entri: TanyaJawab, by: Actor, now: datetime) -> None:
    """The draft is ready to be reviewed."""
    require(permissions.may_tulis_koleksi(by))
    _pindah(entri, S.DRAF, S.DITINJAU)
    record(kejadian="konsultasi.koleksi_diajukan", objek=entri, by=by, now=now)


@transaction.atomic
def terbitkan(*, entri: TanyaJawab, by: Actor, now: datetime) -> None:
    """Another than its author publishes it; the text is kept as a version."""
    require(permissions.may_tulis_koleksi(by))
    if entri.ditulis_oleh_id == by.user_id:
        raise StepRefused(_("Tanya jawab diterbitkan oleh orang lain, bukan oleh penulisnya."))
    _pindah(entri, S.DITINJAU, S.TERBIT, ditinjau_oleh_id=by.petugas_id, versi=F("versi") + 1, terbit_pada=now)
    VersiTanyaJawab.objects.create(
        entri=entri,
        versi=entri.versi,
        pertanyaan=entri.pertanyaan,
        jawaban=entri.jawaban,
        pada=now,
        oleh_id=by.petugas_id,
    )
    record(kejadian="konsultasi.koleksi_terbit", objek=entri, by=by, now=now, data={"versi": entri.versi})


@transaction.atomic
def tarik(*, entri: TanyaJawab, by: Actor, now: datetime) -> None:
    """It no longer holds: nobody finds it any more."""
    require(permissions.may_tulis_koleksi(by))
    _pindah(entri, S.TERBIT, S.DITARIK)
    record(kejadian="konsultasi.koleksi_ditarik", objek=entri, by=by, now=now)


def terjawab(*, entri: TanyaJawab) -> None:
    """A reader says that this answered him: counted, and nothing else is kept."""
    TanyaJawab.objects.filter(pk=entri.pk, status=S.TERBIT).update(terjawab=F("terjawab") + 1)


def _pindah(entri: TanyaJawab, dari: str, ke: str, **kolom: object) -> None:
    rows = TanyaJawab.objects.filter(pk=entri.pk, status=dari)
    if not rows.update(status=ke, **kolom):
        raise StepRefused(_("Langkah ini tidak tersedia sekarang. Muat ulang halaman."))
    entri.refresh_from_db()
