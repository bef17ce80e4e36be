"""The gate: what is in a file, and do we take it. Pure over its bytes; knows no database, no name and no owner."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from berkas import sandbox
from berkas.alasan import Alasan, Suspect
from berkas.limits import KEPALA, MAKS_UKURAN, MiB
from berkas.names import EKSTENSI
from berkas.putusan import DIBERSIHKAN, DITERIMA, KALIMAT, TEMUAN, Putusan, putusan_untuk
from berkas.sniff import OPAK, Format, sniff, sniff_opaque


@dataclass(frozen=True)
class Hasil:
    """The verdict on one file, with what it cost."""

    putusan: Putusan
    alasan: Alasan | None
    ukuran: int
    sha256: str
    mime: str = ""
    jenis: str = ""
    temuan: tuple[str, ...] = ()
    dibersihkan: tuple[str, ...] = ()
    salinan: bool = False
    detik: float = 0.0
    memori_kib: int = 0
    terkurung: bool = field(default=False, compare=False)

    @property
    def kalimat(self) -> str:
        """The sentence a person reads."""
        return str(KALIMAT[self.alasan] if self.alasan else DITERIMA)

    @property
    def memori_puncak_mb(self) -> float:
        """Peak memory of the child in MB; 0 when no child was needed."""
        return round(self.memori_kib / 1024, 1)


def kenali(kepala: bytes, ukuran: int, *, opak: bool = False) -> Format:
    """The quick look at request time: size and first bytes only. Raises Suspect.

    `opak`: a file of a kind that nobody here can read; it is kept as it is, and never opened.
    """
    if ukuran > MAKS_UKURAN:
        raise Suspect(Alasan.TERLALU_BESAR)
    return (sniff_opaque if opak else sniff)(kepala[:KEPALA], ukuran)


def periksa_jalur(path: Path) -> Hasil:
    """The verdict on a file of the file system. Raises OSError when it cannot be read."""
    with path.open("rb") as source, sandbox.private_file() as salinan:
        return periksa_isi(source, salinan)


def periksa_isi(source: BinaryIO, salinan: BinaryIO, *, opak: bool = False) -> Hasil:
    """The verdict on an open file; its clean copy is written to `salinan`. Both must be real files."""
    ukuran = os.fstat(source.fileno()).st_size
    source.seek(0)
    sha256 = _fingerprint(source)
    source.seek(0)
    try:
        format_ = kenali(source.read(KEPALA), ukuran, opak=opak)
    except Suspect as reason:
        return Hasil(putusan_untuk(reason.alasan), reason.alasan, ukuran, sha256)
    outcome = sandbox.run(source, format_.opener, format_.mime, salinan)
    return _believe(outcome, format_, ukuran, sha256)


def _fingerprint(source: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := source.read(MiB):
        digest.update(piece)
    return digest.hexdigest()


def _believe(outcome: sandbox.Outcome, format_: Format, ukuran: int, sha256: str) -> Hasil:
    """Turn the child's answer into a verdict; an answer that an honest child cannot give is no answer.

    Nor is, in production, the yes of a child that was not locked up: a file may have made it say so.
    """
    answer = outcome.answer or {}
    told, mime = answer.get("alasan"), answer.get("mime")
    terkurung = answer.get("terkurung") is True
    believable = terkurung or not settings.PRODUKSI
    accepted = believable and told is None and isinstance(mime, str) and mime in EKSTENSI
    accepted = accepted and (mime == OPAK.mime) == (format_ == OPAK)
    alasan = Alasan.TIDAK_DIPERIKSA
    if isinstance(told, str) and mime is None and told in list(Alasan):
        alasan = Alasan(told)
    return Hasil(
        Putusan.TERIMA if accepted else putusan_untuk(alasan),
        None if accepted else alasan,
        ukuran,
        sha256,
        mime=str(mime) if accepted else format_.mime,
        jenis=format_.jenis,
        temuan=tuple(kode for kode in TEMUAN if kode in answer.get("temuan", ())),
        dibersihkan=tuple(kode for kode in DIBERSIHKAN if kode in answer.get("dibersihkan", ())),
        salinan=accepted and answer.get("salinan") is True,
        detik=round(outcome.detik, 3),
        memori_kib=outcome.memori_kib,
        terkurung=terkurung,
    )
