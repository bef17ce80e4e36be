"""The laws of the house: what every new line has to keep to."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from akun.actor import Peran
from akun.door import KeyDoor
from jejak import outbox
from lkpp_portal import schedule
from lkpp_portal.celery import app as celery
from sla.stages import REGISTRY, Stages

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "lkpp_portal",
    "laporan",
    "helpdesk",
    "konsultasi",
    "pengaduan",
    "inspektorat",
    "persuratan",
    "notifikasi",
    "sla",
    "berkas",
    "akun",
    "jejak",
]
SOURCES = sorted(p for a in APPS for p in (ROOT / a).rglob("*.py") if "migrations" not in p.parts)
FORBIDDEN = {"utils", "helpers", "common", "core", "misc"}
# Where a status column may be written: the engine.
STATUS_WRITER = ROOT / "sla" / "stages.py"
OF_CASES = ("helpdesk", "konsultasi/flow", "pengaduan", "persuratan", "sla")
COLUMNS = {"status", "status_sejak", "jatuh_tempo"}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every source, read once for all laws."""
    return {path: ast.parse(path.read_text()) for path in SOURCES}


def too_large(tree: ast.Module) -> Iterator[str]:
    """Functions and classes of a room that are longer than they may be."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            doc = len((ast.get_docstring(node) or "").splitlines())
            if (node.end_lineno or 0) - node.lineno - doc > 55:
                yield node.name
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno > 200:
            yield node.name


def test_a_room_stays_small_and_well_named(trees: dict[Path, ast.Module]) -> None:
    assert [relative(p) for p in SOURCES if len(p.read_text().splitlines()) > 400] == []
    assert [relative(p) for p in SOURCES if FORBIDDEN & {p.stem, *p.relative_to(ROOT).parts}] == []
    assert [relative(p) for p in SOURCES if p.stem.startswith("base_")] == []
    assert [f"{relative(p)}: {name}" for p, tree in trees.items() for name in too_large(tree)] == []


def test_public_things_say_what_they_are(trees: dict[Path, ast.Module]) -> None:
    rooms = {p: tree for p, tree in trees.items() if p.stem != "__init__"}
    assert [relative(p) for p, tree in rooms.items() if not ast.get_docstring(tree)] == [], "module without docstring"
    public = [
        (p, node)
        for p, tree in rooms.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [f"{relative(p)}: {node.name}" for p, node in public if not ast.get_docstring(node)] == []


def test_imports_point_down() -> None:
    done = subprocess.run([sys.executable, "-m", "importlinter.cli"], cwd=ROOT, capture_output=True, text=True)
    if "No module named" in done.stderr:
        done = subprocess.run(
            [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout


def test_only_the_engine_writes_a_status(trees: dict[Path, ast.Module]) -> None:
    """No `update(status=...)`, no `.status = ...` on a case outside sla/stages.py; models of other apps excepted."""
    guilty = []
    for path, tree in trees.items():
        if path == STATUS_WRITER or not relative(path).startswith(OF_CASES):
            continue
        for node in ast.walk(tree):
            stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in COLUMNS
            if stored and not relative(path).startswith("sla/clock"):
                guilty.append(f"{relative(path)}:{node.lineno}")
            updates = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"update", "bulk_update"}
            if updates and COLUMNS & {k.arg for k in node.keywords}:
                guilty.append(f"{relative(path)}:{node.lineno}")
    assert guilty == []


def test_no_model_overrides_save_and_no_signal_is_used() -> None:
    text = {p: p.read_text() for p in SOURCES}
    assert [relative(p) for p, t in text.items() if re.search(r"^    def save\(", t, re.M)] == []
    assert [relative(p) for p, t in text.items() if "django.db.models.signals" in t or "@receiver" in t] == []


def every_url(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for p in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(p, URLResolver):
            yield from every_url(p.url_patterns, prefix + str(p.pattern))
        else:
            yield prefix + str(p.pattern), p


def test_every_url_has_a_door_and_public_ones_are_known() -> None:
    open_doors = set()
    for route, pattern in every_url():
        module = getattr(pattern.callback, "__module__", "")
        # the admin asks for the administrator itself; allauth's old addresses stay closed to everybody
        if route.startswith(("admin/", "akun/social/")) or module.startswith("allauth."):
            continue
        door = getattr(pattern.callback, "door", None)
        assert door, f"{route} has no door: it opens to nobody"
        if door == "public":
            open_doors.add(pattern.name)
        else:
            assert (door.peran if isinstance(door, KeyDoor) else door) <= set(Peran), route
    staff = {n for n in open_doors if n and ("meja" in n or "kasus" in n or "apip" in n) and n != "lacak_kasus"}
    assert staff == set()


def test_every_listener_hears_an_event_that_is_told() -> None:
    told = {str(s.event) for stages in REGISTRY.values() for s in stages.steps}
    source = "\n".join(p.read_text() for p in SOURCES)
    for event in outbox.connected():
        nama = event.rpartition(".")[2]
        assert event in told or f'"{event}"' in source, f"nobody tells {nama}"


# Steps of which nobody needs to hear, by kind of case.
DIAM = {
    # taken up by the officer himself, approved by the pejabat himself, merged unseen, closed by time
    "pengaduan": {f"pengaduan.{nama}" for nama in ("diverifikasi", "disiapkan", "direviu", "digabung", "ditutup")},
    # begun by whoever was told of the disposition, ended and put away by those who work on it
    "surat_masuk": {f"persuratan.{nama}" for nama in ("diproses", "diselesaikan", "diarsipkan")},
    # numbered by whoever is about to sign it, put away by TU itself
    "surat_keluar": {"persuratan.keluar_dinomori", "persuratan.keluar_diarsipkan"},
    # the officer checks again what he checked himself
    "verifikasi": {"helpdesk.verifikasi_diperiksa"},
    # steps of the officer who has it; the applicant hears of the answer, not of the work
    "konsultasi": {f"konsultasi.{nama}" for nama in ("diverifikasi", "diproses", "berlangsung", "diselesaikan")},
    "keluhan_layanan": {"konsultasi.keluhan_ditangani"},
    # LKPP's own steps; who is invited hears by the invitation itself
    "inspektorat": {f"inspektorat.{nama}" for nama in ("diperiksa", "diundang", "menunggu_admin")},
}


@pytest.mark.parametrize("stages", REGISTRY.values(), ids=lambda s: str(s.nama))
def test_every_step_is_heard_by_somebody(stages: Stages) -> None:
    heard = outbox.connected()
    assert {str(s.event) for s in stages.steps if not heard.get(str(s.event))} <= DIAM.get(stages.nama, set())


def test_every_timer_has_its_task() -> None:
    celery.loader.import_default_modules()
    assert {entry["task"] for entry in schedule.BEAT.values()} <= set(celery.tasks)


def test_diagrams_are_current() -> None:
    call_command("gambar_alur", "--check")


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_address_in_a_lock_file() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|index-ur[l]", lock.read_text()), lock.name


def test_no_machine_path_and_no_private_index_in_the_tree() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    pattern = re.compile(r"(^|[^A-Za-z.])/(w[o]rk|f[a]rm|r[o]ot)/|[a-z0-9-]+\.(internal|corp)\b(?![.\w])|extra-inde[x]")
    guilty = []
    for name in tracked:
        path = ROOT / name
        text = (
            path.read_text(errors="replace")
            if path.suffix in {".py", ".md", ".txt", ".toml", ".yml", ".html", ".sh", ".json", ""} and path.is_file()
            else ""
        )
        if pattern.search(text):
            guilty.append(name)
    assert guilty == []


def test_models_of_cases_are_not_deleted_with_an_officer() -> None:
    """Deleting a person or a case never takes anything else along."""
    from django.db.models import CASCADE, ForeignKey

    cascades = {
        f"{m._meta.label}.{f.name}"
        for m in apps.get_models()
        if m._meta.app_label in APPS
        for f in m._meta.get_fields()
        if isinstance(f, ForeignKey) and f.remote_field.on_delete is CASCADE
    }
    assert cascades <= {"pengaduan.BuktiDukung.draf"}
