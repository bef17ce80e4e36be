"""The operators' command tells the verdict of the gate, without a database."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.berkas import samples


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = {"baik é.pdf": samples.pdf(), "skrip.pdf": samples.pdf_javascript(), "palsu.pdf": samples.HTML}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def test_json_has_one_verdict_per_file(files: list[Path], capsys) -> None:
    call_command("periksa_unggahan", *files, "--json")
    told = json.loads(capsys.readouterr().out)
    assert [(item["nama"], item["putusan"], item["alasan"]) for item in told] == [
        ("baik é.pdf", "terima", None),
        ("skrip.pdf", "karantina", "skrip"),
        ("palsu.pdf", "tolak", "halaman_web"),
    ]
    assert told[0]["sha256"] == hashlib.sha256(files[0].read_bytes()).hexdigest()
    assert told[0]["detik"] > 0
    assert told[0]["memori_puncak_mb"] > 5
    assert all(item["kalimat"].endswith(".") for item in told)


def test_without_json_it_speaks_in_sentences(files: list[Path], capsys) -> None:
    call_command("periksa_unggahan", *files)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("karantina skrip.pdf: PDF ini berisi skrip")


def test_a_file_that_cannot_be_read_is_named_after_the_others(files: list[Path], capsys) -> None:
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("periksa_unggahan", files[0].parent / "tidak-ada.pdf", files[0], "--json")
    assert len(json.loads(capsys.readouterr().out)) == 1
