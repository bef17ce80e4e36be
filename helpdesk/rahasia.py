"""Credentials that people paste into a report: found and masked before anything is stored."""

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass

SAMARAN = "[disamarkan]"
KATA = (
    r"(?<![^\W_])(?:kata[\s-]*(?:sandi|kunci)|p[a@]ss(?:word|phrase|code)?|passwd|pwd|pw|sandi|api[\s_-]*key"
    r"|secret(?:[\s_-]*(?:access[\s_-]*)?key)?|token|pin|otp)(?:-?nya)?(?![^\W_])"
)
# words that follow such a word in a sentence and are no credential: "password saya lupa", "Token: tidak muncul"
BIASA = (
    r"(?:saya|kami|anda|kita|dia|mereka|baru|lama|lupa|salah|benar|tidak|tdk|tak|gak|nggak|belum|blm|sudah|sdh|sedang"
    r"|yang|yg|untuk|utk|dan|atau|di|ke|dari|pada|dengan|akun|spse|lpse|user|username|login|reset|root|email|e-mail"
    r"|admin|penyedia|pokja|harus|wajib|perlu|bisa|dapat|boleh|akan|telah|masih|selalu|sering|kenapa|mengapa|bagaimana"
    r"|apa|apakah|ini|itu|nya|adalah|karena|sebab|jika|bila|kalau|ketika|saat|setelah|sebelum|tetapi|tapi|namun|agar"
    r"|mohon|tolong|silakan|silahkan|harap|klik|tekan|isi|ganti|ubah|kosong|gagal|error|galat|hilang|muncul|tampil"
    r"|ditolak|diterima|diminta|dikirim|terkirim|terkunci|terblokir|kedaluwarsa|kadaluarsa|kedaluarsa|berhasil|sama"
    r"|minimal|maksimal|panjang|terlalu|sistem|aplikasi|halaman|pesan|nomor|is|was|are|has|have|does|did|of|the|to"
    r"|not|no|please|must|should|cannot|invalid|incorrect|wrong|expired|required|failed|empty|missing|too|and|or|for)"
)
AKHIR = r"(?![^\s,;.:!?\"')\]])"
"""Where an ordinary word has to end, so that "salah123" is none."""
_SELA = (
    r"saya|kami|baru|lama|akun|root|user|admin|administrator|database|db|server|spse|login|sementara|nya|ssh|ftp|sftp"
    r"|mysql|postgres|vpn|wifi|kunci"
)
DIANTAR = rf"(?:\s+(?:{_SELA})){{0,3}}"
DIANTAR_PANJANG = rf"(?:[\s/]+(?:{_SELA}|untuk|utk|ke|di|dari|pada|aplikasi|email|e-mail|panel|hosting|dan)){{0,6}}"
PEMISAH = r"[\"'`*]{0,2}(?:</\w{1,10}>)?\s*(?:[:=]+|=>|->|\u2192|\u21d2|\badalah\b\s*:?|\byaitu\b\s*:?|\bis\b\s*:?)"

