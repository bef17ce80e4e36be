"""Good and hostile files, made at run time: nothing hostile lies in the repository."""

import io
import random
import struct
import wave
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

# In two halves, so that an antivirus leaves this file alone.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PENULIS = "Siti Penulis Rahasia"
OOXML = "application/vnd.openxmlformats-officedocument."
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Laporan</dc:title>'
    f"<dc:creator>{PENULIS}</dc:creator><cp:lastModifiedBy>{PENULIS}</cp:lastModifiedBy></cp:coreProperties>"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def _saved(pdf: Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def new_pdf(pages: int = 1) -> Pdf:
    """An open PDF with text on each page and an author."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
        content = b"BT /F1 12 Tf 72 720 Td (Bukti pengadaan) Tj ET"
        pdf.pages[-1].Contents = pdf.make_stream(content)
    pdf.docinfo["/Author"] = PENULIS
    return pdf


def pdf(pages: int = 1, *, padding: int = 0) -> bytes:
    """An honest PDF, with `padding` incompressible bytes in a stream when a size is wanted."""
    made = new_pdf(pages)
    if padding:
        made.Root.Padding = made.make_stream(_noise(padding))
    return _saved(made, compress_streams=not padding)


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def pdf_scan() -> bytes:
    """A page that is a photo with GPS, set in without change as scanning apps do."""
    made = new_pdf()
    photo = made.make_stream(jpeg_gps())
    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": 40,
        "/Height": 20,
        "/ColorSpace": Name.DeviceRGB,
        "/BitsPerComponent": 8,
        "/Filter": Name.DCTDecode,
    }.items():
        photo[key] = value
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=photo))
    return _saved(made)


def pdf_with(**root: Any) -> bytes:
    """A PDF whose catalog carries `root`."""
    made = new_pdf()
    for key, value in root.items():
        made.Root[f"/{key}"] = value
    return _saved(made)


def pdf_javascript() -> bytes:
    return pdf_with(OpenAction=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def pdf_javascript_in_button() -> bytes:
    made = new_pdf()
    button = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.JavaScript, JS="x()")
    )
    button = made.make_indirect(button)
    made.pages[0].Annots = Array([button])
    made.Root.AcroForm = Dictionary(Fields=Array([button]))
    return _saved(made)


def pdf_javascript_escaped() -> bytes:
    """The name /JavaScript written with an escape, as malware does."""
    plain = pdf_with(OpenAction=Dictionary(S=Name("/PlaceHolder131"), JS="app.alert(1)"))
    return plain.replace(b"/PlaceHolder131", b"/J#61v#61Script")


def pdf_launch() -> bytes:
    return pdf_with(OpenAction=Dictionary(S=Name.Launch, F="cmd.exe"))


def pdf_launch_after_link() -> bytes:
    made = new_pdf()
    action = Dictionary(S=Name.URI, URI="https://lkpp.example", Next=Dictionary(S=Name.Launch, F="calc.exe"))
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])
    return _saved(made)


def pdf_embedded(content: bytes = b"isi") -> bytes:
    made = new_pdf()
    made.attachments["lampiran.txt"] = content
    return _saved(made, compress_streams=True)


def pdf_rich_media() -> bytes:
    made = new_pdf()
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])
    return _saved(made)


def pdf_xfa() -> bytes:
    return pdf_with(AcroForm=Dictionary(Fields=Array(), XFA="<xdp/>"))


def pdf_submit_form() -> bytes:
    made = new_pdf()
    action = Dictionary(S=Name.SubmitForm, F="https://contoh.example/")
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])
    return _saved(made)


def pdf_page_action() -> bytes:
    made = new_pdf()
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://contoh.example/"))
    return _saved(made)


def pdf_link() -> bytes:
    """An ordinary link and an ordinary opening place: nothing wrong."""
    made = new_pdf()
    made.Root.OpenAction = Array([made.pages[0].obj, Name.Fit])
    action = Dictionary(S=Name.URI, URI="https://lkpp.example")
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])
    return _saved(made)


def pdf_encrypted(*, user: str = "rahasia") -> bytes:
    return _saved(new_pdf(), encryption=pikepdf.Encryption(owner="pemilik", user=user))


def _deflated(head: bytes, block: bytes, times: int) -> bytes:
    """`head`, then `block` so many times, deflated: between full flushes a block always becomes the same bytes."""
    deflate = zlib.compressobj(9)
    start = deflate.compress(head) + deflate.flush(zlib.Z_FULL_FLUSH)
    packed = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    end, checksum = deflate.flush()[:-4], zlib.adler32(head)
    for _ in range(times):
        checksum = zlib.adler32(block, checksum)
    return start + packed * times + end + struct.pack(">I", checksum)


def pdf_flate_bomb(megabytes: int = 300) -> bytes:
    """One stream that grows to `megabytes` MB, about a thousandth on disk."""
    return _with_stream(_deflated(b"", bytes(1 << 20), megabytes), Name.FlateDecode)


def pdf_double_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(50 << 20), 9), 9)
    return _with_stream(packed, Array([Name.FlateDecode, Name.FlateDecode]))


def _with_stream(packed: bytes, filter_: Any) -> bytes:
    made = new_pdf()
    stream = made.make_stream(b"")
    stream.write(packed, filter=filter_)
    made.pages[0].Contents = stream
    return _saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def pdf_object_stream_bomb(megabytes: int = 600) -> bytes:
    """An object stream that any reader has to inflate on opening."""
    made = new_pdf()
    stream = made.make_stream(b"")
    stream.write(_deflated(b"1 0 ", b" " * (1 << 20), megabytes), filter=Name.FlateDecode)
    stream.Type, stream.N, stream.First = Name.ObjStm, 1, 4
    made.Root.Bom = stream
    return _saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def pdf_many_objects(count: int) -> bytes:
    """A PDF of `count` small objects, written by hand because that is quick."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    bodies.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    for number, body in enumerate([*bodies, *["<</A 1>>"] * count], start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    out += f"trailer<</Size {len(offsets) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def exif(*, gps: bool = True) -> Image.Exif:
    """EXIF of a phone: place, maker, author, and turned by 90 degrees."""
    made = Image.Exif()
    made[0x0112], made[0x010F], made[0x0110], made[0x013B] = 6, "Telepon", "X-100", PENULIS
    if gps:
        degrees = (IFDRational(6), IFDRational(12), IFDRational(30))
        made.get_ifd(0x8825).update({1: "S", 2: degrees, 3: "E", 4: degrees})
    return made


def picture(kind: str, *, size: tuple[int, int] = (40, 20), gps: bool = True, **options: Any) -> bytes:
    """A picture with EXIF."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, exif=exif(gps=gps), **options)
    return out.getvalue()


def jpeg_gps(size: tuple[int, int] = (40, 20)) -> bytes:
    return picture("JPEG", size=size, comment=PENULIS.encode())


def png_huge() -> bytes:
    """A PNG of 60,000 x 60,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(4096))) + chunk(b"IEND", b"")
    )


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A zip of `parts`, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return out.getvalue()


