"""What goes to the child and comes back: trust store and PDF on one stream, a verdict as JSON. Without any library."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from persuratan.keaslian.bentuk import NAMA_BARIS, Baris, Kepercayaan, Kode, Putusan, TandaTangan, Warna

LENGTH = 8
"""Bytes of the length in front of the trust store."""


class TidakLengkap(ValueError):
    """An answer that an honest child cannot give."""


def tulis(putusan: Putusan) -> dict[str, object]:
    """The verdict as JSON takes it."""
    isi = asdict(putusan)
    for tanda in isi["tanda_tangan"]:
        tanda["pada"] = tanda["pada"].isoformat() if tanda["pada"] else None
    return isi


def baca(isi: Any) -> Putusan:
    """The verdict that `tulis` wrote. Raises TidakLengkap for anything else."""
    try:
        putusan = Putusan(
            warna=Warna(isi["warna"]),
            ringkasan=Warna(isi["ringkasan"]),
            alasan=Kode(isi["alasan"]).value,
            kalimat="",
            baris=_baris(isi["baris"]),
            tanda_tangan=tuple(_tanda(satu) for satu in isi["tanda_tangan"]),
            detik=0.0,
            memori_kib=0,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TidakLengkap from error
    hijau = {Warna.HIJAU}
    if putusan.warna is Warna.HIJAU and not (
        putusan.tanda_tangan and {baris.warna for baris in putusan.baris[:2]} == hijau
    ):
        raise TidakLengkap
    if putusan.ringkasan is Warna.HIJAU and (putusan.warna is not Warna.HIJAU or putusan.baris[2].warna not in hijau):
        raise TidakLengkap
    return putusan


def _tanda(isi: Any) -> TandaTangan:
    return TandaTangan(
        nama=str(isi["nama"]),
        penerbit=str(isi["penerbit"]),
        pada=datetime.fromisoformat(isi["pada"]) if isi["pada"] else None,
        terjamin=isi["terjamin"] is True,
        baris=_baris(isi["baris"]),
        stempel_waktu=isi["stempel_waktu"] is True,
    )


def _baris(isi: Any) -> tuple[Baris, ...]:
    baris = tuple(Baris(str(satu["nama"]), Warna(satu["warna"]), Kode(satu["kode"]).value) for satu in isi)
    if tuple(satu.nama for satu in baris) != NAMA_BARIS:
        raise TidakLengkap
    return baris


def kepala(kepercayaan: Kepercayaan, now: datetime) -> dict[str, object]:
    """What stands in front of the PDF."""
    return {"kepercayaan": asdict(kepercayaan), "sekarang": now.isoformat()}
