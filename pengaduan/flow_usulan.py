"""Steps under four eyes: one officer proposes, the pejabat decides, and only then the case moves."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from jejak.trail import record
from pengaduan import percakapan, permissions
from pengaduan.models import CatatanKasus, Pengaduan, PesanKasus, Usulan
from pengaduan.pilihan import AlasanTolak
from pengaduan.status import JAWAB, SIAPKAN, STAGES, TOLAK, Event
from sla.stages import Step, StepRefused

LANGKAH: dict[str, Step] = {Usulan.Langkah.TOLAK: TOLAK, Usulan.Langkah.SIAPKAN: SIAPKAN, Usulan.Langkah.JAWAB: JAWAB}


@transaction.atomic
def usulkan(*, pengaduan: Pengaduan, langkah: str, alasan: str = "", isi: str, by: Actor, now: datetime) -> Usulan:
    """Propose to refuse, to escalate, or to answer directly; `isi` is the notice, the review note, or the answer."""
    require(permissions.may_usulkan(by, pengaduan, langkah))
    if pengaduan.status not in LANGKAH[langkah].from_:
        raise StepRefused(_("Langkah ini tidak tersedia pada tahap kasus saat ini. Muat ulang halaman."))
    if langkah == Usulan.Langkah.TOLAK and alasan not in AlasanTolak.values:
        raise StepRefused(_("Pilih alasan mengapa pengaduan tidak dapat ditindaklanjuti."))
    if not isi.strip():
        raise StepRefused(_("Tulis penjelasannya."))
    if langkah == Usulan.Langkah.SIAPKAN and pengaduan.instansi is None:
        raise StepRefused(_("Tentukan dahulu instansi pemilik paket, supaya inspektoratnya diketahui."))
    try:
        with transaction.atomic():
            usulan = Usulan.objects.create(
                pengaduan=pengaduan,
                langkah=langkah,
                alasan=alasan,
                isi=isi,
                diusulkan_oleh_id=by.petugas_id,
                diusulkan_pada=now,
            )
    except IntegrityError as error:
        raise StepRefused(_("Sudah ada usulan yang menunggu keputusan untuk kasus ini.")) from error
    record(kejadian=Event.DIUSULKAN, objek=pengaduan, by=by, now=now, data={"usulan": usulan.pk, "langkah": langkah})
    return usulan


@transaction.atomic
def setujui(*, usulan: Usulan, by: Actor, now: datetime) -> None:
    """The pejabat approves, and the case moves."""
    pengaduan = usulan.pengaduan
    require(permissions.may_putuskan(by, usulan))
    _decide(usulan, disetujui=True, putusan="", by=by, now=now)
    columns = {}
    if usulan.langkah == Usulan.Langkah.TOLAK:
        columns = {"alasan_akhir": usulan.alasan, "retensi_sampai": (now + timedelta(days=5 * 365 + 1)).date()}
    if usulan.langkah == Usulan.Langkah.JAWAB:
        pengaduan.ringkasan_publik = usulan.isi
        columns = {"ringkasan_segel": pengaduan.ringkasan_segel, "selesai_pada": now}
    STAGES.move(pengaduan, LANGKAH[usulan.langkah], by=by, now=now, data={"usulan": usulan.pk}, **columns)
    if usulan.langkah == Usulan.Langkah.TOLAK:
        percakapan.kirim(pengaduan, PesanKasus.Ruang.PENGADU, usulan.isi, by=by, now=now)
    if usulan.langkah == Usulan.Langkah.SIAPKAN:
        CatatanKasus.objects.create(
            pengaduan=pengaduan,
            jenis=CatatanKasus.Jenis.TELAAH,
            penulis_id=usulan.diusulkan_oleh_id,
            isi=usulan.isi,
            dibuat_pada=now,
        )


@transaction.atomic
def tolak_usulan(*, usulan: Usulan, putusan: str, by: Actor, now: datetime) -> None:
    """The pejabat does not approve and says why; the case stays where it is."""
    require(permissions.may_putuskan(by, usulan))
    if not putusan.strip():
        raise StepRefused(_("Tulis alasan mengapa usulan tidak disetujui."))
    _decide(usulan, disetujui=False, putusan=putusan, by=by, now=now)
    record(kejadian=Event.USULAN_DITOLAK, objek=usulan.pengaduan, by=by, now=now, data={"usulan": usulan.pk})


def _decide(usulan: Usulan, *, disetujui: bool, putusan: str, by: Actor, now: datetime) -> None:
    usulan.putusan = putusan
    rows = Usulan.objects.filter(pk=usulan.pk, disetujui__isnull=True)
    changed = rows.update(
        disetujui=disetujui, putusan_segel=usulan.putusan_segel, diputus_oleh_id=by.user_id, diputus_pada=now
    )
    if not changed:
        raise StepRefused(_("Usulan ini sudah diputus. Muat ulang halaman."))
