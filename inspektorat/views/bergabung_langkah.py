"""LKPP's steps with a membership, in the order of its life."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.decision import Decision
from akun.door import ActorRequest, for_roles
from akun.langkah import HalamanLangkah
from inspektorat import flow_keanggotaan as flow
from inspektorat import flow_petugas, permissions, petugas, status
from inspektorat.flow_keanggotaan import DataDasar
from inspektorat.forms import AlasanForm, PerbaikanForm
from inspektorat.forms_langkah import BerpetugasForm, GantiForm, sebutan
from inspektorat.models import PEMBACA
from inspektorat.petugas import DataPetugas
from inspektorat.status import Status
from inspektorat.unggahan import terima_pdf
from inspektorat.views.bergabung import dasar_dari
from inspektorat.views.bergabung_lembar import Lembar, lembar_page
from inspektorat.views.perjalanan import tanda


class LangkahKeanggotaan(HalamanLangkah[Lembar]):
    """One step of a membership, for those who read memberships; who may take it is asked by the permission."""

    dari: ClassVar[tuple[str, ...]] = ()
    templat = "inspektorat/bergabung/langkah.html"

    def buka(self, request: ActorRequest) -> Lembar:
        """The membership of this number."""
        return Lembar.buka(self.kwargs["nomor"], request.actor, timezone.now())

    def pada(self, lembar: Lembar) -> bool:
        """It is where this step may be thought of at all."""
        return lembar.keanggotaan.status in self.dari

    def di_luar(self, lembar: Lembar) -> str:
        """Where it stands instead."""
        kini = tanda(lembar.keanggotaan.status)["kata"]
        return _("Langkah ini tidak tersedia pada status keanggotaan saat ini: %(status)s.") % {"status": kini}

    def may(self, lembar: Lembar) -> Decision:
        """Those who answer for memberships."""
        return permissions.may_kelola(lembar.actor)

    def sesudah(self, request: ActorRequest, lembar: Lembar) -> str:
        """Back to the membership."""
        return lembar.url()

    def bingkai(self, request: ActorRequest, lembar: Lembar) -> dict[str, Any]:
        """The membership, in short."""
        row = lembar.keanggotaan
        return {
            "keanggotaan": row,
            "inspektorat": row.inspektorat,
            "tanda": tanda(row.status),
            "lembar_url": lembar.url(),
        }

    @classmethod
    def door(cls) -> Any:
        """The view function with its door."""
        return for_roles(*sorted(PEMBACA))(cls.as_view())


class Periksa(LangkahKeanggotaan):
    """LKPP begins to check."""

    nama, judul, dari = "periksa", gettext_lazy("Mulai periksa"), status.PERIKSA.from_
    akibat = (gettext_lazy("Pemohon melihat bahwa permohonannya sedang diperiksa."),)
    tombol, sukses = gettext_lazy("Mulai periksa"), gettext_lazy("Permohonan sedang diperiksa.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Begin."""
        flow.periksa(keanggotaan=lembar.keanggotaan, by=lembar.actor, now=lembar.now)


