"""Names of institutions as different systems write them: "Kab. Bandung", "Bandung (Kota)", "Kemenkeu"."""

import re
import unicodedata

from akun.models import Instansi

SINGKATAN = {"kab": "kabupaten", "prov": "provinsi", "kep": "kepulauan", "kemenko": "kementerian koordinator bidang"}
DAERAH = {Instansi.Jenis.PROVINSI, Instansi.Jenis.KABUPATEN, Instansi.Jenis.KOTA}
PEMISAH_ALIAS = "; "


def bandingkan(nama: str, jenis: str = "") -> str:
    """The form in which two spellings of one name are equal: letters and digits only, abbreviations written out.

    `jenis` (of Instansi.Jenis) supplies the kind that a regional name leaves out: "Aceh" of kind provinsi.
    """
    polos = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode().lower()
    if ibu := re.fullmatch(r"(.+?)\s*\((kota|kab\.?|kabupaten)\)\s*", polos):
        polos = f"{ibu[2]} {ibu[1]}"
    kata = [SINGKATAN.get(k, k) for k in re.findall(r"[a-z0-9]+", polos)]
    if kata[:1] == ["pemerintah"]:
        kata = kata[1:]
    if kata[-1:] == ["ri"]:
        kata = kata[:-1]
    if jenis in DAERAH and kata[:1] != [jenis]:
        kata = [jenis, *kata]
    return "".join(kata).removesuffix("republikindonesia")


def ejaan(instansi: Instansi) -> set[str]:
    """All known spellings of an institution, in the comparable form."""
    nama = [instansi.nama, *filter(None, instansi.alias.split(PEMISAH_ALIAS))]
    return {bandingkan(n, instansi.jenis) for n in nama}


def resmi(nama: str, jenis: str) -> str:
    """The name under which the portal lists an institution: local governments begin with "Pemerintah"."""
    nama = " ".join(nama.split())
    if jenis not in DAERAH or nama.lower().startswith("pemerintah "):
        return nama
    polos = re.sub(r"\s*\((kota|kab\.?|kabupaten)\)$", "", nama, flags=re.IGNORECASE)
    polos = re.sub(r"^(kabupaten|kab\.|kota|provinsi|prov\.)\s+", "", polos, flags=re.IGNORECASE)
    return f"Pemerintah {jenis.capitalize()} {polos}"


def alias_daerah(nama: str, jenis: str) -> str:
    """How SPSE writes the name of a local government: "Kab. Bireuen", "Bandung (Kota)", "Prov. Aceh"."""
    if jenis == Instansi.Jenis.PROVINSI:
        return f"Prov. {nama}"
    if jenis == Instansi.Jenis.KABUPATEN:
        return f"Kab. {nama.removeprefix('Kabupaten ')}"
    return f"{nama.removeprefix('Kota ')} (Kota)"
