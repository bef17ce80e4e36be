"""Step six: everything at a glance, how complete it is, what gives the writer away; then send, once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from akun import terbuka
from akun.templatetags.rupa import rupiah
from pengaduan import draf, kelengkapan, keterbukaan
from pengaduan.flow import DataPengaduan
from pengaduan.forms import kiriman
from pengaduan.forms.kejadian import AWALAN
from pengaduan.forms.kiriman import Lembar
from pengaduan.forms.langkah import FormTinjau
from pengaduan.models import DrafPengaduan
from pengaduan.pilihan import Butir, JenisPelanggaran, KategoriPengadaan, PeranTeradu, TingkatIdentitas
from pengaduan.vault import Identitas
from pengaduan.views import pengadu_bukti
from pengaduan.views.pengadu_draf import LANGKAH, dengan_draf, simpan, tampilkan, url_langkah

# item of the checklist -> (step and field where it is filled in, what to say while it is missing)
TAMBAH: dict[Butir, tuple[str, str, Promise]] = {
    Butir.APA: ("kejadian", "id_jenis_pelanggaran", gettext_lazy("Pelanggaran yang mana belum dipilih.")),
    Butir.SIAPA: ("kejadian", AWALAN, gettext_lazy("Belum ada yang dilaporkan: siapa, atau apa perannya.")),
    Butir.DI_MANA: ("paket", "id_wilayah", gettext_lazy("Tempat pekerjaannya belum ada.")),
    Butir.KAPAN: ("kejadian", "id_waktu_kejadian", gettext_lazy("Kapan kejadiannya belum jelas; perkiraan pun cukup.")),
    Butir.BAGAIMANA: ("kejadian", "id_uraian", gettext_lazy("Ceritanya masih terlalu singkat untuk dipahami.")),
    Butir.PAKET: ("paket", "id_nama_paket", gettext_lazy("Nama paket belum ada.")),
    Butir.KODE: ("paket", "id_kode_rup", gettext_lazy("Kode RUP atau kode tender belum ada.")),
    Butir.INSTANSI: ("paket", "id_instansi", gettext_lazy("Instansi pemilik paket belum ada.")),
    Butir.KATEGORI: ("paket", "id_kategori", gettext_lazy("Kategori atau tahun anggaran belum ada.")),
    Butir.SUMBER: ("bukti", "id_sumber_lain", gettext_lazy("Belum ada bukti atau sumber informasi lain.")),
}
TEMPAT = {
    "nama_paket": gettext_lazy("nama paket"),
    "lokasi": gettext_lazy("lokasi"),
    "uraian": gettext_lazy("uraian"),
    "waktu_kejadian": gettext_lazy("waktu kejadian"),
    "teradu": gettext_lazy("daftar yang dilaporkan"),
    "sumber_lain": gettext_lazy("sumber informasi lain"),
    "catatan": gettext_lazy("catatan berkas"),
}
LANGKAH_TEMPAT = {"nama_paket": "paket", "lokasi": "paket", "sumber_lain": "bukti", "catatan": "bukti"}


@dengan_draf
@require_http_methods(["GET", "POST"])
def halaman(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Show the whole complaint; a POST sends it."""
    now = timezone.now()
    form = FormTinjau(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if "nanti" in request.POST:
            simpan(row, "tinjau", {})
            return redirect("pengaduan:nanti")
        if request.session.session_key is None:  # the answer would be lost with a second click: first a session
            messages.warning(request, _("Draf sempat tertutup dan kini terbuka lagi. Tekan Kirim sekali lagi."))
            return redirect(url_langkah("tinjau"))
        if form.is_valid():
            try:
                pengaduan = draf.kirim(
                    draf=row, siapkan=lambda i, n: kiriman.siapkan(i, jumlah_bukti=n, now=now), now=now
                )
            except ValidationError as sebab:
                form.add_error(None, sebab.messages[0])
            else:
                terbuka.ingat(request.session, pengaduan.nomor, now=now)
                return redirect("pengaduan:terkirim")
    isi, berkas = draf.isi(row), pengadu_bukti.daftar(row.bukti.select_related("berkas"))
    semua = kiriman.lembar(isi, jumlah_bukti=len(berkas), now=now)
    return tampilkan(
        request,
        row,
        isi,
        "tinjau",
        status=422 if form.is_bound else 200,
        form=form,
        berkas=berkas,
        ditolak=pengadu_bukti.ditolak(isi.get("bukti", {})),
        **_isi(semua, berkas),
    )


def _isi(semua: Lembar, berkas: list[dict[str, Any]]) -> dict[str, Any]:
    """What the review shows of the filled-in forms."""
    belum = semua.belum()
    data, siapa = semua.data(), semua.identitas_pengadu()
    unsur = kelengkapan.periksa(data, jumlah_bukti=len(berkas))
    kurang = [TAMBAH[u.butir] for u in unsur if not u.ada]
    tingkat = semua.identitas.cleaned_data.get("tingkat", "")
    return {
        "belum": [{"teks": LANGKAH[n], "url": f"{url_langkah(n)}?periksa=1", "galat": _galat(semua, n)} for n in belum],
        "nilai": len(unsur) - len(kurang),
        "dari": len(unsur),
        "kurang": [{"teks": teks, "url": f"{url_langkah(n)}#{id_}", "tautan": _("Tambah")} for n, id_, teks in kurang],
        "tingkat": tingkat,
        "tingkat_label": TingkatIdentitas(tingkat).label if tingkat else "",
        "petunjuk": _petunjuk(data, siapa, berkas),
        "berpribadi": [b for b in berkas if b["temuan"]],
        "menunggu_periksa": any(b["menunggu"] for b in berkas),
        "peringatan": semua.paket.peringatan() if "paket" not in belum else [],
        "ringkas": {"identitas": _identitas(tingkat, siapa), "paket": _paket(data), "kejadian": _kejadian(data)},
        "sumber_lain": data.sumber_lain,
        "tanpa_bukti": data.tidak_tahu.get("bukti", ""),
        "url": {nama: url_langkah(nama) for nama in LANGKAH},
    }


def _galat(semua: Lembar, nama: str) -> int:
    """How many fields of a step have to be mended."""
    return sum(_jumlah(f) for f in semua.per_langkah()[nama])


def _jumlah(form: "BaseForm | BaseFormSet[Any]") -> int:
    if isinstance(form, BaseFormSet):
        return sum(len(f.errors) for f in form.forms)
    return len(form.errors)


def _petunjuk(data: DataPengaduan, siapa: Identitas, berkas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What in the texts points to the writer, with the words around it and the way to change it."""
    teks = {
        "nama_paket": data.nama_paket,
        "lokasi": data.lokasi,
        "uraian": data.uraian,
        "waktu_kejadian": data.waktu_kejadian,
        "teradu": "\n".join(nama for _peran, nama in data.teradu),
        "sumber_lain": data.sumber_lain,
        "catatan": "\n".join(b["catatan"] for b in berkas),
    }
    return [
        {
            "apa": t.petunjuk.label,
            "tempat": TEMPAT[t.tempat],
            "temuan": t,
            "url": url_langkah(LANGKAH_TEMPAT.get(t.tempat, "kejadian")),
        }
        for t in keterbukaan.periksa(teks, nama=siapa.nama)
    ]


def _baris(langkah: str, *butir: tuple[Any, Any, str]) -> list[dict[str, Any]]:
    """Rows of a summary card: (name, value, field to jump to)."""
    url = url_langkah(langkah)
    return [
        {"nama": nama, "nilai": nilai, "ubah_url": f"{url}#id_{isian}", "perlu": not nilai}
        for nama, nilai, isian in butir
    ]


def _identitas(tingkat: str, siapa: Identitas) -> list[dict[str, Any]]:
    if not tingkat or tingkat == TingkatIdentitas.ANONIM:
        return _baris("identitas", (_("Tingkat"), TingkatIdentitas(tingkat).label if tingkat else "", "tingkat_0"))
    rows = _baris(
        "identitas",
        (_("Tingkat"), TingkatIdentitas(tingkat).label, "tingkat_0"),
        (_("Nama"), siapa.nama, "nama"),
        (_("E-mail"), siapa.surel or _("Tidak ada; kabar hanya di halaman lacak"), "surel"),
        (_("Telepon"), siapa.telepon or _("Tidak ada"), "telepon"),
    )
    return rows + (_baris("identitas", (_("NIK"), siapa.nomor_identitas, "nik")) if siapa.nomor_identitas else [])


def _paket(data: DataPengaduan) -> list[dict[str, Any]]:
    def atau(nama: str, nilai: Any) -> Any:
        alasan = data.tidak_tahu.get(nama)
        return nilai or (_("Tidak tahu: %(alasan)s") % {"alasan": alasan} if alasan else "")

    kategori = KategoriPengadaan(data.kategori).label if data.kategori else ""
    instansi = data.instansi.nama if data.instansi else data.instansi_teks
    tempat = "\n".join(filter(None, [data.wilayah.nama if data.wilayah else "", data.lokasi]))
    return _baris(
        "paket",
        (_("Nama paket"), atau("nama_paket", data.nama_paket), "nama_paket"),
        (_("Kode RUP"), atau("kode_rup", "; ".join(data.kode_rup)), "kode_rup"),
        (_("Kode tender"), atau("kode_tender", data.kode_tender) or _("Tidak diisi"), "kode_tender"),
        (_("Instansi"), atau("instansi", instansi), "instansi"),
        (_("Kategori"), kategori, "kategori_0"),
        (_("Tahun anggaran"), atau("tahun_anggaran", data.tahun_anggaran), "tahun_anggaran"),
        (_("Lokasi"), atau("wilayah", tempat), "wilayah"),
        (_("Pagu atau HPS"), rupiah(data.hps) if data.hps is not None else _("Tidak diisi"), "hps"),
    )


def _kejadian(data: DataPengaduan) -> list[dict[str, Any]]:
    orang = [": ".join(filter(None, [str(PeranTeradu(p).label), nama])) for p, nama in data.teradu]
    jenis = JenisPelanggaran(data.jenis_pelanggaran).label if data.jenis_pelanggaran else ""
    rows = _baris(
        "kejadian",
        (_("Uraian"), data.uraian, "uraian"),
        (_("Waktu"), data.waktu_kejadian, "waktu_kejadian"),
        (_("Yang dilaporkan"), orang, "teradu-0-peran"),
        (_("Jenis pelanggaran"), jenis, "jenis_pelanggaran_0"),
    )
    rows[2] |= {"daftar": orang, "nilai": ""} if orang else {}
    return rows