POLA: tuple[re.Pattern[str], ...] = (
    # a private key, whole or cut off
    re.compile(
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?P<rahasia>.*?)"
        r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|\Z)",
        re.S,
    ),
    re.compile(r"\bPrivate-Lines:\s*\d+\s*(?P<rahasia>.*?)(?=Private-MAC|\Z)", re.S),
    re.compile(r"\b(?P<rahasia>b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=\s]*)"),
    # the password in a connection string: scheme://user:password@host
    re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{0,64}:(?P<rahasia>[^\s/]{1,128})@", re.I),
    # "password: 'two words'"
    re.compile(rf"{KATA}{DIANTAR_PANJANG}{PEMISAH}\s*(?P<kutip>[\"'`])(?P<rahasia>[^\"'`\n]{{2,256}})(?P=kutip)", re.I),
    # "password: x", "pwd=x", "kata sandi saya adalah x"
    re.compile(
        rf"{KATA}{DIANTAR_PANJANG}{PEMISAH}\s*[\"'`]?(?!{BIASA}{AKHIR})(?P<rahasia>[^\s\"'`,;<]{{2,256}})", re.I
    ),
    # "password R4has!a123": without a colon, but with a sign that no word has
    re.compile(
        rf"{KATA}{DIANTAR}\s+[\"'`]?(?!{BIASA}\b)(?![\w.+-]+@[\w-]+(?:\.[\w-]+)+{AKHIR})"
        r"(?P<rahasia>(?=\S*\d)(?=\S*[^\W\d_])\S{6,256}|(?=\S*[^\w\s.,;:!?()/\"'-])\S{6,256})",
        re.I,
    ),
    # "PIN 123456"
    re.compile(rf"{KATA}(?:\s+(?:saya|kami|baru|nya|adalah))?\s+(?P<rahasia>\d{{4,16}})(?![\w./-])", re.I),
    # "root:x", "root / x", "user root pass"
    re.compile(
        r"\b(?:root|administrator|admin|postgres|sa)\s*(?::|/|\|)\s*(?P<rahasia>(?=\S*(?:\d|[^\w\s]))[^\s,;]{4,256})",
        re.I,
    ),
    # command lines
    re.compile(r"\bsshpass\s+-p\s*[\"']?(?P<rahasia>[^\s\"']{1,256})", re.I),
    re.compile(r"\b(?:mysql|mysqldump|mariadb)\b[^\n]{0,120}?\s-p(?P<rahasia>[^\s-]\S{1,256})"),
    re.compile(r"\bcurl\b[^\n]{0,120}?\s(?:-u|--user)\s*[\"']?[^\s:\"']{1,64}:(?P<rahasia>[^\s\"']{1,256})"),
    # tokens that are known by their look
    re.compile(r"\b(?P<rahasia>eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,})"),
    re.compile(r"\b(?P<rahasia>(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{30,}|xox[abp]-[\w-]{10,}|AIza[\w-]{35})\b"),
    re.compile(r"\bBearer\s+(?P<rahasia>[\w.~+/-]{16,}=*)", re.I),
    re.compile(r"\bAuthorization:\s*Basic\s+(?P<rahasia>[A-Za-z0-9+/]{6,}=*)", re.I),
)
BASE64 = re.compile(r"(?<![\w+/=])(?P<rahasia>[A-Za-z0-9+/]{16,20000}={0,2})(?![\w+/=])")


@dataclass(frozen=True)
class Hasil:
    """The text without its credentials, and how many were found."""

    teks: str
    ditemukan: int


def samarkan(teks: str) -> Hasil:
    """Mask what looks like a credential; what is masked already stays as it is."""
    return _samarkan(teks, dalam=True)


def _samarkan(teks: str, *, dalam: bool) -> Hasil:
    """`dalam`: what is written in base64 is looked into as well, once."""
    ditemukan = 0

    def ganti(cocok: re.Match[str]) -> str:
        nonlocal ditemukan
        if SAMARAN.startswith(cocok["rahasia"]) or SAMARAN in cocok["rahasia"]:
            return cocok[0]
        ditemukan += 1
        awal, akhir = (batas - cocok.start() for batas in cocok.span("rahasia"))
        return f"{cocok[0][:awal]}{SAMARAN}{cocok[0][akhir:]}"

    for pola in POLA:
        teks = pola.sub(ganti, teks)
    if dalam:
        teks = BASE64.sub(lambda cocok: ganti(cocok) if _berisi_rahasia(cocok["rahasia"]) else cocok[0], teks)
    return Hasil(teks, ditemukan)


def _berisi_rahasia(teks: str) -> bool:
    """Whether base64 hides a text with a credential."""
    try:
        isi = b64decode(teks + "=" * (-len(teks) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return _samarkan(isi, dalam=False).ditemukan > 0