class Setujui(LangkahKeanggotaan):
    """Letter and officers are right."""

    nama, judul, dari = "setujui", gettext_lazy("Setujui permohonan"), status.SETUJUI.from_
    akibat = (
        gettext_lazy("Dasar surat sah, dan setiap petugas benar bekerja di inspektorat ini."),
        gettext_lazy("Sesudah ini petugasnya dapat diundang."),
    )
    tombol, sukses = gettext_lazy("Setujui"), gettext_lazy("Permohonan disetujui. Undang petugasnya.")

    def kurang(self, lembar: Lembar) -> str:
        """A letter whose file has passed, addresses that are free."""
        return flow.kurang_setujui(lembar.keanggotaan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Approve."""
        flow.setujui(keanggotaan=lembar.keanggotaan, by=lembar.actor, now=lembar.now)


class MintaPerbaikan(LangkahKeanggotaan):
    """Something has to be mended."""

    nama, judul, dari = "minta_perbaikan", gettext_lazy("Minta perbaikan"), status.MINTA_PERBAIKAN.from_
    akibat = (
        gettext_lazy("Pemohon membaca permintaan ini di halaman Cek Progres dan memperbaiki di sana."),
        gettext_lazy("Hitungan waktu pemeriksaan berhenti sampai ia memperbaiki."),
    )
    tombol, sukses = gettext_lazy("Kirim permintaan"), gettext_lazy("Permintaan sudah dikirim kepada pemohon.")
    form_class = PerbaikanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Ask."""
        row = lembar.keanggotaan
        flow.minta_perbaikan(keanggotaan=row, catatan=data["catatan"], by=lembar.actor, now=lembar.now)


class CatatPerbaikan(LangkahKeanggotaan):
    """LKPP enters what the inspectorate has sent."""

    nama, judul, dari = "catat_perbaikan", gettext_lazy("Catat perbaikan"), status.PERBAIKI.from_
    akibat = (
        gettext_lazy("Untuk perbaikan yang datang dengan surat atau e-mail. Daftar petugas di bawah menggantikan."),
    )
    tombol, sukses = gettext_lazy("Simpan perbaikan"), gettext_lazy("Perbaikan sudah dicatat.")
    form_class = BerpetugasForm

    def may(self, lembar: Lembar) -> Decision:
        """LKPP in the applicant's stead."""
        return permissions.may_perbaiki(lembar.actor, lembar.keanggotaan)

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The officers as they are."""
        return {"awal": tuple(DataPetugas(c.nama, c.surel, c.peran) for c in lembar.calon)}

    @transaction.atomic
    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Mend."""
        dasar = dasar_dari(data, terima_pdf(data.get("berkas"), lembar.now))
        row, semua = lembar.keanggotaan, data["petugas"]
        flow.perbaiki(keanggotaan=row, semua=semua, dasar=dasar, by=lembar.actor, now=lembar.now)


class Tolak(LangkahKeanggotaan):
    """The application ends."""

    nama, judul, dari = "tolak", gettext_lazy("Tolak permohonan"), status.TOLAK.from_
    akibat = (gettext_lazy("Permohonan berakhir. Inspektorat boleh mengajukan lagi."),)
    tombol, sukses, bahaya = gettext_lazy("Tolak"), gettext_lazy("Permohonan ditolak."), True
    form_class = AlasanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Refuse."""
        flow.tolak(keanggotaan=lembar.keanggotaan, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Undang(LangkahKeanggotaan):
    """Everybody without an account gets a link."""

    nama, judul = "undang", gettext_lazy("Undang petugas")
    dari = (Status.DISETUJUI, *status.BERAKUN)
    akibat = (
        gettext_lazy("Setiap petugas yang belum berakun menerima tautan di e-mail dinasnya."),
        gettext_lazy("Tautan berlaku terbatas dan sekali pakai. Tautan yang pernah dikirim tidak berlaku lagi."),
    )
    tombol, sukses = gettext_lazy("Kirim undangan"), gettext_lazy("Undangan sedang dikirim.")

    def kurang(self, lembar: Lembar) -> str:
        """Somebody to invite, at an address that is free."""
        belum = [c for c in lembar.calon if c.user_id is None]
        return flow_petugas.kurang_undang(lembar.keanggotaan, belum)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Invite."""
        flow_petugas.undang(keanggotaan=lembar.keanggotaan, by=lembar.actor, now=lembar.now)


class Aktifkan(LangkahKeanggotaan):
    """The inbox opens."""

    nama, judul, dari = "aktifkan", gettext_lazy("Aktifkan inspektorat"), status.AKTIFKAN.from_
    akibat = (
        gettext_lazy("Kotak masuk inspektorat terbuka: pengaduan berikutnya diteruskan lewat portal."),
        gettext_lazy("Kasus yang sudah diteruskan dengan surat dan masih berjalan juga masuk ke kotak masuknya."),
    )
    tombol, sukses = gettext_lazy("Aktifkan"), gettext_lazy("Inspektorat aktif. Kotak masuknya terbuka.")

    def kurang(self, lembar: Lembar) -> str:
        """An admin who can work."""
        return flow.kurang_aktif(lembar.keanggotaan)

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Activate."""
        flow.aktifkan(keanggotaan=lembar.keanggotaan, by=lembar.actor, now=lembar.now)


class Pulihkan(Aktifkan):
    """A suspended inspectorate comes back."""

    nama, judul, dari = "pulihkan", gettext_lazy("Pulihkan keanggotaan"), status.PULIHKAN.from_
    tombol, sukses = gettext_lazy("Pulihkan"), gettext_lazy("Keanggotaan dipulihkan. Kotak masuknya terbuka.")

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Restore."""
        flow.pulihkan(keanggotaan=lembar.keanggotaan, by=lembar.actor, now=lembar.now)


class GantiPetugas(LangkahKeanggotaan):
    """A new letter names other officers."""

    nama, judul, dari = "ganti_petugas", gettext_lazy("Ganti petugas"), status.BERAKUN
    akibat = (
        gettext_lazy("Perlu surat baru dari inspektoratnya. Petugas yang baru langsung menerima undangan."),
        gettext_lazy("Bila tidak ada lagi Admin APIP yang siap, kotak masuk menunggu sampai yang baru siap."),
    )
    tombol, sukses = gettext_lazy("Ganti petugas"), gettext_lazy("Petugas diganti.")
    form_class = GantiForm

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """Those with an account, and those who were only invited."""
        pilihan = [(f"u{u.pk}", sebutan(u.nama, u.email, u.peran)) for u in lembar.berakun]
        pilihan += [(f"c{c.pk}", sebutan(c.nama, c.surel, c.peran)) for c in lembar.calon if c.user_id is None]
        return {"pilihan": pilihan}

    @transaction.atomic
    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Replace."""
        pergi = set(data.get("keluar", ()))
        flow_petugas.ganti_petugas(
            keanggotaan=lembar.keanggotaan,
            dasar=DataDasar(data["nomor_surat"], data["tanggal_teks"], terima_pdf(data.get("berkas"), lembar.now)),
            keluar=[u for u in petugas.berakun(lembar.keanggotaan.inspektorat) if f"u{u.pk}" in pergi],
            batal=[c for c in lembar.calon if f"c{c.pk}" in pergi],
            masuk=data["petugas"],
            by=lembar.actor,
            now=lembar.now,
        )


class Tangguhkan(LangkahKeanggotaan):
    """No new cases through the inbox."""

    nama, judul, dari = "tangguhkan", gettext_lazy("Tangguhkan keanggotaan"), status.TANGGUHKAN.from_
    akibat = (
        gettext_lazy("Pengaduan baru diteruskan dengan surat."),
        gettext_lazy("Petugasnya tetap dapat mengerjakan kasus yang sudah ada. Masuk saja tidak memulihkan."),
    )
    tombol, sukses, bahaya = gettext_lazy("Tangguhkan"), gettext_lazy("Keanggotaan ditangguhkan."), True
    form_class = AlasanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """Suspend."""
        flow.tangguhkan(keanggotaan=lembar.keanggotaan, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


class Nonaktifkan(LangkahKeanggotaan):
    """The membership ends."""

    nama, judul, dari = "nonaktifkan", gettext_lazy("Nonaktifkan keanggotaan"), status.NONAKTIFKAN.from_
    akibat = (
        gettext_lazy("Kotak masuk ditutup, semua akun petugasnya ditutup, dan sesinya diakhiri."),
        gettext_lazy("Keanggotaan ini tidak dapat dibuka lagi. Inspektorat boleh mengajukan permohonan baru."),
    )
    tombol, sukses, bahaya = gettext_lazy("Nonaktifkan"), gettext_lazy("Keanggotaan berakhir."), True
    form_class = AlasanForm

    def jalankan(self, lembar: Lembar, data: dict[str, Any]) -> None:
        """End it."""
        flow.nonaktifkan(keanggotaan=lembar.keanggotaan, alasan=data["alasan"], by=lembar.actor, now=lembar.now)


LANGKAH: tuple[type[LangkahKeanggotaan], ...] = (
    Periksa,
    Setujui,
    MintaPerbaikan,
    CatatPerbaikan,
    Aktifkan,
    Pulihkan,
    Undang,
    GantiPetugas,
    Tolak,
    Tangguhkan,
    Nonaktifkan,
)


@for_roles(*sorted(PEMBACA))
@require_GET
def keanggotaan(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one membership."""
    return lembar_page(request, nomor, LANGKAH)
