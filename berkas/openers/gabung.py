"""Several PDFs become one, in the order given: each is examined as if it had come alone, then its pages are taken over.

They arrive in one stream, each behind its length (LENGTH bytes, big-endian), because the child reads nothing else.
"""

import contextlib
import io
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from berkas.alasan import Alasan, Suspect
from berkas.limits import LENGTH, PAGES
from berkas.openers import pdf as satu
from berkas.openers.report import Report


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Write all pages to `out`; `halaman` says how many each document gave, `tanda_tangan` that one was signed."""
    report = Report(mime)
    try:
        with contextlib.ExitStack() as terbuka:  # the pages refer to their documents until they are saved
            hasil = terbuka.enter_context(Pdf.new())
            for dokumen in _pisah(data):
                satu.check_surroundings(dokumen)
                pdf = terbuka.enter_context(pikepdf.open(io.BytesIO(dokumen), attempt_recovery=False))
                if pdf.is_encrypted:
                    raise Suspect(Alasan.SANDI)
                satu.check_objects(pdf)
                if _signed(pdf):
                    report.temuan.add("tanda_tangan")
                report.halaman.append(len(pdf.pages))
                hasil.pages.extend(pdf.pages)
            if not 0 < sum(report.halaman) <= PAGES:
                raise Suspect(Alasan.RUMIT if report.halaman and sum(report.halaman) else Alasan.RUSAK)
            hasil.save(out, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise Suspect(Alasan.SANDI) from error
    except (pikepdf.PdfError, RuntimeError) as error:
        raise Suspect(Alasan.SANDI if b"/Encrypt" in data else Alasan.RUSAK) from error
    report.salinan = True
    return report


def _pisah(data: bytes) -> Iterator[bytes]:
    """The documents of the stream. Raises Suspect for a stream that was cut."""
    di = 0
    while di < len(data):
        ukuran = int.from_bytes(data[di : di + LENGTH], "big")
        dokumen = data[di + LENGTH : di + LENGTH + ukuran]
        if len(dokumen) != ukuran or not ukuran:
            raise Suspect(Alasan.RUSAK)
        yield dokumen
        di += LENGTH + ukuran


def _signed(pdf: Pdf) -> bool:
    """Whether a signature field is filled: it covers the file as it came, so not what is made of its pages."""
    return any(isinstance(o, Dictionary) and o.get("/FT") == Name.Sig and "/V" in o for o in pdf.objects)
