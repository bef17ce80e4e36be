"""The life of a ticket, from the report to its closing. Read it downwards. Escalations: flow_eskalasi.py; duplicates
and problem records: flow_kelompok.py; the priority: flow_prioritas.py.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor, Peran
from akun.decision import require
from akun.models import User
from berkas.models import Berkas
from helpdesk import penerimaan, penugasan, permissions, utas
from helpdesk.flow_prioritas import klasifikasi
from helpdesk.models import PesanTiket, Tiket
from helpdesk.penerimaan import DataTiket
from helpdesk.pilihan import Dari, Kanal, Solusi
from helpdesk.status import (
    BATALKAN,
    BISA_DIBUKA,
    BUKA_KEMBALI,
    JAWAB_FAQ,
    JELASKAN,
    JELASKAN_AWAL,
    KONFIRMASI,
    KONFIRMASI_SELAMA,
    SELESAIKAN,
    SEMENTARA,
    STAGES,
    TANGANI,
    TANYA,
    TERBUKA,
    TUTUP,
    Event,
    Status,
)
from jejak.trail import record
from konsultasi import kompensasi
from konsultasi.kompensasi import Pemilik
from sla import clock
from sla.stages import StepRefused

__all__ = ["DataTiket", "klasifikasi"]

AWALAN = "TKT"
TERPANJANG_CATATAN = 1000


@transaction.atomic
def catat(
    *, data: DataTiket, token: str | None = None, berkas: Sequence[Berkas] = (), by: Actor, now: datetime
) -> Tiket:
    """A report comes in, whatever the way: the ticket, its receipt, clocks and officer come into being together.

    Where LKPP owes its reporter a right of compensation, this is the request that uses it.

    Raises StepRefused for a receipt that is still to come, PermissionDenied.
    """
    require(permissions.may_catat(by, data.meja, data.kanal))
    if data.diterima_pada and data.diterima_pada > now:
        raise StepRefused(_("Waktu terima belum tiba. Periksa tanggal dan jamnya."))
    tiket, disamarkan = penerimaan.baris(data, by=by, now=now)
    if pemegang := _penerima(tiket, by):
        tiket.pemegang_id = pemegang
    tiket.nomor = receipt.next_number(AWALAN, now=now)
    tiket.cari = penerimaan.indeks(tiket)
    tiket.save(force_insert=True)
    if tiket.pelapor_id and kompensasi.pakai(untuk=tiket, pemilik=Pemilik(tiket.pelapor_id), by=by, now=now):
        Tiket.objects.filter(pk=tiket.pk).update(hak_prioritas=True)
        tiket.hak_prioritas = True
    utas.lampirkan(tiket, berkas)
    if token:
        receipt.issue(objek=tiket, nomor=tiket.nomor, token=token)
    keterangan = {"kanal": tiket.kanal, "jenis": tiket.jenis, "pemegang": tiket.pemegang_id, "disamarkan": disamarkan}
    STAGES.open(tiket, event=Event.DICATAT, by=by, now=now, sejak=tiket.diterima_pada, data=keterangan)
    return tiket


def _penerima(tiket: Tiket, by: Actor) -> int | None:
    """Whoever writes a report down at the desk has it himself; else the one with the least on his table."""
    if tiket.dicatat_oleh_id and by.peran in {Peran.PETUGAS_LPSE, Peran.PETUGAS_HELPDESK}:
        return tiket.dicatat_oleh_id
    petugas = penugasan.teringan(tiket.meja)
    return petugas.pk if petugas else None


@transaction.atomic
def ambil(*, tiket: Tiket, by: Actor, now: datetime) -> None:
    """An officer takes a ticket; what is classified, or needs no class, is worked on from now on."""
    require(permissions.may_tangani(by, tiket))
    if tiket.status in TANGANI.from_ and not tiket.perlu_klasifikasi:
        STAGES.move(tiket, TANGANI, by=by, now=now, data={"pemegang": by.user_id}, pemegang_id=by.petugas_id)
    elif not permissions.memegang(by, tiket):
        _ubah(tiket, Event.DITUGASKAN, by=by, now=now, data={"pemegang": by.user_id}, pemegang_id=by.petugas_id)


@transaction.atomic
def serahkan(*, tiket: Tiket, kepada: User, catatan: str = "", by: Actor, now: datetime) -> None:
    """Give a ticket to somebody else of the desk at which it lies. Raises StepRefused for anybody else."""
    require(permissions.may_tangani(by, tiket))
    if not bisa_diserahi(tiket, kepada):
        raise StepRefused(_("Tiket hanya diserahkan kepada petugas aktif di helpdesk yang menanganinya."))
    if kepada.pk == tiket.pemegang_id:
        raise StepRefused(_("Petugas ini sudah memegang tiket ini."))
    data = {"dari": tiket.pemegang_id, "pemegang": kepada.pk}
    _ubah(tiket, Event.DISERAHKAN, by=by, now=now, data=data, pemegang_id=kepada.pk)
    if catatan.strip():
        utas.tulis(tiket, isi=catatan, dari=Dari.PETUGAS, hanya_petugas=True, by=by, now=now)


def bisa_diserahi(tiket: Tiket, kepada: User) -> bool:
    """Whether somebody works at the desk where a ticket lies."""
    return kepada.is_active and bool(permissions.may_tangani(Actor.of(kepada), tiket))


def _ubah(tiket: Tiket, event: str, *, by: Actor, now: datetime, data: dict[str, Any], **kolom: Any) -> None:
    """Change columns of a ticket that is still open, with its line on the trail. Raises StepRefused."""
    clock.hold(tiket)
    if not Tiket.objects.filter(pk=tiket.pk, status__in=TERBUKA).update(**kolom):
        raise StepRefused(_("Tiket ini sudah berakhir. Muat ulang halaman."))
    for nama, nilai in kolom.items():
        setattr(tiket, nama, nilai)
    record(kejadian=event, objek=tiket, by=by, now=now, data=data)


@transaction.atomic
def balas(
    *,
    tiket: Tiket,
    isi: str,
    hanya_petugas: bool = False,
    berkas: Sequence[Berkas] = (),
    kanal: str = Kanal.WEB,
    by: Actor,
    now: datetime,
) -> PesanTiket:
    """An officer writes to the reporter, or a note that only the desk reads. The status stays."""
    require(permissions.may_tulis(by, tiket))
    dari = Dari.SISTEM if by.peran == Peran.SISTEM else Dari.PETUGAS
    pesan = utas.tulis(
        tiket, isi=isi, dari=dari, hanya_petugas=hanya_petugas, berkas=berkas, kanal=kanal, by=by, now=now
    )
    event = Event.DICATAT_INTERNAL if hanya_petugas else Event.DIBALAS
    record(kejadian=event, objek=tiket, by=by, now=now, data={"pesan": pesan.pk})
    return pesan


@transaction.atomic
def tanya(*, tiket: Tiket, isi: str, berkas: Sequence[Berkas] = (), by: Actor, now: datetime) -> PesanTiket:
    """Something is unclear: the reporter is asked, and the clock stands still where its policy says so."""
    require(permissions.may_tangani(by, tiket))
    pesan = utas.tulis(tiket, isi=isi, dari=Dari.PETUGAS, berkas=berkas, by=by, now=now)
    STAGES.move(tiket, TANYA, by=by, now=now, data={"pesan": pesan.pk})
    return pesan


@transaction.atomic
def jelaskan(
    *,
    tiket: Tiket,
    isi: str,
    berkas: Sequence[Berkas] = (),
    kanal: str = Kanal.WEB,
    by: Actor,
    now: datetime,
) -> PesanTiket:
    """The reporter writes. Where he was asked, the work goes on; else it is a message of the thread."""
    require(permissions.may_jelaskan(by, tiket))
    pesan = utas.tulis(tiket, isi=isi, dari=Dari.PELAPOR, berkas=berkas, kanal=kanal, by=by, now=now)
    data = {"pesan": pesan.pk}
    if tiket.status == Status.MENUNGGU_PENGGUNA:
        langkah = JELASKAN_AWAL if tiket.perlu_klasifikasi else JELASKAN
        STAGES.move(tiket, langkah, by=by, now=now, data=data)
    else:
        record(kejadian=Event.DITULIS_PELAPOR, objek=tiket, by=by, now=now, data=data)
    return pesan


@transaction.atomic
def tandai_pending(*, tiket: Tiket, pending: bool = True, by: Actor, now: datetime) -> None:
    """Put a ticket that nobody can answer yet on the pending list, or take it off; the reporter hears of the first."""
    require(permissions.may_tulis(by, tiket))
    if tiket.pending == pending:
        return
    event = Event.DIPENDING if pending else Event.PENDING_DICABUT
    _ubah(tiket, event, by=by, now=now, data={}, pending=pending, pending_sejak=now if pending else None)


@transaction.atomic
def solusi_sementara(*, tiket: Tiket, isi: str, by: Actor, now: datetime) -> PesanTiket:
    """A way around the incident is given; the promise runs on until the cause is gone."""
    require(permissions.may_tangani(by, tiket))
    _perlu_kelas(tiket)
    pesan = utas.tulis(tiket, isi=isi, dari=Dari.PETUGAS, by=by, now=now)
    kolom = {"solusi_jenis": Solusi.SEMENTARA, "solusi": pesan.isi}
    STAGES.move(tiket, SEMENTARA, by=by, now=now, data={"pesan": pesan.pk}, **kolom)
    return pesan


@transaction.atomic
def selesaikan(
    *,
    tiket: Tiket,
    isi: str,
    solusi: str = Solusi.PERMANEN,
    berkas: Sequence[Berkas] = (),
    by: Actor,
    now: datetime,
) -> PesanTiket:
    """It is solved: the promise is kept, and the reporter is asked. Raises StepRefused where the class is missing."""
    require(permissions.may_tangani(by, tiket))
    _perlu_kelas(tiket)
    pesan = utas.tulis(tiket, isi=isi, dari=Dari.PETUGAS, berkas=berkas, by=by, now=now)
    STAGES.move(
        tiket,
        SELESAIKAN,
        by=by,
        now=now,
        data={"pesan": pesan.pk, "solusi": str(solusi)},
        solusi_jenis=Solusi(solusi),
        solusi=pesan.isi,
        selesai_pada=now,
        pending=False,
        pending_sejak=None,
    )
    return pesan


def _perlu_kelas(tiket: Tiket) -> None:
    if tiket.perlu_klasifikasi:
        raise StepRefused(_("Gangguan ini belum diklasifikasi. Tetapkan dahulu prioritasnya."))


@transaction.atomic
def konfirmasi(*, tiket: Tiket, selesai: bool, isi: str = "", by: Actor, now: datetime) -> None:
    """The reporter says "selesai" or "belum": the second opens the ticket again."""
    require(permissions.may_konfirmasi(by, tiket))
    if not selesai:
        buka_kembali(tiket=tiket, alasan=isi.strip() or _("Pelapor menyatakan belum selesai."), by=by, now=now)
        return
    if isi.strip():
        utas.tulis(tiket, isi=isi, dari=utas.sebagai(by, tiket), by=by, now=now)
    STAGES.move(tiket, KONFIRMASI, by=by, now=now, dikonfirmasi_pada=now)


@transaction.atomic
def tutup(*, tiket: Tiket, by: Actor, now: datetime) -> None:
    """Closed: by the desk, or by the portal when the time for reopening is over."""
    require(permissions.may_tangani(by, tiket))
    STAGES.move(tiket, TUTUP, by=by, now=now)


def batas_buka_kembali(tiket: Tiket) -> datetime | None:
    """Until when a solved ticket may be opened again; None for one that is not solved."""
    if tiket.status not in BISA_DIBUKA:
        return None
    terakhir = clock.all_of(tiket).filter(kode=KONFIRMASI_SELAMA).last()
    return terakhir.jatuh_tempo if terakhir else None


@transaction.atomic
def buka_kembali(*, tiket: Tiket, alasan: str, by: Actor, now: datetime) -> PesanTiket:
    """It was not solved after all, said in time. Raises StepRefused when that time is over."""
    require(permissions.may_konfirmasi(by, tiket))
    batas = batas_buka_kembali(tiket)
    if batas is not None and now > batas:
        raise StepRefused(_("Masa membuka kembali tiket ini sudah lewat. Buatlah laporan baru dan sebutkan nomor ini."))
    pesan = utas.tulis(tiket, isi=alasan, dari=utas.sebagai(by, tiket), by=by, now=now)
    STAGES.move(
        tiket,
        BUKA_KEMBALI,
        by=by,
        now=now,
        data={"pesan": pesan.pk},
        dibuka_kembali=F("dibuka_kembali") + 1,
        selesai_pada=None,
        dikonfirmasi_pada=None,
    )
    tiket.refresh_from_db(fields=["dibuka_kembali"])
    return pesan


@transaction.atomic
def batalkan(*, tiket: Tiket, alasan: str, by: Actor, now: datetime) -> None:
    """Withdrawn, by the reporter or on his word."""
    require(permissions.may_konfirmasi(by, tiket))
    pesan = utas.tulis(tiket, isi=alasan, dari=utas.sebagai(by, tiket), by=by, now=now)
    tutup_tangga(tiket, by=by, now=now)
    kolom = {"di_lkpp": False, "pending": False, "pending_sejak": None}
    STAGES.move(tiket, BATALKAN, by=by, now=now, data={"pesan": pesan.pk}, **kolom)


def tutup_tangga(tiket: Tiket, *, by: Actor, now: datetime) -> None:
    """End every escalation that is open: the ticket needs no answer any more."""
    tiket.eskalasi.terbuka().update(selesai_pada=now, selesai_oleh_id=by.user_id)


@transaction.atomic
def jawab_faq(*, tiket: Tiket, kode: str, isi: str, by: Actor, now: datetime) -> PesanTiket:
    """A published answer fits: the reporter gets it, and the ticket ends with that. `kode` names the entry."""
    require(permissions.may_tangani(by, tiket))
    pesan = utas.tulis(tiket, isi=isi, dari=Dari.PETUGAS, by=by, now=now)
    kolom = {"solusi": pesan.isi, "selesai_pada": now, "pending": False, "pending_sejak": None}
    STAGES.move(tiket, JAWAB_FAQ, by=by, now=now, data={"pesan": pesan.pk, "faq": kode}, **kolom)
    return pesan


@transaction.atomic
def nilai(*, tiket: Tiket, skor: int, catatan: str = "", by: Actor, now: datetime) -> None:
    """The one question of the survey, 1 to 5; a second answer takes the place of the first."""
    require(permissions.may_nilai(by, tiket))
    if not 1 <= skor <= 5:
        raise StepRefused(_("Pilih nilai 1 sampai 5."))
    tiket.nilai, tiket.nilai_catatan = skor, utas.samar(catatan)[:TERPANJANG_CATATAN]
    tiket.save(update_fields=["nilai", "nilai_catatan"])
    record(kejadian=Event.DINILAI, objek=tiket, by=by, now=now, data={"nilai": skor})
