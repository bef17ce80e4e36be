"""Make the secrets that docker-compose.yml mounts, each in a file of its own in deploy/rahasia/. Never overwrites.

Run once with the environment of the portal: `.venv/bin/python deploy/buat_rahasia.py smtp://...`.
"""

import secrets
import sys
from pathlib import Path

from lkpp_portal.secret_files import APPLICATION, MAKERS, write

FOLDER = Path(__file__).parent / "rahasia"
DATABASE = "postgres://{role}:{password}@basisdata:5432/portal"
VALKEY = 'requirepass {password}\nsave ""\nappendonly no\nmaxmemory 256mb\nmaxmemory-policy volatile-lru\n'


def values(email_url: str) -> dict[str, str]:
    """Every secret by its file name; the passwords appear in the addresses that use them."""
    owner, web, valkey = (secrets.token_urlsafe(24) for _ in range(3))
    return {
        "sandi_postgres": secrets.token_urlsafe(24),
        "sandi_pemilik": owner,
        "sandi_web": web,
        "valkey_conf": VALKEY.format(password=valkey),
        "database_url": DATABASE.format(role="portal_web", password=web),
        "database_url_pemilik": DATABASE.format(role="portal_pemilik", password=owner),
        "redis_url": f"redis://:{valkey}@valkey:6379/0",
        "email_url": email_url,
        **{name.lower(): MAKERS[name]() for name in APPLICATION},
    }


def main(email_url: str) -> None:
    """Write every secret to a file of its own, or refuse when they are there already."""
    if FOLDER.exists():
        sys.exit(f"{FOLDER} sudah ada; tidak ada yang diubah.")
    FOLDER.mkdir(mode=0o700)
    for name, value in values(email_url).items():
        # Compose mounts the file as it is: every container reads it under a number of its own, so the folder guards it.
        write(FOLDER / name, value).chmod(0o444)
    sys.stdout.write(f"Rahasia dibuat di {FOLDER}. Simpan salinannya terpisah dari cadangan basis data.\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(
            "Pemakaian: deploy/buat_rahasia.py ALAMAT_SMTP, misalnya smtp+tls://pengguna:sandi@surel.contoh.go.id:587"
        )
    main(sys.argv[1])
