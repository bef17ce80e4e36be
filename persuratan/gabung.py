"""Several PDFs as one: counted and joined in the limited child of the gate, never in this process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from berkas import flow as berkas_flow
from berkas import sandbox, store
from berkas.alasan import Alasan
from berkas.limits import LENGTH, MAKS_UKURAN
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak

PDF = "application/pdf"


@dataclass(frozen=True)
class Isi:
    """What the child said of one or several PDFs. `alasan` is empty when they can be joined."""

    halaman: int = 0
    bertanda_tangan: bool = False
    alasan: str = ""


def hitung(berkas: Berkas) -> Isi:
    """How many pages a PDF has, and whether it can be joined."""
    with sandbox.private_file() as hasil:
        return _jalankan([berkas], hasil)


def gabungkan(daftar: Sequence[Berkas], *, now: datetime) -> tuple[Berkas, Isi]:
    """A new file with the pages of all, in this order. Raises BerkasDitolak; the given files stay as they are."""
    if sum(b.ukuran for b in daftar) > MAKS_UKURAN:
        raise BerkasDitolak(Alasan.TERLALU_BESAR)
    with sandbox.private_file() as hasil:
        isi = _jalankan(daftar, hasil)
        if isi.alasan:
            raise BerkasDitolak(Alasan(isi.alasan))
        ukuran = hasil.seek(0, 2)
        hasil.seek(0)
        unggahan: UploadedFile[Any] = UploadedFile(hasil, _("surat-gabungan.pdf"), PDF, ukuran)
        return berkas_flow.terima(unggahan=unggahan, now=now), isi


def _jalankan(daftar: Sequence[Berkas], hasil: BinaryIO) -> Isi:
    """Hand the files to the child, one behind the other; the plain bytes lie in memory without a name."""
    with sandbox.private_file() as polos:
        try:
            for berkas in daftar:
                polos.write(berkas.ukuran.to_bytes(LENGTH, "big"))
                polos.writelines(store.read(berkas.id))
        except store.StoreError:
            return Isi(alasan=Alasan.GANGGUAN.value)
        polos.flush()
        jawaban = sandbox.run(polos, "gabung", PDF, hasil).answer or {}
    terkurung = jawaban.get("terkurung") is True or not settings.PRODUKSI
    halaman = jawaban.get("halaman")
    if terkurung and isinstance(halaman, list) and len(halaman) == len(daftar):
        return Isi(sum(halaman), "tanda_tangan" in jawaban.get("temuan", ()))
    alasan = jawaban.get("alasan")
    return Isi(alasan=alasan if alasan in list(Alasan) else Alasan.TIDAK_DIPERIKSA.value)
