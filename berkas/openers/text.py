"""Plain text and CSV: UTF-8 without NUL and without markup or spreadsheet commands."""

import re
from typing import BinaryIO

from berkas.alasan import Alasan, Suspect
from berkas.openers.report import Report, refuse_zip_tail

DDE = re.compile(rb"""(?:^|[,;\t])\s*"?\s*[=+\-@][^,;\t\r\n]{0,80}\|\s*'""", re.MULTILINE)


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Examine a text; the clean copy is the text itself."""
    if b"\0" in data:
        raise Suspect(Alasan.JENIS)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise Suspect(Alasan.TEKS) from error
    refuse_zip_tail(data)
    if DDE.search(data):
        raise Suspect(Alasan.AKSI)
    out.write(data)
    return Report(mime, salinan=True)
