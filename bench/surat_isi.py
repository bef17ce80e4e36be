"""Letters for the benchmark: half a million by SQL, some through the real flow, and what the load generator fires.

`python -m bench.inside surat_isi seed N` as the owner; `... prepare FOLDER VISITORS SUBMISSIONS`, `... tree NODES` as
the web role.
"""

import json
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor, Peran
from akun.models import Instansi, Pejabat, Pemangku, User
from akun.receipt import new_token
from akun.sealing import seal_text
from bench import cases, prepare, tape
from bench.plan import LANTAI, PORTAL, Plan, Request, Scenario, Shot, raw_request
from bench.prepare import BATAS, CSRF, NotReady
from bench.seed import PERINTAH
from berkas import flow as berkas_flow
from persuratan import disposisi, flow_masuk, pengirim
from persuratan.forms.kirim import stempel
from persuratan.models import Disposisi, SuratMasuk

UKURAN = 2_000_000
SUARA = 16  # senders; each sends its share
SUMBER = """
INSERT INTO persuratan_suratmasuk (segel_id, status, status_sejak, jatuh_tempo, nomor, kanal, pengirim_id,
  jenis_pengirim, penerima_id, kerahasiaan, diterima_pada, nomor_agenda, kembar, sepadan, pengaduan_nomor, nama_segel,
  instansi_segel, alamat_segel, nomor_surat_segel, perihal_segel, catatan_segel, alasan_segel, cari, isi_terindeks)
SELECT %(segel)s, s.status, t.pada,
  CASE WHEN s.status IN ('terkirim', 'diperiksa_tu', 'didisposisi', 'dalam_proses')
    THEN t.pada + interval '3 days' END,
  'SM' || to_char(t.pada, 'YYYYMMDD') || lpad((i %% 9999)::text, 6, '0') || lpad((i / 9999)::text, 3, '0'),
  (ARRAY['portal', 'portal', 'kertas', 'surel'])[1 + i %% 4], %(user)s, 'perorangan',
  (%(pejabat)s::bigint[])[1 + i %% %(banyak)s],
  CASE WHEN i %% 20 = 0 THEN 'rahasia' WHEN i %% 7 = 0 THEN 'terbatas' ELSE 'biasa' END, t.pada,
  CASE WHEN s.status = 'terkirim' THEN '' ELSE lpad(i::text, 6, '0') || '/2026' END, '', '', '', %(nama)s, '', '', '',
  %(perihal)s, '', '',
  ARRAY[hashint8extended(i %% 997, 1), hashint8extended(i %% 89, 2), hashint8extended(i, 3)], true
FROM generate_series(1, %(jumlah)s) i
CROSS JOIN LATERAL (SELECT %(kini)s::timestamptz - (i::float / %(jumlah)s * 730) * interval '1 day' AS pada) t
CROSS JOIN LATERAL (SELECT CASE WHEN i < %(jumlah)s * 0.004 THEN 'terkirim' WHEN i < %(jumlah)s * 0.01 THEN
  'diperiksa_tu' WHEN i < %(jumlah)s * 0.02 THEN 'didisposisi' WHEN i < %(jumlah)s * 0.03 THEN 'dalam_proses'
  WHEN i %% 3 = 0 THEN 'selesai' ELSE 'diarsipkan' END AS status) s
"""


def seed(jumlah: int) -> None:
    """Reference data, people, and letters of two years; all share one seal, so that a page can open what it shows."""
    for perintah, pilihan in PERINTAH:
        call_command(perintah, **pilihan)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX surat_cari")
        fill(jumlah, now=timezone.now())
        cursor.execute("CREATE INDEX surat_cari ON persuratan_suratmasuk USING gin (cari)")
        cursor.execute("VACUUM ANALYZE persuratan_suratmasuk")


