"""The copy of a PDF keeps its pages and loses its makers."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from berkas.openers import jpeg, pdf
from tests.berkas import samples


def clean(content: bytes) -> tuple[bytes, set[str]]:
    out = io.BytesIO()
    report = pdf.open_file(io.BytesIO(content), content, "application/pdf", out)
    return out.getvalue(), report.temuan


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_author_and_metadata_go_and_the_page_stays() -> None:
    made = samples.new_pdf()
    with made.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:creator"] = [samples.PENULIS]
    copy, temuan = clean(saved(made))
    assert temuan == {"penulis"}
    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert "/Info" not in opened.trailer
        assert "/Metadata" not in opened.Root
        assert b"Bukti pengadaan" in opened.pages[0].Contents.read_bytes()


def test_a_photo_in_a_page_loses_its_place_but_no_pixel() -> None:
    copy, temuan = clean(samples.pdf_scan())
    with pikepdf.open(io.BytesIO(copy)) as opened:
        photo = opened.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert temuan >= {"lokasi", "kamera"}
    assert photo == jpeg.without_private(samples.jpeg_gps())


def test_the_author_of_a_note_goes_and_the_note_stays() -> None:
    made = samples.new_pdf()
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], T=samples.PENULIS, Contents="Lihat ini")
    made.pages[0].Annots = Array([made.make_indirect(note)])
    copy, _ = clean(saved(made))
    with pikepdf.open(io.BytesIO(copy)) as opened:
        kept = opened.pages[0].Annots[0]
        assert (str(kept.Contents), kept.get("/T")) == ("Lihat ini", None)


def test_a_signature_is_not_carried_to_a_copy_that_it_does_not_cover() -> None:
    made = samples.new_pdf()
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=samples.PENULIS)
    field = made.make_indirect(Dictionary(FT=Name.Sig, T="ttd", V=made.make_indirect(value)))
    made.Root.AcroForm = Dictionary(Fields=Array([field]))
    copy, temuan = clean(saved(made))
    assert "tanda_tangan" in temuan
    assert samples.PENULIS.encode() not in copy


def test_what_an_earlier_revision_said_is_not_in_the_copy() -> None:
    original = samples.pdf()
    marker = b"% " + samples.PENULIS.encode() + b" revisi lama\n"
    start = original.rfind(b"startxref")
    copy, _ = clean(original[:start] + marker + original[start:])
    assert b"revisi lama" not in copy
