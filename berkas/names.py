"""Names of files: as the sender wrote them, without what tricks the eye or a file system."""

import re
import unicodedata

OOXML = "application/vnd.openxmlformats-officedocument."
EKSTENSI = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    OOXML + "wordprocessingml.document": (".docx",),
    OOXML + "spreadsheetml.sheet": (".xlsx",),
    OOXML + "presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "text/plain": (".txt", ".csv"),
    "audio/mpeg": (".mp3",),
    "audio/aac": (".aac",),
    "audio/wav": (".wav",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/mp4": (".m4a", ".m4b", ".mp4"),
    "video/mp4": (".mp4", ".m4v", ".mov", ".3gp"),
    "application/octet-stream": (".rhs",),
}
"""The extensions a file of each media type may carry; the first is the one we give."""
PANJANG = 150
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
JOINERS = "\u200c\u200d"  # needed by scripts and emoji, and harmless


def nama_terbaca(nama: str) -> str:
    """The sender's name of a file, any script and sign kept, without folders, controls and direction marks."""
    nama = re.split(r"[/\\]", nama)[-1]
    nama = "".join(c for c in nama if c in JOINERS or unicodedata.category(c) not in HIDDEN).strip(" .")
    if len(nama) > PANJANG:
        akhiran = ekstensi(nama)
        nama = nama[: PANJANG - len(akhiran)] + akhiran
    return nama or "berkas"


def ekstensi(nama: str) -> str:
    """The extension in lower case with its dot, or nothing."""
    _, titik, akhir = nama.rpartition(".")
    return f".{akhir.lower()}" if titik and re.fullmatch(r"[A-Za-z0-9]{1,8}", akhir) else ""


def nama_unduhan(nama: str, mime: str) -> str:
    """The name under which a file leaves: its extension tells what it is, whatever the sender wrote."""
    nama, boleh = nama_terbaca(nama), EKSTENSI.get(mime, (".bin",))
    return nama if ekstensi(nama) in boleh else nama + boleh[0]
