"""Things to test with, made through the same doors as in life wherever there is one."""

from datetime import datetime, timedelta
from typing import Any

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from akun.actor import SYSTEM, Actor
from akun.models import Instansi, User, Wilayah
from akun.receipt import new_token
from akun.sesi import SessionStore
from inspektorat.models import Inspektorat
from pengaduan import flow, flow_apip, flow_usulan, vault
from pengaduan.models import Pengaduan, Usulan
from pengaduan.pilihan import Jalur, JenisPelanggaran, TingkatIdentitas
from pengaduan.status import Status
from persuratan.models import SuratKeluar
from persuratan.pilihan import AsalKeluar
from persuratan.status_keluar import Status as StatusKeluar

WIB = timezone.get_fixed_timezone(420)
SENIN = datetime(2026, 11, 23, 9, 0, tzinfo=WIB)


class WilayahFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Wilayah
        django_get_or_create = ("kode",)

    kode = "93.02"
    jenis = "kabupaten"
    nama = "Kabupaten Boven Digoel"
    otonom = True


class InstansiFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Instansi
        django_get_or_create = ("nama",)

    nama = factory.Sequence(lambda n: f"Pemerintah Kabupaten Contoh {n}")
    jenis = "kabupaten"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"orang{n}@uji.example")
    nama = factory.Sequence(lambda n: f"Orang Contoh {n}")


class SuratKeluarFactory(factory.django.DjangoModelFactory):
    """A letter that left on paper; those of the portal live their life (tests/persuratan/keluar.py)."""

    class Meta:
        model = SuratKeluar

    asal = AsalKeluar.KERTAS
    status = StatusKeluar.DIKIRIM
    status_sejak = SENIN
    nomor_surat = factory.Sequence(lambda n: f"B/{n}/D.4.3/11/2026")
    tanggal_surat = SENIN.date()
    konseptor = factory.SubFactory(UserFactory)
    dibuat_pada = SENIN


def kunci_kedua(user: User, rahasia: str) -> None:
    """Give somebody an authenticator app with this secret, sealed as allauth keeps it."""
    Authenticator.objects.update_or_create(user=user, type="totp", defaults={"data": {"secret": encrypt(rahasia)}})


def logged_in(user: User) -> Client:
    """A client whose session says: password and second factor were given just now."""
    if user.is_petugas:
        kunci = Authenticator(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
        Authenticator.objects.bulk_create([kunci], ignore_conflicts=True)
    at = timezone.now().timestamp()
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            "account_authentication_methods_user": str(user.pk),
            "account_authentication_methods": [
                {"method": "password", "at": at, "email": user.email},
                {"method": "mfa", "at": at, "type": "totp"},
            ],
        }
    )
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


IDENTITAS = vault.Identitas(
    nama="Yohana Kenari Wambrauw",
    surel="yohana.kenari@pelapor.example",
    telepon="0812-7777-0042",
    nomor_identitas="9302014203910007",
)


def data_pengaduan(**changes: Any) -> flow.DataPengaduan:
    """A complete complaint; change what matters."""
    isi: dict[str, Any] = {
        "nama_paket": "Pembangunan Puskesmas Rawat Inap Distrik Mandobo",
        "kode_rup": ("56123407",),
        "kode_tender": "10102858000",
        "instansi": InstansiFactory(nama="Pemerintah Kabupaten Boven Digoel"),
        "kategori": "konstruksi",
        "tahun_anggaran": 2026,
        "lokasi": "Distrik Mandobo",
        "hps": 8_312_775_000,
        "jenis_pelanggaran": JenisPelanggaran.SEKONGKOL,
        "uraian": "Syarat alat berat ditambahkan dua hari sebelum batas penawaran, sehingga hanya satu yang lolos.",
        "waktu_kejadian": "3 Agustus 2026",
        "sumber_lain": "Pengumuman adendum di SPSE",
        "teradu": (("pokja", "Pokja 3"), ("penyedia", "PT Contoh Jaya")),
    }
    return flow.DataPengaduan(**(isi | changes))


def ajukan(
    *, tingkat: str = TingkatIdentitas.RAHASIA, now: datetime = SENIN, token: str = "", **changes: Any
) -> Pengaduan:
    """Somebody complains."""
    return flow.ajukan(
        data=data_pengaduan(**changes),
        tingkat=tingkat,
        identitas=IDENTITAS,
        jalur=Jalur.EPENGADUAN,
        versi_pemberitahuan="1",
        token=token or new_token(),
        jumlah_bukti=1,
        now=now,
    )


def aktifkan(instansi: Instansi) -> Inspektorat:
    """An inspectorate with officers on the portal."""
    inspektorat, _ = Inspektorat.objects.get_or_create(
        instansi=instansi, defaults={"nama": f"Inspektorat {instansi.nama}", "jenis_instansi": instansi.jenis}
    )
    Inspektorat.objects.filter(pk=inspektorat.pk).update(status=Inspektorat.Status.AKTIF)
    inspektorat.refresh_from_db()
    return inspektorat


