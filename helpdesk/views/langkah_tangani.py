"""Steps of everyday work on a ticket: who holds it, what is written to whom."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun.door import ActorRequest
from akun.models import User
from helpdesk import balasan_siap, flow, permissions, status
from helpdesk.forms import meja as formulir
from helpdesk.models import Tiket
from helpdesk.status import TERBUKA, Status
from helpdesk.views.langkah_tiket import LangkahTiket
from helpdesk.views.lembar import Lembar


class Ambil(LangkahTiket):
    """Take a ticket that one does not hold."""

    nama, judul, ikon = "ambil", _("Ambil tiket ini"), "orang"
    akibat = (_("Tiket ini masuk ke tangan Anda, dan nama Anda tercatat di linimasa."),)
    tombol, sukses = _("Ambil"), _("Tiket ini sekarang di tangan Anda.")
    izin, flow = permissions.may_tangani, flow.ambil

    def pada(self, lembar: Lembar) -> bool:
        """Somebody has to work on it, and it is not the reader's yet."""
        return lembar.tiket.status in TERBUKA and not lembar.di_tangan_saya


class Tangani(LangkahTiket):
    """Begin with a ticket that one was given."""

    nama, judul, dari = "tangani", _("Mulai menangani"), status.TANGANI.from_
    akibat = (_("Status tiket menjadi Penanganan. Pelapor membaca “Sedang ditangani”."),)
    tombol, sukses = _("Mulai menangani"), _("Tiket sedang Anda tangani.")
    izin, flow = permissions.may_tangani, flow.ambil

    def pada(self, lembar: Lembar) -> bool:
        """It is the reader's, and not begun."""
        return super().pada(lembar) and lembar.di_tangan_saya

    def kurang(self, lembar: Lembar) -> str:
        """An incident has its class first."""
        return perlu_kelas(lembar)


def perlu_kelas(lembar: Lembar) -> str:
    """What is lacking while nobody has classified an incident."""
    if lembar.tiket.perlu_klasifikasi:
        return gettext("Gangguan ini belum diklasifikasi. Tetapkan dahulu prioritasnya.")
    return ""


class Serahkan(LangkahTiket):
    """Give a ticket to another officer of the desk."""

    nama, judul, ikon, dari = "serahkan", _("Serahkan ke petugas lain"), "teruskan", TERBUKA
    akibat = (_("Petugas yang Anda pilih memegang tiket ini. Angka di samping nama: tiket terbuka di tangannya."),)
    tombol, sukses = _("Serahkan"), _("Tiket sudah diserahkan.")
    form_class = formulir.PilihOrangForm
    izin, flow = permissions.may_tangani, flow.serahkan

    def kurang(self, lembar: Lembar) -> str:
        """There is somebody else."""
        return "" if self._orang(lembar) else gettext("Tidak ada petugas lain di meja ini.")

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """The other officers, whoever has least to do first."""
        return {"orang": [(o.pk, f"{o.nama} ({n})") for o, n in self._orang(lembar)]}

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """The person."""
        return {"kepada": next(o for o, _n in self._orang(lembar) if o.pk == data["kepada"])}

    def _orang(self, lembar: Lembar) -> list[tuple[User, int]]:
        """The other officers of the desk at which the ticket lies, with their open tickets."""
        rows = lembar.meja_kini.petugas().exclude(pk=lembar.tiket.pemegang_id or 0)
        terbuka = Tiket.objects.terbuka().filter(pemegang__in=rows).order_by()
        jumlah = dict(terbuka.values_list("pemegang").annotate(Count("pk")))
        return sorted(((o, jumlah.get(o.pk, 0)) for o in rows), key=lambda satu: (satu[1], satu[0].pk))