def fill(jumlah: int, *, now: datetime) -> None:
    """The letters, in one statement."""
    segel = uuid.uuid4()
    isi: dict[str, Any] = {
        "segel": segel,
        "jumlah": jumlah,
        "kini": now,
        "user": User.objects.filter(peran=Peran.PENGADU).order_by("pk")[0].pk,
        "pejabat": list(Pejabat.objects.order_by("pk").values_list("pk", flat=True)),
        "banyak": Pejabat.objects.count(),
        "nama": seal_text("Pengirim Contoh", context=f"{segel}:nama_segel"),
        "perihal": seal_text("Permohonan penjelasan", context=f"{segel}:perihal_segel"),
    }
    with connection.cursor() as cursor:
        cursor.execute(SUMBER, isi)


def surat(n: int, *, now: datetime) -> tuple[SuratMasuk, str]:
    """A letter through the real flow, half of them disposed of; and its token."""
    orang = {u.email.partition("@")[0]: u for u in User.objects.filter(email__endswith="@demo.example")}
    pejabat = Pejabat.objects.select_related("unit").get(jabatan="Direktur Penanganan Permasalahan Hukum")
    Pemangku.objects.get_or_create(pejabat=pejabat, user=orang["pejabat"], defaults={"mulai": now.date()})
    token, tu = new_token(), Actor.of(orang["tu"])
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("s.pdf", cases.pdf(20_000)), now=now)
    data = flow_masuk.DataSurat(
        jenis_pengirim="perorangan",
        nama_pengirim="Pengirim Contoh",
        penerima=pejabat,
        kerahasiaan="biasa",
        nomor_surat=f"{n}/BENCH",
        perihal="Permohonan penjelasan",
    )
    row = flow_masuk.kirim(data=data, berkas=berkas, token=token, by=Actor.of(orang["pengadu"]), now=now)
    if n % 2:
        flow_masuk.teruskan(surat=row, nomor_agenda="", penerima=None, by=tu, now=now)
        arahan = disposisi.Arahan(orang=[orang["penelaah"]], instruksi=["telaah"])
        disposisi.disposisikan(surat=row, arahan=arahan, by=Actor.of(orang["pejabat"]), now=now)
    return row, token


def progres(plan: Plan, jumlah: int, *, now: datetime) -> None:
    """The page of a letter that number and token have opened."""
    path, shots, kueri = reverse("persuratan:progres"), [], 0
    for n in range(jumlah):
        row, token = surat(n, now=now)
        client = prepare.opened(cases.Kasus(row.nomor, token))
        kueri = max(kueri, tape.count(prepare.record_get(client, path, row.nomor)))
        shots.append(_get("progres", client, path, row.nomor))
    plan.skenario.append(Scenario("progres", "Cek Progres", {PORTAL: shots, LANTAI: []}, {"progres": kueri}))


def kotak(plan: Plan) -> None:
    """The inbox of TU: what waits, everything, a filter, a word, and the envelope of secret letters."""
    client = prepare.logged_in(User.objects.get(email="tu@demo.example"))
    path, kueri, shots = reverse("persuratan:tu"), 0, []
    for saring in ("", "?pandang=semua", "?pandang=semua&kanal=kertas", "?pandang=semua&kerahasiaan=rahasia"):
        kueri = max(kueri, tape.count(prepare.record_get(client, path + saring, "SM20")))
        shots.append(_get("kotak", client, path + saring, "SM20"))
    plan.skenario.append(Scenario("kotak", "Kotak masuk TU", {PORTAL: shots, LANTAI: []}, {"kotak": kueri}))


def _get(nama: str, client: Client, path: str, mark: str) -> Shot:
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return (Request(nama, raw_request("GET", path, cookies=cookies), 200, mark.encode()),)


