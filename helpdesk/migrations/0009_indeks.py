"""The queue of a desk and the report of a month read what they count from indexes alone."""

from django.db import migrations, models

TERBUKA = (
    "tercatat",
    "klasifikasi",
    "penanganan",
    "menunggu_pengguna",
    "eskalasi_fungsional",
    "eskalasi_struktural",
    "eskalasi_lkpp",
    "solusi_sementara",
)
URUT = ["kelas_urut", "jatuh_tempo", "-hak_prioritas", "id"]
INDEKS = (
    models.Index(
        fields=["meja", *URUT],
        include=["status", "kelas", "pemegang", "jenis", "di_lkpp"],
        condition=models.Q(status__in=TERBUKA),
        name="tiket_antrean",
    ),
    models.Index(
        fields=URUT,
        include=["meja", "status", "kelas", "pemegang", "jenis", "di_lkpp"],
        condition=models.Q(status__in=TERBUKA, lkpp=True),
        name="tiket_antrean_lkpp",
    ),
    models.Index(
        fields=["-diterima_pada", "-id"],
        include=["meja"],
        condition=models.Q(lkpp=True),
        name="tiket_lkpp_terbaru",
    ),
    models.Index(
        fields=["pemegang", "meja"], include=["lkpp"], condition=models.Q(status__in=TERBUKA), name="tiket_beban"
    ),
    models.Index(
        fields=["-diterima_pada", "-id"],
        include=["meja", "kanal", "jenis", "status", "kelas", "jenis_gangguan", "layanan", "pemegang"],
        name="tiket_terbaru",
    ),
)
SELESAI = models.Index(
    fields=["selesai_pada"],
    include=["meja", "status", "dibuka_kembali", "nilai"],
    condition=models.Q(selesai_pada__isnull=False),
    name="tiket_selesai",
)


class Migration(migrations.Migration):
    dependencies = [
        ("helpdesk", "0008_draf"),
    ]

    operations = [
        *(migrations.RemoveIndex(model_name="tiket", name=indeks.name) for indeks in INDEKS),
        *(migrations.AddIndex(model_name="tiket", index=indeks) for indeks in (*INDEKS, SELESAI)),
    ]
