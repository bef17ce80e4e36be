"""Loads the questions and answers that every installation starts with; what officers made of them is left alone."""

import tomllib
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from akun.reference import Dimuat
from helpdesk.models.faq import Faq, VersiFaq
from helpdesk.pilihan_faq import Keadaan

DATA = Path(__file__).parent / "data" / "faq.toml"


@transaction.atomic
def load_faq() -> Dimuat:
    """Entries for everybody whose code is not known yet, published. One that was withdrawn does not come back."""
    ada = set(Faq.objects.values_list("kode", flat=True))
    now = timezone.now()
    rows = [satu for satu in tomllib.loads(DATA.read_text(encoding="utf-8"))["faq"] if satu["kode"] not in ada]
    for satu in rows:
        faq = Faq.objects.create(kode=satu.pop("kode"), dibuat_pada=now)
        satu["jawaban"] = satu["jawaban"].strip()
        VersiFaq.objects.create(faq=faq, nomor=1, keadaan=Keadaan.TERBIT, ditulis_pada=now, terbit_pada=now, **satu)
    return Dimuat("Tanya jawab helpdesk", len(rows), len(ada))


LOADERS = (load_faq,)