class Balas(LangkahTiket):
    """Write to the reporter; an answer kept ready is put into the text, where it can still be changed."""

    nama, judul, dari = "balas", _("Balas pelapor"), (*TERBUKA, Status.PENYELESAIAN, Status.DIKONFIRMASI)
    akibat = (_("Pelapor menerima balasan Anda lewat e-mail, atau membacanya dengan nomor dan tokennya."),)
    tombol, sukses = _("Kirim balasan"), _("Balasan sudah dikirim ke pelapor.")
    form_class, unggah = formulir.BalasForm, True
    templat = "helpdesk/meja/balas.html"
    izin, flow = permissions.may_tulis, flow.balas

    def isian(self, lembar: Lembar) -> dict[str, Any]:
        """What is kept ready at the desk."""
        return {"siap": [(j.pk, j.judul) for j in balasan_siap.pilihan(lembar.meja_kini)]}

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """The text and the files."""
        return {"isi": data["isi"], "berkas": data["berkas"]}

    def post(self, request: ActorRequest, **kunci: Any) -> HttpResponse:
        """Put an answer into the text, or send."""
        lembar = self.buka(request)
        if "pakai" not in request.POST or self.halangan(lembar):
            return super().post(request, **kunci)
        ketik, pilih = request.POST.get("isi", ""), request.POST.get("siap", "")
        siap = next((j for j in balasan_siap.pilihan(lembar.meja_kini) if str(j.pk) == pilih), None)
        isi = balasan_siap.isi(siap, lembar.tiket, lembar.actor) if siap else ""
        awal = {"isi": "\n\n".join(filter(None, (ketik.strip(), isi))), "siap": pilih}
        return self.tampil(request, lembar, formulir.BalasForm(initial=awal, **self.isian(lembar)))


class Catatan(LangkahTiket):
    """Write an internal note."""

    nama, judul = "catatan", _("Tulis catatan internal")
    akibat = (_("Catatan hanya dibaca petugas; pelapor tidak melihatnya."),)
    tombol, sukses = _("Simpan catatan"), _("Catatan sudah disimpan.")
    form_class, unggah = formulir.CatatanForm, True
    izin, flow = permissions.may_tulis, flow.balas

    def pada(self, lembar: Lembar) -> bool:
        """At any time."""
        return True

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """Among officers."""
        return data | {"hanya_petugas": True}


class Tanya(LangkahTiket):
    """Ask the reporter; the clock stands still until he answers."""

    nama, judul, ikon = "tanya", _("Tanya pelapor"), "jeda"
    dari = status.TANYA.from_
    akibat = (
        _("Pelapor menerima pertanyaan Anda. Tiket menunggu jawabannya."),
        _("Jam penanganan berhenti selama itu, dan berjalan lagi ketika pelapor menjawab."),
    )
    tombol, sukses = _("Kirim pertanyaan"), _("Pertanyaan sudah dikirim ke pelapor.")
    form_class = formulir.TanyaForm
    izin, flow = permissions.may_tangani, flow.tanya


class TandaiPending(LangkahTiket):
    """Put a question that cannot be answered yet on the pending list."""

    nama, judul, ikon = "pending", _("Masukkan ke daftar belum terjawab"), "jam"
    dari = TERBUKA
    akibat = (
        _("Tiket masuk ke daftar yang belum terjawab, dan pelapor diberi tahu."),
        _("Jawabannya nanti dapat dijadikan tanya jawab."),
    )
    tombol = _("Masukkan ke daftar belum terjawab")
    sukses = _("Tiket masuk daftar belum terjawab dan pelapor diberi tahu.")
    izin, flow = permissions.may_tulis, flow.tandai_pending

    def pada(self, lembar: Lembar) -> bool:
        """It is not there yet."""
        return super().pada(lembar) and not lembar.tiket.pending


class CabutPending(LangkahTiket):
    """Take a ticket off the pending list."""

    nama, judul, ikon, dari = "cabut_pending", _("Keluarkan dari daftar belum terjawab"), "jam", TERBUKA
    akibat = (_("Tiket tetap terbuka, tetapi tidak lagi di daftar yang belum terjawab."),)
    tombol, sukses = _("Keluarkan"), _("Tiket sudah keluar dari daftar belum terjawab.")
    izin, flow = permissions.may_tulis, flow.tandai_pending

    def pada(self, lembar: Lembar) -> bool:
        """It is there."""
        return super().pada(lembar) and lembar.tiket.pending

    def isi_flow(self, lembar: Lembar, data: dict[str, Any]) -> dict[str, Any]:
        """Off."""
        return {"pending": False}
