"""Real hostile files through the real child: what the gate says of each."""

from pathlib import Path

import pytest

from berkas import gate, sandbox
from berkas.alasan import Alasan
from berkas.gate import Hasil
from berkas.putusan import Putusan
from tests.berkas import samples
from tests.berkas.samples import EICAR, HTML

ACCEPTED = {
    "pdf": samples.pdf,
    "pdf with links": samples.pdf_link,
    "scanned pdf": samples.pdf_scan,
    "jpeg": samples.jpeg_gps,
    "jpeg with a film behind it": lambda: samples.jpeg_gps() + samples.mp4(),
    "jpeg with a second picture behind it": lambda: samples.jpeg_gps() + samples.jpeg_gps(),
    "png": lambda: samples.picture("PNG"),
    "webp": lambda: samples.picture("WEBP"),
    "docx": samples.docx,
    "docx with a link": lambda: samples.docx_relation("hyperlink", "https://lkpp.example"),
    "docx from a local template": lambda: samples.docx_relation("attachedTemplate", r"file:///C:\Users\Siti\a.dotx"),
    "xlsx": samples.xlsx,
    "pptx with a chart": samples.pptx,
    "odt": samples.odt,
    "csv": lambda: b"paket,pagu\nAlkes,100\n",
    "mp3": samples.mp3,
    "aac": samples.aac,
    "wav": samples.wav,
    "ogg": lambda: samples.ogg("ENCODER=uji"),
    "mp4": samples.mp4,
    "m4a": lambda: samples.mp4(b"M4A "),
}
HELD = {
    "javascript": (samples.pdf_javascript, Alasan.SKRIP),
    "javascript in a button": (samples.pdf_javascript_in_button, Alasan.SKRIP),
    "javascript spelled with escapes": (samples.pdf_javascript_escaped, Alasan.SKRIP),
    "launch": (samples.pdf_launch, Alasan.AKSI),
    "launch after a link": (samples.pdf_launch_after_link, Alasan.AKSI),
    "page action": (samples.pdf_page_action, Alasan.AKSI),
    "form that sends": (samples.pdf_submit_form, Alasan.AKSI),
    "embedded file": (samples.pdf_embedded, Alasan.TERTANAM),
    "rich media": (samples.pdf_rich_media, Alasan.MEDIA),
    "xfa": (samples.pdf_xfa, Alasan.XFA),
    "encrypted": (samples.pdf_encrypted, Alasan.SANDI),
    "encrypted without password": (lambda: samples.pdf_encrypted(user=""), Alasan.SANDI),
    "300 MB flate bomb": (samples.pdf_flate_bomb, Alasan.BOM),
    "bomb in a bomb": (samples.pdf_double_bomb, Alasan.BOM),
    "object stream bomb": (samples.pdf_object_stream_bomb, Alasan.BOM),
    "too many objects": (lambda: samples.pdf_many_objects(150_001), Alasan.RUMIT),
    "pdf cut short": (lambda: samples.pdf(padding=5000)[:3000], Alasan.RUSAK),
    "pdf header and noise": (lambda: b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF", Alasan.RUSAK),
    "pdf after junk": (lambda: b"junk" + samples.pdf(), Alasan.POLIGLOT),
    "pdf and zip": (lambda: samples.pdf() + samples.docx(), Alasan.POLIGLOT),
    "pdf and more": (lambda: samples.pdf() + b"A" * 500, Alasan.POLIGLOT),
    "jpeg and zip": (lambda: samples.jpeg_gps() + samples.docx(), Alasan.POLIGLOT),
    "jpeg and html": (lambda: samples.jpeg_gps() + HTML, Alasan.POLIGLOT),
    "jpeg, film and html": (lambda: samples.jpeg_gps() + samples.mp4() + HTML, Alasan.POLIGLOT),
    "jpeg cut short": (lambda: samples.jpeg_gps((400, 300))[:2000], Alasan.RUSAK),
    "png and html": (lambda: samples.picture("PNG") + HTML, Alasan.POLIGLOT),
    "png cut short": (lambda: samples.picture("PNG")[:-20], Alasan.RUSAK),
    "png of 3.6 gigapixels": (samples.png_huge, Alasan.BOM),
    "webp and zip": (lambda: samples.picture("WEBP") + samples.docx(), Alasan.POLIGLOT),
    "docm": (samples.docm, Alasan.MAKRO),
    "docx with hidden macros": (lambda: samples.docx({"word/vbaProject.bin": b"x"}), Alasan.MAKRO),
    "zip bomb docx": (samples.docx_bomb, Alasan.BOM),
    "overlapping parts": (samples.docx_overlap, Alasan.BOM),
    "template from elsewhere": (
        lambda: samples.docx_relation("attachedTemplate", "https://jahat.example/a.dotm"),
        Alasan.TAUTAN_LUAR,
    ),
    "template on a share": (
        lambda: samples.docx_relation("attachedTemplate", r"file://\\jahat.example\a.dotm"),
        Alasan.TAUTAN_LUAR,
    ),
    "picture from elsewhere": (
        lambda: samples.docx_relation("image", "https://x.example/a.png"),
        Alasan.TAUTAN_LUAR,
    ),
    "ole object": (lambda: samples.docx({"word/embeddings/oleObject1.bin": b"x"}), Alasan.TERTANAM),
    "xml entities": (
        lambda: samples.docx({"word/_rels/a.xml.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        Alasan.BOM,
    ),
    "docx cut short": (lambda: samples.docx()[:-40], Alasan.RUSAK),
    "odt with a macro": (lambda: samples.odt("<script:event-listener/>"), Alasan.MAKRO),
    "csv that starts a program": (lambda: b"a,=cmd|' /C calc'!A0\n", Alasan.AKSI),
    "mp3 and zip": (lambda: samples.mp3() + samples.docx(), Alasan.POLIGLOT),
    "mp3 header only": (lambda: b"ID3\x04\0\0\0\0\0\x0a" + b"x" * 400, Alasan.RUSAK),
    "mp4 and html": (lambda: samples.mp4() + HTML, Alasan.RUSAK),
    "mp4 cut short": (lambda: samples.mp4()[:-100], Alasan.RUSAK),
    "ogg and html": (lambda: samples.ogg() + HTML * 5, Alasan.POLIGLOT),
    "wav and html": (lambda: samples.wav() + HTML * 5, Alasan.POLIGLOT),
}
REFUSED = {
    "html named pdf": (lambda: HTML, Alasan.HALAMAN_WEB),
    "program": (samples.exe, Alasan.PROGRAM),
    "archive": (lambda: samples.archive({"a.txt": "a"}), Alasan.ARSIP),
    "21 MB": (lambda: samples.pdf(padding=21 << 20), Alasan.TERLALU_BESAR),
    "eicar": (lambda: EICAR, Alasan.MALWARE),
    "eicar in a deflated attachment": (lambda: samples.pdf_embedded(EICAR * 20), Alasan.MALWARE),
    "eicar in a docx": (lambda: samples.docx({"word/media/a.txt": b" " * 9000 + EICAR}), Alasan.MALWARE),
    "late NUL in a text": (lambda: b"a" * 5000 + b"\0", Alasan.JENIS),
    "late latin-1 in a text": (lambda: b"a" * 5000 + b"\xe9!!", Alasan.TEKS),
}


def examine(content: bytes, tmp_path: Path) -> Hasil:
    path = tmp_path / "apa saja.pdf"
    path.write_bytes(content)
    return gate.periksa_jalur(path)


@pytest.mark.parametrize("name", ACCEPTED)
def test_honest_files_are_accepted_with_a_clean_copy(name: str, tmp_path: Path) -> None:
    hasil = examine(ACCEPTED[name](), tmp_path)
    assert (hasil.putusan, hasil.alasan, hasil.salinan) == (Putusan.TERIMA, None, True)


@pytest.mark.parametrize("name", HELD)
def test_suspicious_files_are_held(name: str, tmp_path: Path) -> None:
    make, alasan = HELD[name]
    hasil = examine(make(), tmp_path)
    assert (hasil.putusan, hasil.alasan, hasil.salinan) == (Putusan.KARANTINA, alasan, False)


@pytest.mark.parametrize("name", REFUSED)
def test_what_we_never_take_is_refused(name: str, tmp_path: Path) -> None:
    make, alasan = REFUSED[name]
    hasil = examine(make(), tmp_path)
    assert (hasil.putusan, hasil.alasan) == (Putusan.TOLAK, alasan)


def test_a_bomb_costs_neither_memory_nor_time(tmp_path: Path) -> None:
    hasil = examine(samples.pdf_flate_bomb(), tmp_path)
    assert hasil.memori_puncak_mb < 100
    assert hasil.detik < 10


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        {"mime": "text/html", "salinan": True},
        {"mime": "application/pdf", "alasan": "skrip"},
        {"alasan": "baik-baik saja"},
        {"mime": ["application/pdf"]},
        {"alasan": {}},
    ],
)
def test_an_answer_no_honest_child_gives_is_no_answer(answer, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sandbox, "run", lambda *args: sandbox.Outcome(answer or None, 0.1, 0))
    hasil = examine(samples.pdf(), tmp_path)
    assert (hasil.putusan, hasil.alasan, hasil.salinan) == (Putusan.KARANTINA, Alasan.TIDAK_DIPERIKSA, False)


def test_words_of_the_child_that_we_do_not_know_are_dropped(tmp_path: Path, monkeypatch) -> None:
    answer = {"mime": "application/pdf", "temuan": ["lokasi", "<b>"], "dibersihkan": [["x"], "penulis"]}
    monkeypatch.setattr(sandbox, "run", lambda *args: sandbox.Outcome(answer, 0.1, 0))
    hasil = examine(samples.pdf(), tmp_path)
    assert (hasil.temuan, hasil.dibersihkan) == (("lokasi",), ("penulis",))


@pytest.mark.parametrize(
    ("produksi", "terkurung", "putusan"),
    [
        (True, True, Putusan.TERIMA),
        (True, False, Putusan.KARANTINA),
        (True, None, Putusan.KARANTINA),
        (False, False, Putusan.TERIMA),
    ],
)
def test_in_production_only_a_confined_child_is_believed_when_it_accepts(
    produksi, terkurung, putusan, tmp_path: Path, monkeypatch, settings
) -> None:
    settings.PRODUKSI = produksi
    answer = {"mime": "application/pdf", "salinan": True, "terkurung": terkurung}
    monkeypatch.setattr(sandbox, "run", lambda *args: sandbox.Outcome(answer, 0.1, 0))
    hasil = examine(samples.pdf(), tmp_path)
    held = putusan == Putusan.KARANTINA
    assert (hasil.putusan, hasil.alasan, hasil.salinan) == (putusan, Alasan.TIDAK_DIPERIKSA if held else None, not held)


@pytest.mark.parametrize("alasan", [Alasan.SKRIP, Alasan.MALWARE])
def test_the_no_of_an_unconfined_child_is_always_believed(
    alasan: Alasan, tmp_path: Path, monkeypatch, settings
) -> None:
    settings.PRODUKSI = True
    answer = {"alasan": alasan.value, "terkurung": False}
    monkeypatch.setattr(sandbox, "run", lambda *args: sandbox.Outcome(answer, 0.1, 0))
    assert examine(samples.pdf(), tmp_path).alasan == alasan