def kiriman(plan: Plan, jumlah: int, *, now: datetime) -> None:
    """A form with a PDF of 2 MB, each with its own number; as many senders as SUARA take turns."""
    dokumen, path, shots, kueri = cases.pdf(UKURAN), reverse("persuratan:tulis"), [], 0
    pejabat = Pejabat.objects.get(jabatan="Direktur Penanganan Permasalahan Hukum")
    instansi = Instansi.objects.order_by("pk")[0]
    for n in range(SUARA):
        user = User.objects.create_user(email=f"pengirim{n}@bench.example", password=None, nama=f"Pengirim {n}")
        User.objects.filter(pk=user.pk).update(peran=Peran.PENGADU)
        user.refresh_from_db()
        pengirim.simpan(by=Actor.of(user), jenis="instansi", instansi=instansi, instansi_teks="", telepon="", now=now)
        client = prepare.browser()
        client.force_login(user)
        sesi = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
        if n == 0:
            kind, body = _formulir(dokumen, pejabat, 0)
            kueri = tape.count(prepare.record_post(client, path, kind, body))
        cookies = {settings.SESSION_COOKIE_NAME: sesi, settings.CSRF_COOKIE_NAME: CSRF}
        for k in range(jumlah // SUARA):
            kind, body = _formulir(dokumen, pejabat, 1 + n * 1000 + k)
            raw = raw_request("POST", path, cookies=cookies, headers={"Content-Type": kind}, body=body)
            shots.append((k, (Request("kiriman", raw, 302, b"/surat/saya/SM"),)))
    # every sender once, then every sender again: two at a time would wait for the same draft
    bergilir: list[Shot] = [shot for _, shot in sorted(shots, key=lambda satu: satu[0])]
    judul = "Pengiriman surat, PDF 2 MB"
    plan.skenario.append(Scenario("kiriman", judul, {PORTAL: bergilir, LANTAI: []}, {"kiriman": kueri}, sekali=True))


def _formulir(dokumen: bytes, pejabat: Pejabat, n: int) -> tuple[str, bytes]:
    """The form as a browser sends it: content type and body."""
    isi = {
        "csrfmiddlewaretoken": CSRF,
        "penerima": str(pejabat.pk),
        "nomor_surat": f"{n}/BENCH/KIRIM",
        "kerahasiaan": "biasa",
        "perihal": "Permohonan penjelasan",
        "dibuka": stempel(timezone.now() - timedelta(minutes=1)),
    }
    bagian = [
        f'--{BATAS}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in isi.items()
    ]
    kepala = f'--{BATAS}\r\nContent-Disposition: form-data; name="berkas"; filename="surat.pdf"\r\n'
    bagian += [kepala.encode() + b"Content-Type: application/pdf\r\n\r\n", dokumen, f"\r\n--{BATAS}--\r\n".encode()]
    return f"multipart/form-data; boundary={BATAS}", b"".join(bagian)


def tree(simpul: int) -> dict[str, int]:
    """How many statements the page of a letter with so many dispositions says."""
    now = timezone.now()
    row, _token = surat(1, now=now)
    akar = row.disposisi.get()
    unit = akar.kepada.unit if akar.kepada else None
    lapis = [akar]
    while row.disposisi.count() < simpul:
        satu = [
            Disposisi(surat=row, induk=i, dari=i.dari, kepada_unit=unit, instruksi=["telaah"], dibuat_pada=now)
            for i in lapis
            for _ in range(6)
        ]
        lapis = Disposisi.objects.bulk_create(satu[: simpul - row.disposisi.count()])
    client = prepare.logged_in(User.objects.get(email="pejabat@demo.example"))
    found = prepare.record_get(client, reverse("persuratan:surat", args=[row.nomor]), row.nomor)
    if row.disposisi.count() != simpul:
        raise NotReady("pohon tidak sebesar yang diminta")
    return {"simpul": simpul, "kueri": tape.count(found)}


def main(arguments: list[str]) -> int:
    """One part."""
    bagian, *lain = arguments
    if bagian == "seed":
        seed(int(lain[0]))
    elif bagian == "tree":
        sys.stdout.write(json.dumps(tree(int(lain[0]))) + "\n")
    else:
        folder, pengunjung, ajuan = lain
        plan, now = Plan(), timezone.now()
        kotak(plan)
        progres(plan, int(pengunjung), now=now)
        kiriman(plan, int(ajuan), now=now)
        plan.save(Path(folder))
    return 0
