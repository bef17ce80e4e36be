"""Loads the subjects of consultation; what officers changed is left as it is."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from akun.reference import Dimuat, rows_of
from konsultasi.models import Subjek

# The names in subjek.csv once more, where the extraction of texts finds them: pages show them translated.
NAMA = (
    gettext_noop("Perencanaan dan persiapan pengadaan"),
    gettext_noop("Pelaku dan organisasi pengadaan"),
    gettext_noop("Metode pemilihan penyedia"),
    gettext_noop("Persyaratan dan kualifikasi penyedia"),
    gettext_noop("Evaluasi dan penetapan pemenang"),
    gettext_noop("Sanggah dan sanggah banding"),
    gettext_noop("Kontrak dan perubahan kontrak"),
    gettext_noop("Swakelola"),
    gettext_noop("Katalog elektronik dan toko daring"),
    gettext_noop("Pengadaan khusus dan keadaan darurat"),
    gettext_noop("Permasalahan hukum kontrak"),
    gettext_noop("Lainnya"),
)
SUBJEK = Path(__file__).parent / "data" / "subjek.csv"


@transaction.atomic
def load_subjek() -> Dimuat:
    """The subjects of the list that are not known yet."""
    ada = set(Subjek.objects.values_list("kode", flat=True))
    rows = [
        Subjek(kode=r["kode"], nama=r["nama"], urutan=int(r["urutan"])) for r in rows_of(SUBJEK) if r["kode"] not in ada
    ]
    Subjek.objects.bulk_create(rows)
    return Dimuat("Subjek konsultasi", len(rows), len(ada))


LOADERS = (load_subjek,)
