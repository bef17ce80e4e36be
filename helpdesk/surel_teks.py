"""What somebody wrote in a mail: HTML as plain text, without what he did not write now (quotes, signature)."""

import re

from lxml import etree, html  # type: ignore[import-untyped]

MAKS_HTML = 1_000_000  # letters of HTML that are read
BLOK = "\n"
TANDA_TANGAN = 15  # lines that a signature has at the most

_BUANG = {"script", "style", "head", "title", "meta", "link", "template", "object", "embed", "applet", "iframe", "svg",
          "math", "noscript", "select", "textarea", "button", "canvas", "audio", "video"}  # fmt: skip
_BARIS = {"p", "div", "tr", "table", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
          "pre", "section", "article", "header", "footer", "address", "dl", "dt", "dd", "center", "form"}  # fmt: skip
_SEMBUNYI = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0\s*(?:;|$|!))",
    re.I,
)
_KUTIPAN = {"gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend",
            "protonmail_quote"}  # fmt: skip
_TAUTAN = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,500}", re.I)


def dari_html(text: str) -> str:
    """HTML as text: scripts, styles and what is hidden left out, links written behind their words. Never raises."""
    try:
        akar = html.document_fromstring(
            text[:MAKS_HTML].encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    potong: list[str] = []
    hening = 0
    for kejadian, unsur in etree.iterwalk(akar, events=("start", "end")):
        dibuang = _dibuang(unsur)
        if kejadian == "start":
            hening += dibuang
            if not hening:
                _tambah(potong, _pembuka(unsur))
                _tambah(potong, unsur.text or "")
        else:
            if not hening:
                _tambah(potong, _penutup(unsur))
            hening -= dibuang
            if not hening:
                _tambah(potong, unsur.tail or "")
    return rapi("".join(potong))


def _tambah(potong: list[str], satu: str) -> None:
    """Add a piece; the line that a block begins or ends is not a second one."""
    if satu and not (satu == BLOK and (not potong or potong[-1].endswith("\n"))):
        potong.append(satu)


def _dibuang(unsur: "etree._Element") -> bool:
    if not isinstance(unsur.tag, str) or unsur.tag in _BUANG or unsur.get("hidden") is not None:
        return True
    if _SEMBUNYI.search((unsur.get("style") or "")[:500]):
        return True
    nama = {*(unsur.get("class") or "")[:200].lower().split(), (unsur.get("id") or "").lower()}
    return bool(nama & _KUTIPAN) or (unsur.tag == "blockquote" and unsur.get("type") == "cite")


def _pembuka(unsur: "etree._Element") -> str:
    if unsur.tag == "li":
        return "\n- "
    if unsur.tag == "br":
        return "\n "
    if unsur.tag == "img" and unsur.get("alt"):
        return f"[{unsur.get('alt', '')[:200]}]"
    return BLOK if unsur.tag in _BARIS else ""


def _penutup(unsur: "etree._Element") -> str:
    if unsur.tag in {"td", "th"}:
        return "  "
    if unsur.tag == "p":
        return "\n\n"
    if unsur.tag == "a":
        alamat = (unsur.get("href") or "").strip()
        kata = "".join(unsur.itertext()).strip()
        if _TAUTAN.fullmatch(alamat) and alamat.partition(":")[2].strip("/") not in kata:
            return f" <{alamat}>"
    return BLOK if unsur.tag in _BARIS else ""


def rapi(text: str) -> str:
    """No blanks at the ends of lines, at most one empty line in a row."""
    baris = [re.sub(r"[ \t\u00a0\u200b\u00ad]+", " ", satu).strip() for satu in text.split("\n")]
    hasil: list[str] = []
    for satu in baris:
        if satu or (hasil and hasil[-1]):
            hasil.append(satu)
    return "\n".join(hasil).strip()


_PENGANTAR = re.compile(r"^(?:on|pada|am|le|el)\b.{5,300}(?:wrote|menulis|schrieb|écrit|escribió)\s*:$", re.I | re.S)
_GARIS = re.compile(
    r"^(?:-{2,}\s*(?:original message|pesan asli|forwarded message|pesan terusan|pesan yang diteruskan)\s*-{2,}"
    r"|_{20,})$",
    re.I,
)
_DARI = re.compile(r"^(?:from|dari)\s*:", re.I)
_IKUT = re.compile(r"^(?:sent|date|to|subject|dikirim|tanggal|kepada|untuk|subjek|perihal)\s*:", re.I)


def tanpa_kutipan(text: str) -> str:
    """Without the mail that is answered and without the signature; all of it where nothing else would be left.

    Cut only where it is certain: a line that introduces a quote with nothing but quoted lines after it, the heading
    of a forwarded mail, quoted lines at the end. Answers between quoted lines are kept with them.
    """
    baris = text.split("\n")
    henti = _awal_kutipan(baris)
    sisa = _tanpa_tanda_tangan(baris[:henti])
    hasil = "\n".join(sisa).strip()
    return hasil or text.strip()


def _awal_kutipan(baris: list[str]) -> int:
    """The line from which on there is only history."""
    akhir = len(baris)
    while akhir and (not baris[akhir - 1].strip() or baris[akhir - 1].lstrip().startswith(">")):
        akhir -= 1
    for n in (1, 2, 3):  # the introduction may be broken over lines
        if akhir >= n and akhir < len(baris) and _PENGANTAR.match(" ".join(baris[akhir - n : akhir]).strip()):
            akhir -= n
            break
    terakhir = max((i for i, b in enumerate(baris[:akhir]) if b.strip() and not b.lstrip().startswith(">")), default=-1)
    for i, satu in enumerate(baris[:akhir]):
        tanda = satu.strip()
        if _GARIS.match(tanda) and any(_DARI.match(b.strip()) for b in baris[i + 1 : i + 4]):
            return i
        if _DARI.match(tanda) and sum(bool(_IKUT.match(b.strip())) for b in baris[i + 1 : i + 6]) >= 2:
            return i
        if i >= terakhir and _PENGANTAR.match(tanda):
            return i
    return akhir


def _tanpa_tanda_tangan(baris: list[str]) -> list[str]:
    for i in range(len(baris) - 1, max(-1, len(baris) - TANDA_TANGAN - 2), -1):
        if baris[i].rstrip() == "--" and i:
            return baris[:i]
    return baris
