"""Write the state diagram of every table of stages into docs/alur/."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sla.stages import REGISTRY, Stages


def diagram(stages: Stages) -> str:
    """The mermaid text of one table."""
    lines = [
        f"# Alur {stages.nama}",
        "",
        "Dibuat oleh `manage.py gambar_alur` dari tabel tahap; jangan diubah dengan tangan.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {stages.initial}"]
    lines += [f"    {s} --> {step.to}: {step.nama}" for step in stages.steps for s in step.from_]
    lines += [f"    {end} --> [*]" for end in sorted(stages.ends())]
    lines += ["```", "", "| status | tenggat | menjeda |", "|---|---|---|"]
    lines += [f"| {s} | {limit or '-'} | {stages.pauses.get(s, '-')} |" for s, limit in stages.limits.items()]
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    """`--check` writes nothing and fails when a file differs."""

    help = "Menulis diagram alur ke docs/alur/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        folder = Path(settings.BASE_DIR) / "docs" / "alur"
        folder.mkdir(parents=True, exist_ok=True)
        for stages in REGISTRY.values():
            path, text = folder / f"{stages.nama}.md", diagram(stages)
            if options["check"] and (not path.exists() or path.read_text() != text):
                raise CommandError(f"{path.name} tidak sesuai tabelnya. Jalankan manage.py gambar_alur.")
            if not options["check"]:
                path.write_text(text)
                self.stdout.write(f"{path.name} ditulis.")
