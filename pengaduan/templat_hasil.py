"""Texts that an inspectorate has ready for its reports: ours, one per conclusion, and its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no, require
from inspektorat.models import Inspektorat
from jejak.trail import record
from pengaduan.models import TemplatHasil
from pengaduan.pilihan import Kesimpulan
from sla.stages import StepRefused

DISIMPAN, DIHAPUS = "pengaduan.templat_disimpan", "pengaduan.templat_dihapus"
PALING_BANYAK = 50
BAWAAN = "bawaan-"


@dataclass(frozen=True)
class Blok:
    """A text that can be put into a report. `kunci` names it in a form."""

    kunci: str
    kesimpulan: str
    judul: Any
    rekomendasi: Any
    ringkasan: Any

    @property
    def label(self) -> str:
        """What it is for, and what it is called."""
        return f"{Kesimpulan(self.kesimpulan).label}: {self.judul}"


BLOK_BAWAAN = (
    Blok(
        f"{BAWAAN}terbukti",
        Kesimpulan.TERBUKTI,
        gettext_lazy("teks dari portal"),
        gettext_lazy(
            "1. Pimpinan instansi memerintahkan perbaikan atas pelanggaran yang terbukti: […].\n"
            "2. Pejabat yang bertanggung jawab dikenai pembinaan atau sanksi sesuai ketentuan: […].\n"
            "3. Tindak lanjut dilaporkan kepada inspektorat paling lambat tanggal […]."
        ),
        gettext_lazy(
            "Kami sudah memeriksa laporan Anda. Pelanggaran yang Anda laporkan terbukti, yaitu […]. "
            "Instansi diminta memperbaikinya dengan […] paling lambat […]."
        ),
    ),
    Blok(
        f"{BAWAAN}sebagian",
        Kesimpulan.SEBAGIAN,
        gettext_lazy("teks dari portal"),
        gettext_lazy(
            "1. Atas bagian yang terbukti, yaitu […], instansi memperbaiki: […].\n"
            "2. Atas bagian yang tidak terbukti, yaitu […], tidak ada tindak lanjut karena […].\n"
            "3. Tindak lanjut dilaporkan kepada inspektorat paling lambat tanggal […]."
        ),
        gettext_lazy(
            "Kami sudah memeriksa laporan Anda. Sebagian terbukti, yaitu […]; instansi diminta memperbaikinya. "
            "Bagian lain, yaitu […], tidak terbukti karena […]."
        ),
    ),
    Blok(
        f"{BAWAAN}tidak_terbukti",
        Kesimpulan.TIDAK_TERBUKTI,
        gettext_lazy("teks dari portal"),
        gettext_lazy("Tidak ada rekomendasi perbaikan. Catatan untuk pencegahan: […]."),
        gettext_lazy(
            "Kami sudah memeriksa laporan Anda dengan […]. Kami tidak menemukan pelanggaran, karena […]. "
            "Terima kasih; laporan Anda membantu pengawasan pengadaan."
        ),
    ),
)


def may_kelola(actor: Actor) -> Decision:
    """Change the texts of the own inspectorate."""
    if actor.peran == Peran.ADMIN_APIP and actor.instansi_id:
        return YES
    return no(_("Teks hasil diatur oleh Admin APIP."))


def milik(actor: Actor) -> list[TemplatHasil]:
    """The texts of the reader's inspectorate."""
    rows = TemplatHasil.objects.visible_to(actor).select_related("diubah_oleh")
    return list(rows.order_by("kesimpulan", "judul")[:PALING_BANYAK])


def blok(actor: Actor) -> list[Blok]:
    """What the reader may put into a report: his inspectorate's own, then ours."""
    sendiri = [Blok(str(t.pk), t.kesimpulan, t.judul, t.rekomendasi, t.ringkasan) for t in milik(actor)]
    return [*sendiri, *BLOK_BAWAAN]


def sisipkan(ada: str, teks: str) -> str:
    """A text put behind what is written already; once only."""
    if teks in ada:
        return ada
    return f"{ada.rstrip()}\n\n{teks}" if ada.strip() else teks


@transaction.atomic
def simpan(
    *,
    templat: TemplatHasil | None,
    kesimpulan: str,
    judul: str,
    rekomendasi: str,
    ringkasan: str,
    by: Actor,
    now: datetime,
) -> TemplatHasil:
    """Keep a text, a new one (`templat` None) or a changed one. Raises StepRefused for a title that is taken."""
    require(may_kelola(by))
    inspektorat = get_object_or_404(Inspektorat.objects.select_for_update(), instansi_id=by.instansi_id)
    if templat is None:
        if TemplatHasil.objects.filter(inspektorat=inspektorat).count() >= PALING_BANYAK:
            raise StepRefused(
                _("Paling banyak %(n)s teks. Hapus yang tidak dipakai, lalu simpan lagi.") % {"n": PALING_BANYAK}
            )
        templat = TemplatHasil(inspektorat=inspektorat)
    elif templat.inspektorat_id != inspektorat.pk:
        raise StepRefused(_("Teks ini bukan milik inspektorat Anda."))
    templat.kesimpulan, templat.judul = kesimpulan, judul
    templat.rekomendasi, templat.ringkasan = rekomendasi, ringkasan
    templat.diubah_oleh_id, templat.diubah_pada = by.petugas_id, now
    try:
        with transaction.atomic():
            templat.save()
    except IntegrityError as error:
        raise StepRefused(_("Sudah ada teks dengan judul ini. Pakai judul lain.")) from error
    record(kejadian=DISIMPAN, objek=templat, by=by, now=now, data={"kesimpulan": kesimpulan})
    return templat


@transaction.atomic
def hapus(*, templat: TemplatHasil, by: Actor, now: datetime) -> None:
    """Take a text away; reports that were written with it keep their words."""
    require(may_kelola(by))
    record(kejadian=DIHAPUS, objek=templat, by=by, now=now)
    templat.delete()
