"""The words inside a letter's PDF: read in the limited child, kept nowhere; only the blind index of the letter grows.

The gate tells nobody that it took a file, so a sweep looks for letters whose file it has taken meanwhile; losing a
beat loses nothing. The file of a Rahasia letter is never opened: it is found by its number only.
"""

import structlog
from django.conf import settings
from django.db.models import QuerySet

from berkas import sandbox, store
from berkas.limits import TEXT
from berkas.models import Berkas
from berkas.putusan import Putusan
from persuratan.flow_masuk import index_of
from persuratan.models import SuratMasuk
from persuratan.pilihan import PERORANGAN_SAJA

PDF = "application/pdf"
SEKALI = 100  # letters of one sweep
TASK = "persuratan.baca_teks"
log = structlog.get_logger(__name__)


def ambil(berkas: Berkas) -> str:
    """The text of a PDF that the gate has taken; empty for a scan, for another kind, and when it cannot be read."""
    if berkas.mime != PDF or not berkas.bisa_diunduh:
        return ""
    with sandbox.private_file() as polos, sandbox.private_file() as hasil:
        try:
            polos.writelines(store.read(berkas.id))
        except store.StoreError:
            log.error("teks_tidak_terbaca", berkas=str(berkas.id))
            return ""
        polos.flush()
        jawaban = sandbox.run(polos, "teks_pdf", PDF, hasil).answer or {}
        terkurung = jawaban.get("terkurung") is True or not settings.PRODUKSI
        if not terkurung or jawaban.get("salinan") is not True:
            return ""
        hasil.seek(0)
        return hasil.read(TEXT).decode("utf-8", errors="ignore")


def teks_surat(surat: SuratMasuk) -> str:
    """What stands in the PDF of a letter that is not secret."""
    return ambil(surat.berkas) if surat.berkas and not surat.rahasia else ""


def indeks(surat: SuratMasuk) -> list[int]:
    """All numbers under which a letter is found, those of its PDF included."""
    return index_of(surat, teks_surat(surat))


def belum() -> QuerySet[SuratMasuk]:
    """Letters whose file has been taken and whose words are not in the index yet."""
    rows = SuratMasuk.objects.filter(isi_terindeks=False, berkas__putusan=Putusan.TERIMA)
    return rows.exclude(kerahasiaan__in=PERORANGAN_SAJA)


def sapu() -> int:
    """Index the next letters; how many. One that changed meanwhile is left to the next sweep."""
    selesai = 0
    for surat in belum().select_related("berkas", "penerima", "instansi").order_by("pk")[:SEKALI]:
        dulu = SuratMasuk.objects.filter(pk=surat.pk, isi_terindeks=False, penerima=surat.penerima_id)
        selesai += dulu.update(cari=indeks(surat), isi_terindeks=True)
    return selesai