MAIN = (
    Status.TERKIRIM,
    Status.VERIFIKASI,
    Status.TELAAH,
    Status.SIAP_ESKALASI,
    Status.DIESKALASI,
    Status.DITERIMA_APIP,
    Status.TINDAK_LANJUT_APIP,
    Status.HASIL_DILAPORKAN,
    Status.REVIU_HASIL,
    Status.SELESAI,
    Status.DITUTUP,
)
BRANCH = {
    Status.PERLU_DILENGKAPI: Status.VERIFIKASI,
    Status.TIDAK_DAPAT: Status.VERIFIKASI,
    Status.BUKAN_KEWENANGAN: Status.VERIFIKASI,
    Status.DIGABUNG: Status.VERIFIKASI,
    Status.PERLU_KLARIFIKASI: Status.TINDAK_LANJUT_APIP,
}


def bawa_ke(status: str, orang: dict[str, User], **changes: Any) -> Pengaduan:
    """A complaint that has lived up to `status`, through the flow functions and in the right hands."""
    p = ajukan(**changes)
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    now = SENIN + timedelta(hours=1)
    if p.instansi:
        aktifkan(p.instansi)
    steps = _life(p, by, orang, now)
    for here in MAIN[: MAIN.index(BRANCH.get(Status(status), Status(status)))]:
        steps[here]()
    if status in BRANCH:
        _branch(p, status, by, now)
    p.refresh_from_db()
    assert p.status == status, f"{p.status} != {status}"
    return p


def _usulkan_dan_setujui(p: Pengaduan, langkah: str, by: dict[str, Actor], pengusul: str, now: datetime) -> None:
    alasan = "tanpa_bukti" if langkah == Usulan.Langkah.TOLAK else ""
    usulan = flow_usulan.usulkan(
        pengaduan=p, langkah=langkah, alasan=alasan, isi="Alasannya ditulis di sini.", by=by[pengusul], now=now
    )
    flow_usulan.setujui(usulan=usulan, by=by["pejabat_dpph"], now=now)


def _telaah(p: Pengaduan, by: dict[str, Actor], now: datetime) -> None:
    p.periksa.update(terpenuhi=True)
    flow.telaah(
        pengaduan=p, jenis_pelanggaran=JenisPelanggaran.SEKONGKOL, instansi=p.instansi, by=by["verifikator"], now=now
    )


def _siapkan(p: Pengaduan, by: dict[str, Actor], now: datetime) -> None:
    flow.ambil(pengaduan=p, by=by["penelaah"], now=now)
    _usulkan_dan_setujui(p, Usulan.Langkah.SIAPKAN, by, "penelaah", now)


def laporkan(p: Pengaduan, by: Actor, now: datetime) -> None:
    """The inspectorate reports a result."""
    flow_apip.laporkan_hasil(
        pengaduan=p,
        kesimpulan="terbukti",
        nomor_lhp="700/12/LHP/2026",
        tanggal_lhp=now.date(),
        rekomendasi="Evaluasi ulang syarat alat berat.",
        ringkasan="Syarat alat berat terbukti mengarah ke satu penyedia.",
        berkas=None,
        by=by,
        now=now,
    )


def _life(p: Pengaduan, by: dict[str, Actor], orang: dict[str, User], now: datetime) -> dict[str, Any]:
    """From each status of the main road, how it goes on."""
    return {
        Status.TERKIRIM: lambda: flow.ambil(pengaduan=p, by=by["verifikator"], now=now),
        Status.VERIFIKASI: lambda: _telaah(p, by, now),
        Status.TELAAH: lambda: _siapkan(p, by, now),
        Status.SIAP_ESKALASI: lambda: flow.eskalasi(pengaduan=p, by=by["pejabat_dpph"], now=now),
        Status.DIESKALASI: lambda: flow_apip.terima_apip(pengaduan=p, by=by["admin_apip"], now=now),
        Status.DITERIMA_APIP: lambda: flow_apip.tugaskan_apip(
            pengaduan=p, auditor=orang["auditor_apip"], nomor_surat_tugas="ST/7/2026", by=by["admin_apip"], now=now
        ),
        Status.TINDAK_LANJUT_APIP: lambda: laporkan(p, by["admin_apip"], now),
        Status.HASIL_DILAPORKAN: lambda: flow.reviu(pengaduan=p, by=by["penelaah"], now=now),
        Status.REVIU_HASIL: lambda: flow.selesaikan(
            pengaduan=p, ringkasan="Syarat lelang akan dievaluasi ulang.", by=by["pejabat_dpph"], now=now
        ),
        Status.SELESAI: lambda: flow.tutup(pengaduan=p, by=SYSTEM, now=now),
    }


def _branch(p: Pengaduan, status: str, by: dict[str, Actor], now: datetime) -> None:
    """Off the main road."""
    if status == Status.PERLU_DILENGKAPI:
        flow.minta_lengkapi(
            pengaduan=p, kurang=["kapan"], pesan="Kapan adendum diumumkan?", by=by["verifikator"], now=now
        )
    elif status == Status.TIDAK_DAPAT:
        _usulkan_dan_setujui(p, Usulan.Langkah.TOLAK, by, "verifikator", now)
    elif status == Status.BUKAN_KEWENANGAN:
        flow.alihkan(pengaduan=p, lembaga="kpk", pesan="Ini wewenang KPK.", by=by["verifikator"], now=now)
    elif status == Status.DIGABUNG:
        flow.gabungkan(pengaduan=p, induk=ajukan(), by=by["verifikator"], now=now)
    else:
        flow_apip.minta_klarifikasi(
            pengaduan=p, pertanyaan="Apakah LKPP punya dokumen adendum?", by=by["admin_apip"], now=now
        )