def _content_types(main: str, kind: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def docx(extra: dict[str, bytes | str] | None = None, *, kind: str = "", body: str = "Bukti") -> bytes:
    """A small Word document with an author, a tracked change, and `extra` parts."""
    kind = kind or OOXML + "wordprocessingml.document.main+xml"
    insertion = f'<w:ins w:id="1" w:author="{PENULIS}"><w:r><w:t>{body}</w:t></w:r></w:ins>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types("word/document.xml", kind),
        "_rels/.rels": RELS.format(
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {W}><w:body><w:p>{insertion}</w:p></w:body></w:document>",
        "docProps/core.xml": CORE,
    }
    return archive(parts | (extra or {}))


def docx_relation(kind: str, target: str) -> bytes:
    """A Word document that points outside."""
    relation = (
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}" TargetMode="External"/>'
    )
    return docx({"word/_rels/settings.xml.rels": RELS.format(relation)})


def docm() -> bytes:
    return docx(
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0makro"},
        kind="application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def docx_bomb(megabytes: int = 200) -> bytes:
    return docx({"word/media/image1.bmp": bytes(megabytes << 20)})


def docx_overlap() -> bytes:
    """A second directory entry that points at the bytes of the first."""
    made = bytearray(docx({"word/a.xml": b"a" * 5000, "word/b.xml": b"a" * 5000}))
    first = made.find(b"PK\x01\x02")
    entries = {}
    at = first
    while made[at : at + 4] == b"PK\x01\x02":
        name, extra, comment = struct.unpack("<HHH", made[at + 28 : at + 34])
        entries[bytes(made[at + 46 : at + 46 + name])] = at
        at += 46 + name + extra + comment
    a, b = entries[b"word/a.xml"], entries[b"word/b.xml"]
    made[b + 42 : b + 46] = made[a + 42 : a + 46]
    return bytes(made)


def xlsx() -> bytes:
    kind = OOXML + "spreadsheetml.sheet.main+xml"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types("xl/workbook.xml", kind),
        "xl/workbook.xml": "<workbook/>",
        "xl/tables/table1.xml": '<table displayName="Tabel1" id="1"/>',
        "xl/comments1.xml": f"<comments><authors><author>{PENULIS}</author></authors></comments>",
    }
    return archive(parts)


def pptx() -> bytes:
    kind = OOXML + "presentationml.presentation.main+xml"
    return archive(
        {
            "[Content_Types].xml": _content_types("ppt/presentation.xml", kind),
            "ppt/presentation.xml": "<p/>",
            "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx(),
            "ppt/media/image1.jpeg": jpeg_gps(),
        }
    )


def odt(content: str = "<office:document-content/>") -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": f"<office:meta><meta:initial-creator>{PENULIS}</meta:initial-creator></office:meta>",
        }
    )


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(1)
        made.setframerate(8000)
        made.writeframes(bytes(range(256)) * 20)
    body = out.getvalue()[8:] + b"LIST" + struct.pack("<I", len(PENULIS)) + PENULIS.encode()
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3(*, tag: bool = True) -> bytes:
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s, 44.1 kHz
    head = b"ID3\x04\x00\x00" + bytes([0, 0, 0, 40]) + PENULIS.encode().ljust(40, b"\0") if tag else b""
    return head + frame * 10


def aac() -> bytes:
    length = 107
    head = bytes([0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC])
    return (head + bytes(100)) * 10


def ogg(*comments: str) -> bytes:
    """Opus headers and one page of sound."""
    listed = b"".join(struct.pack("<I", len(c.encode())) + c.encode() for c in comments)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"uji!" + struct.pack("<I", len(comments)) + listed
    pages = [b"OpusHead" + bytes(11), tags, bytes(200)]
    return b"".join(b"OggS\0" + bytes(21) + bytes([1, len(page)]) + page for page in pages)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def mp4(brand: bytes = b"isom") -> bytes:
    udta = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7-06.2088+106.8456/") + box(b"auth", PENULIS.encode()))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84))) + udta)
    return box(b"ftyp", brand + bytes(4)) + moov + box(b"mdat", bytes(500))


def heic() -> bytes:
    return box(b"ftyp", b"heic" + bytes(4)) + box(b"meta", bytes(100))


def exe() -> bytes:
    return b"MZ\x90\0" + bytes(200)


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
