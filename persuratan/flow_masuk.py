"""The life of a letter that comes in, from sending to archive. Read it downwards. Dispositions: disposisi.py."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from akun import blind, receipt
from akun.actor import Actor
from akun.decision import require
from akun.models import Instansi, Pejabat, User
from berkas.models import Berkas
from jejak.trail import record
from persuratan import agenda, permissions
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.pilihan import Kanal
from persuratan.status import (
    ARSIPKAN,
    JADIKAN_PENGADUAN,
    JADIKAN_TIKET,
    JAWAB,
    JELASKAN,
    KEMBALIKAN,
    SELESAIKAN,
    STAGES,
    TANYA,
    TERUSKAN,
    Event,
)
from sla import clock
from sla.stages import StepRefused

AWALAN = "SM"
PEJABAT = "persuratan.pejabat"  # the clock that the law counts from the day the official has the letter


@dataclass(frozen=True)
class DataSurat:
    """What stands on a letter and what its sender says of it."""

    jenis_pengirim: str
    nama_pengirim: str
    penerima: Pejabat
    kerahasiaan: str
    nomor_surat: str
    perihal: str
    instansi: Instansi | None = None
    instansi_teks: str = ""
    alamat: str = ""
    tembusan: Sequence[Pejabat] = ()
    tanggal_surat: date | None = None
    batas_diminta: date | None = None
    catatan: str = ""

    @property
    def sepadan(self) -> str:
        """By what this letter is known when it comes a second time."""
        asal = (self.instansi.nama if self.instansi else self.instansi_teks) or self.nama_pengirim
        return sepadan(pengirim=asal, nomor_surat=self.nomor_surat, tanggal=self.tanggal_surat, perihal=self.perihal)


def kembar(*, pengirim: str, nomor_surat: str, sha256: str) -> str:
    """What two letters have in common when one was sent twice: a keyed hash of sender, number and file."""
    bagian = "\x1f".join((pengirim.casefold().strip(), nomor_surat.casefold().strip(), sha256))
    return hmac.new(settings.SECRET_KEY.encode(), bagian.encode(), hashlib.sha256).hexdigest()


def sepadan(*, pengirim: str, nomor_surat: str, tanggal: date | None, perihal: str) -> str:
    """What a letter has in common with its copy on paper or in a sheet: a keyed hash of sender, number and date.

    A letter without a number (`-`) is known by its subject instead; a closed envelope by nothing.
    """
    nomor = nomor_surat.strip() if any(c.isalnum() for c in nomor_surat) else perihal.strip()
    if not nomor:
        return ""
    bagian = "\x1f".join(
        ("surat", pengirim.casefold().strip(), nomor.casefold(), tanggal.isoformat() if tanggal else "")
    )
    return hmac.new(settings.SECRET_KEY.encode(), bagian.encode(), hashlib.sha256).hexdigest()


def tercatat(kunci: Iterable[str]) -> dict[str, str]:
    """Which of these keys (DataSurat.sepadan) are in the register, with the number that the letter has there."""
    rows = SuratMasuk.objects.exclude(sepadan="").filter(sepadan__in=[k for k in kunci if k])
    return dict(rows.values_list("sepadan", "nomor"))


def dahulu(*, by: Actor, nomor_surat: str, sha256: str) -> SuratMasuk | None:
    """The letter that the same sender sent before with the same number and the same file."""
    kunci = kembar(pengirim=str(by.user_id), nomor_surat=nomor_surat, sha256=sha256)
    return SuratMasuk.objects.visible_to(by).filter(kembar=kunci).order_by("-id").first()


@transaction.atomic
def kirim(*, data: DataSurat, berkas: Berkas, token: str, by: Actor, now: datetime) -> SuratMasuk:
    """Somebody with an account sends a letter: the letter, its receipt and its clocks come into being together."""
    surat = _surat(data, kanal=Kanal.PORTAL, diterima_pada=now, now=now)
    surat.pengirim_id, surat.berkas = by.petugas_id, berkas
    surat.kembar = kembar(pengirim=str(by.user_id), nomor_surat=data.nomor_surat, sha256=berkas.sha256)
    return _terima(surat, data, token=token, event=Event.DIKIRIM, by=by, now=now)


def antre(by: Actor) -> None:
    """One entry at a time per officer, until the commit: a second click waits, and then sees the first."""
    User.objects.select_for_update().get(pk=by.petugas_id)


@transaction.atomic
def catat(
    *,
    data: DataSurat,
    kanal: str,
    diterima_pada: datetime,
    berkas: Berkas | None,
    token: str,
    by: Actor,
    now: datetime,
) -> SuratMasuk:
    """TU enters a letter that came on paper, by fax or by mail. Its clocks run from the day on which it came.

    Raises StepRefused for a day that is still to come.
    """
    require(permissions.may_tangani_tu(by))
    if diterima_pada > now:
        raise StepRefused(_("Tanggal terima belum tiba. Periksa tanggal dan jamnya."))
    surat = _surat(data, kanal=kanal, diterima_pada=diterima_pada, now=now)
    surat.dicatat_oleh_id, surat.berkas = by.petugas_id, berkas
    return _terima(surat, data, token=token, event=Event.DICATAT_MASUK, by=by, now=now)


def _surat(data: DataSurat, *, kanal: str, diterima_pada: datetime, now: datetime) -> SuratMasuk:
    """The row, not yet written; what was typed is sealed as it is set."""
    surat = SuratMasuk(
        kanal=kanal,
        status=STAGES.initial,
        status_sejak=now,
        jenis_pengirim=data.jenis_pengirim,
        instansi=data.instansi,
        penerima=data.penerima,
        kerahasiaan=data.kerahasiaan,
        tanggal_surat=data.tanggal_surat,
        batas_diminta=data.batas_diminta,
        diterima_pada=diterima_pada,
    )
    surat.nama_pengirim, surat.instansi_teks, surat.alamat = data.nama_pengirim, data.instansi_teks, data.alamat
    surat.nomor_surat, surat.perihal, surat.catatan = data.nomor_surat, data.perihal, data.catatan
    surat.sepadan = data.sepadan
    return surat


def _terima(surat: SuratMasuk, data: DataSurat, *, token: str, event: str, by: Actor, now: datetime) -> SuratMasuk:
    """Write it, with number, receipt, trail and clocks. The number comes last: its lock lasts until the commit."""
    surat.nomor = receipt.next_number(AWALAN, now=now)
    surat.cari = index_of(surat)
    surat.save(force_insert=True)
    if data.tembusan:
        surat.tembusan.set(data.tembusan)
    receipt.issue(objek=surat, nomor=surat.nomor, token=token)
    STAGES.open(surat, event=event, by=by, now=now, sejak=surat.diterima_pada, data={"kanal": surat.kanal})
    return surat


def index_of(surat: SuratMasuk, isi: str = "") -> list[int]:
    """The numbers under which a letter is found; a secret letter by its own number only."""
    if surat.rahasia:
        return blind.index(surat.nomor)
    teks = (surat.nomor, surat.nomor_surat, surat.perihal, surat.nama_pengirim, surat.asal, surat.catatan)
    return blind.index(*teks, surat.penerima.jabatan, isi)


@transaction.atomic
def teruskan(*, surat: SuratMasuk, nomor_agenda: str, penerima: Pejabat | None, by: Actor, now: datetime) -> None:
    """TU has checked a letter: readable, complete, rightly addressed. It goes to the official with an agenda number.

    Without a number of TU's own it gets the next one of the year.
    """
    require(permissions.may_tangani_tu(by))
    ke = penerima or surat.penerima
    kolom: dict[str, object] = {"nomor_agenda": nomor_agenda or agenda.ambil(by=by, now=now), "penerima_id": ke.pk}
    if ke.pk != surat.penerima_id and not surat.rahasia:
        kolom |= {"cari": sorted({*surat.cari, *blind.index(ke.jabatan)}), "isi_terindeks": False}
    surat.penerima = ke  # the next clock is that of the unit that gets it
    STAGES.move(surat, TERUSKAN, by=by, now=now, data={"pejabat": ke.pk}, **kolom)


@transaction.atomic
def kembalikan(*, surat: SuratMasuk, alasan: str, by: Actor, now: datetime) -> None:
    """TU gives a letter back with the reason that the sender reads: unreadable, incomplete, not for LKPP."""
    require(permissions.may_tangani_tu(by))
    surat.alasan = alasan
    STAGES.move(surat, KEMBALIKAN, by=by, now=now, alasan_segel=surat.alasan_segel)


@transaction.atomic
def terima_pejabat(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """The official, or who stands in for him, has the letter: the clock of the law starts beside the other.

    Raises StepRefused for a letter that TU has not passed on, that has ended, or that he has already.
    """
    require(permissions.may_disposisi(by, surat))
    if surat.status not in JAWAB.from_:
        raise StepRefused(_("Surat ini belum diteruskan TU, atau sudah berakhir. Muat ulang halaman."))
    if not anggap_diterima(surat=surat, by=by, now=now):
        raise StepRefused(_("Surat ini sudah tercatat diterima pejabat."))


@transaction.atomic
def anggap_diterima(*, surat: SuratMasuk, by: Actor, now: datetime) -> bool:
    """Whoever disposes of a letter or answers it has it. False when that was written down before."""
    clock.hold(surat)
    baru = SuratMasuk.objects.filter(pk=surat.pk, diterima_pejabat_pada__isnull=True, status__in=JAWAB.from_)
    if not baru.update(diterima_pejabat_pada=now):
        return False
    surat.diterima_pejabat_pada = now
    clock.start(surat, PEJABAT, now=now)
    record(kejadian=Event.DITERIMA_PEJABAT, objek=surat, by=by, now=now)
    return True


@transaction.atomic
def tanya(*, surat: SuratMasuk, pertanyaan: str, by: Actor, now: datetime) -> None:
    """Something is unclear: the sender is asked, and the working clock stands still."""
    require(permissions.may_jawab(by, surat))
    surat.alasan = pertanyaan
    STAGES.move(surat, TANYA, by=by, now=now, alasan_segel=surat.alasan_segel)


@transaction.atomic
def jelaskan(*, surat: SuratMasuk, penjelasan: str, by: Actor, now: datetime) -> None:
    """The sender explains; what he wrote before stays in front of it."""
    if not SuratMasuk.objects.visible_to(by).filter(pk=surat.pk).exists():
        raise StepRefused(_("Surat ini tidak terbuka bagi Anda."))
    surat.catatan = f"{surat.catatan}\n\n{penjelasan}".strip()
    STAGES.move(surat, JELASKAN, by=by, now=now, catatan_segel=surat.catatan_segel)


@transaction.atomic
def jawab(*, surat: SuratMasuk, jawaban: SuratKeluar | None, penutup: str, by: Actor, now: datetime) -> None:
    """The answer is linked, or a note says why there is none. Raises StepRefused without either."""
    require(permissions.may_jawab(by, surat))
    if jawaban is None and not penutup.strip():
        raise StepRefused(_("Tautkan surat jawaban, atau tulis mengapa surat ini tidak dijawab dengan surat."))
    if permissions.memangku(by, surat):
        anggap_diterima(surat=surat, by=by, now=now)
    surat.alasan = penutup
    _tandai_dijawab(surat, jawaban, by=by, now=now)


def _tandai_dijawab(surat: SuratMasuk, jawaban: SuratKeluar | None, *, by: Actor, now: datetime) -> None:
    """The step itself; every promise about the letter is kept with it."""
    STAGES.move(
        surat,
        JAWAB,
        by=by,
        now=now,
        data={"jawaban": jawaban.pk if jawaban else None},
        jawaban_id=jawaban.pk if jawaban else None,
        alasan_segel=surat.alasan_segel,
    )
    for tenggat in clock.running(surat):
        clock.stop(tenggat, now=now)


@transaction.atomic
def terjawab(*, surat: SuratMasuk, jawaban: SuratKeluar, by: Actor, now: datetime) -> bool:
    """The letter that answers it has left: who might answer was asked when that was drafted.

    False, and nothing happens, where this letter is past being answered: a second letter on the same matter.
    """
    if surat.status not in JAWAB.from_:
        return False
    _tandai_dijawab(surat, jawaban, by=by, now=now)
    return True


@transaction.atomic
def selesaikan(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """Everything that was asked is done. Raises StepRefused while a disposition is open."""
    require(permissions.may_jawab(by, surat))
    clock.hold(surat)
    if surat.disposisi.terbuka().exists():
        raise StepRefused(_("Masih ada disposisi yang belum selesai."))
    STAGES.move(surat, SELESAIKAN, by=by, now=now)


@transaction.atomic
def arsipkan(*, surat: SuratMasuk, by: Actor, now: datetime) -> None:
    """TU puts the letter into the archive."""
    require(permissions.may_tangani_tu(by))
    STAGES.move(surat, ARSIPKAN, by=by, now=now)


@transaction.atomic
def jadikan_pengaduan(*, surat: SuratMasuk, nomor: str, by: Actor, now: datetime) -> None:
    """The letter has become the complaint `nomor`; its ticket stays valid and leads there."""
    require(permissions.may_jadikan_pengaduan(by, surat))
    STAGES.move(surat, JADIKAN_PENGADUAN, by=by, now=now, data={"pengaduan": nomor}, pengaduan_nomor=nomor)


@transaction.atomic
def jadikan_tiket(*, surat: SuratMasuk, nomor: str, by: Actor, now: datetime) -> None:
    """The letter has become the ticket `nomor` of the helpdesk; its own number stays valid and leads there."""
    require(permissions.may_jadikan_tiket(by, surat))
    STAGES.move(surat, JADIKAN_TIKET, by=by, now=now, data={"tiket": nomor}, tiket_nomor=nomor)
