"""What an official asks to be done with a letter, and what comes back: a tree. Read it downwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import Unit, User
from akun.receipt import WIB
from jejak.trail import record
from persuratan import permissions
from persuratan.flow_masuk import anggap_diterima
from persuratan.models import AKHIR, Disposisi, SuratMasuk, jabatan
from persuratan.pilihan import Kepentingan
from persuratan.status import DISPOSISI, JAWAB, PROSES, STAGES, Event, Status
from sla import clock
from sla.stages import StepRefused


@dataclass(frozen=True)
class Arahan:
    """What is asked: of whom, what, until when."""

    orang: Sequence[User] = ()
    unit: Sequence[Unit] = ()
    instruksi: Sequence[str] = ()
    kepentingan: str = Kepentingan.BIASA
    batas: date | None = None
    catatan: str = ""


@transaction.atomic
def disposisikan(*, surat: SuratMasuk, arahan: Arahan, by: Actor, now: datetime) -> list[Disposisi]:
    """The addressee directs the letter to persons or units. Raises StepRefused for what cannot be asked."""
    require(permissions.may_disposisi(by, surat))
    _pegang(surat)
    surat.refresh_from_db(fields=["status"])
    _periksa(surat, arahan, by, now)
    anggap_diterima(surat=surat, by=by, now=now)
    rows = _tulis(surat, None, arahan, by, now)
    if surat.status == Status.DIPERIKSA_TU:
        STAGES.move(surat, DISPOSISI, by=by, now=now, data={"disposisi": [d.pk for d in rows]})
    else:
        _catat(Event.DISPOSISI_DITAMBAH, rows, by, now)
    return rows


@transaction.atomic
def mulai(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """Whoever has the letter by disposition begins to work on it."""
    require(permissions.may_mulai(by, surat))
    STAGES.move(surat, PROSES, by=by, now=now)


@transaction.atomic
def teruskan(*, disposisi: Disposisi, arahan: Arahan, by: Actor, now: datetime) -> list[Disposisi]:
    """Whoever was asked asks others in his turn; his own part stays open until theirs are done."""
    surat = _buka(disposisi, by, now, kerja=True)
    _periksa(surat, arahan, by, now)
    rows = _tulis(surat, disposisi, arahan, by, now)
    _catat(Event.DISPOSISI_DITERUSKAN, rows, by, now)
    return rows


@transaction.atomic
def laporkan(*, disposisi: Disposisi, laporan: str, by: Actor, now: datetime) -> None:
    """It is done, and this came of it. Raises StepRefused while somebody who was asked further has not reported."""
    _buka(disposisi, by, now, kerja=True)
    _akhiri(disposisi, laporan, by, selesai_pada=now)
    _catat(Event.DISPOSISI_DILAPORKAN, [disposisi], by, now)


@transaction.atomic
def kembalikan(*, disposisi: Disposisi, alasan: str, by: Actor, now: datetime) -> None:
    """Not for me: it goes back to whoever asked, with the reason."""
    _buka(disposisi, by, now, kerja=False)
    _akhiri(disposisi, alasan, by, dikembalikan_pada=now)
    _catat(Event.DISPOSISI_DIKEMBALIKAN, [disposisi], by, now)


@transaction.atomic
def tarik(*, disposisi: Disposisi, by: Actor, now: datetime) -> None:
    """Who asked takes it back, and with it whatever is still open of what came of it."""
    require(permissions.may_tarik(by, disposisi))
    _pegang(disposisi.surat)
    _masih_terbuka(disposisi)
    anak: dict[int | None, list[int]] = {}
    for pk, induk in Disposisi.objects.filter(surat=disposisi.surat_id).values_list("pk", "induk_id"):
        anak.setdefault(induk, []).append(pk)
    cabang = [disposisi.pk]
    for pk in cabang:
        cabang.extend(anak.get(pk, ()))
    rows = list(Disposisi.objects.terbuka().filter(pk__in=cabang).only("pk", "surat_id"))
    Disposisi.objects.filter(pk__in=[d.pk for d in rows]).update(dikembalikan_pada=now, diselesaikan_oleh=by.petugas_id)
    _catat(Event.DISPOSISI_DITARIK, rows, by, now)


def _pegang(surat: SuratMasuk) -> SuratMasuk:
    """Keep a letter with all its dispositions until the commit, by its clocks as every step does; and as it is now."""
    clock.hold(surat)
    return SuratMasuk.objects.only("status", "kerahasiaan", "penerima_id").get(pk=surat.pk)


def _masih_terbuka(disposisi: Disposisi) -> None:
    """Read a disposition anew. Raises StepRefused with who was faster."""
    kini = Disposisi.objects.select_related("diselesaikan_oleh").get(pk=disposisi.pk)
    disposisi.selesai_pada, disposisi.dikembalikan_pada = kini.selesai_pada, kini.dikembalikan_pada
    if not kini.terbuka:
        raise StepRefused(
            _("Disposisi ini sudah diselesaikan, dikembalikan, atau ditarik oleh %(nama)s.")
            % {"nama": kini.diselesaikan_oleh}
        )


def _buka(disposisi: Disposisi, by: Actor, now: datetime, *, kerja: bool) -> SuratMasuk:
    """Hold a disposition until the commit; the first who takes it up (`kerja`) sets the letter to work."""
    require(permissions.may_kerjakan(by, disposisi))
    surat = _pegang(disposisi.surat)
    _masih_terbuka(disposisi)
    if surat.status in AKHIR:
        raise StepRefused(_("Surat ini sudah berakhir, jadi disposisinya tidak dikerjakan lagi."))
    if kerja and surat.status == Status.DIDISPOSISI:
        STAGES.move(surat, PROSES, by=by, now=now)
    return surat


def _akhiri(disposisi: Disposisi, teks: str, by: Actor, **kapan: datetime) -> None:
    """Close it with what its holder writes. Raises StepRefused without words, and while others still work for him."""
    if not teks.strip():
        raise StepRefused(_("Tulis dahulu apa hasilnya, atau mengapa disposisi dikembalikan."))
    if disposisi.anak.terbuka().exists():
        raise StepRefused(_("Tunggu laporan dari yang Anda beri disposisi, atau tarik kembali disposisi itu."))
    disposisi.laporan = teks
    for kolom, nilai in kapan.items():
        setattr(disposisi, kolom, nilai)
    disposisi.diselesaikan_oleh_id = by.user_id
    disposisi.save(update_fields=["laporan_segel", "diselesaikan_oleh", *kapan])


def _periksa(surat: SuratMasuk, arahan: Arahan, by: Actor, now: datetime) -> None:
    """What may not be asked. Raises StepRefused with the sentence."""
    if surat.status not in JAWAB.from_:
        raise StepRefused(_("Surat ini belum diteruskan TU, atau sudah dijawab. Disposisi baru tidak dapat diberikan."))
    if not arahan.orang and not arahan.unit:
        raise StepRefused(_("Pilih paling sedikit satu orang atau unit."))
    if not arahan.instruksi:
        raise StepRefused(_("Pilih paling sedikit satu instruksi."))
    if surat.rahasia and arahan.unit:
        raise StepRefused(_("Surat rahasia hanya dapat didisposisikan kepada orang, bukan unit."))
    if arahan.batas and arahan.batas < now.astimezone(WIB).date():
        raise StepRefused(_("Batas waktu disposisi sudah lewat. Pilih hari ini atau sesudahnya."))
    for orang in arahan.orang:
        if orang.pk == by.user_id:
            raise StepRefused(_("Anda tidak dapat memberi disposisi kepada diri sendiri."))
        if orang.peran not in permissions.PEMBACA or not orang.is_active:
            raise StepRefused(_("%(nama)s bukan pegawai LKPP yang aktif.") % {"nama": orang.nama})


def _tulis(surat: SuratMasuk, induk: Disposisi | None, arahan: Arahan, by: Actor, now: datetime) -> list[Disposisi]:
    """The new branches, with their trail."""
    tujuan: list[tuple[User | None, Unit | None]] = [(o, None) for o in dict.fromkeys(arahan.orang)]
    tujuan += [(None, u) for u in dict.fromkeys(arahan.unit)]
    rows = []
    for orang, unit in tujuan:
        row = Disposisi(
            surat=surat,
            induk=induk,
            dari_id=by.petugas_id,
            sebagai=sebagai(by, surat, now) if induk is None else "",
            kepada=orang,
            kepada_unit=unit,
            instruksi=list(arahan.instruksi),
            kepentingan=arahan.kepentingan,
            batas=arahan.batas,
            dibuat_pada=now,
        )
        row.catatan = arahan.catatan
        rows.append(row)
    return Disposisi.objects.bulk_create(rows)


def sebagai(by: Actor, surat: SuratMasuk, now: datetime) -> str:
    """The office in which somebody acts on a letter, "Plh. Direktur ..." where he stands in."""
    return jabatan.sebutan(by.petugas_id, surat.penerima_id, now.astimezone(WIB).date())


def _catat(kejadian: str, rows: Sequence[Disposisi], by: Actor, now: datetime) -> None:
    """On the trail of the letter: which dispositions."""
    surat = SuratMasuk(pk=rows[0].surat_id)
    record(kejadian=kejadian, objek=surat, by=by, now=now, data={"disposisi": [d.pk for d in rows]})


@dataclass
class Simpul:
    """A disposition with those that came of it."""

    disposisi: Disposisi
    anak: list["Simpul"] = field(default_factory=list)


def pohon(surat: SuratMasuk) -> list[Simpul]:
    """The whole tree of a letter: one query, or none where its dispositions were read with it."""
    simpul = {row.pk: Simpul(row) for row in sorted(surat.disposisi.all(), key=lambda d: d.pk)}
    akar: list[Simpul] = []
    for satu in simpul.values():
        (simpul[satu.disposisi.induk_id].anak if satu.disposisi.induk_id else akar).append(satu)
    return akar


Tempat = tuple[Simpul, tuple[int, ...]]
"""A node, and where it stands in its tree: (1,), (1, 1), (1, 2), (2,)."""


def urut(akar: Sequence[Simpul]) -> list[Tempat]:
    """A tree from top to bottom, each with its place in it; without recursion, however deep it is."""
    hasil: list[Tempat] = []
    tumpuk: list[Tempat] = [(satu, (i,)) for i, satu in reversed(list(enumerate(akar, start=1)))]
    while tumpuk:
        satu, tempat = tumpuk.pop()
        hasil.append((satu, tempat))
        tumpuk.extend((anak, (*tempat, i)) for i, anak in reversed(list(enumerate(satu.anak, start=1))))
    return hasil
