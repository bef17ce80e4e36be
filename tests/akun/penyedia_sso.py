"""Run as a program: the portal with SSO LKPP configured, and an OpenID Connect provider on this machine to try it with.

It logs people in, one after the other, and prints what came of each as JSON, with the ways in that the portal offers.
The provider gives a token only for the right PKCE verifier.
"""

import base64
import hashlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TANTANGAN: list[str] = []
PENUKAR: list[bool] = []
SIAPA: dict[str, Any] = {}


class Penyedia(BaseHTTPRequestHandler):
    """Discovery, token and user information; the page where one types a password is not needed here."""

    def jawab(self, isi: dict[str, Any], status: int = 200) -> None:
        teks = json.dumps(isi).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(teks)))
        self.end_headers()
        self.wfile.write(teks)

    def do_GET(self) -> None:
        if self.path.endswith("openid-configuration"):
            titik = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            self.jawab({"issuer": alamat(), **{t: f"{alamat()}/{t}" for t in titik}})
        else:
            self.jawab(SIAPA)

    def do_POST(self) -> None:
        import jwt

        isi = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        sidik = hashlib.sha256(isi["code_verifier"][0].encode()).digest()
        cocok = base64.urlsafe_b64encode(sidik).rstrip(b"=").decode() == TANTANGAN[-1]
        PENUKAR.append(cocok)
        klaim = {"iss": alamat(), "aud": "portal", "iat": int(time.time()), "exp": int(time.time()) + 60, **SIAPA}
        token = {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(klaim, "x" * 32)}
        self.jawab(token if cocok else {"error": "invalid_grant"}, 200 if cocok else 400)

    def log_message(self, *args: Any) -> None:
        pass


def alamat() -> str:
    return f"http://127.0.0.1:{server.server_port}"


def cara() -> list[str]:
    """The ways in besides the password."""
    from allauth.socialaccount.adapter import get_adapter
    from django.test import RequestFactory

    return [satu.id for satu in get_adapter().list_providers(RequestFactory().get("/"))]


def masuk(siapa: dict[str, Any]) -> dict[str, Any]:
    """Press the button, come back from the provider as this person, and see where that leads."""
    from django.test import Client

    SIAPA.clear()
    SIAPA.update(siapa)
    PENUKAR.clear()
    client = Client()
    tombol = client.get("/akun/login/").content.decode()
    pergi = client.post("/akun/oidc/sso-lkpp/login/?process=login")
    tanya = parse_qs(urlsplit(pergi["Location"]).query)
    TANTANGAN.append(tanya["code_challenge"][0])
    kembali = client.get(
        urlsplit(tanya["redirect_uri"][0]).path, {"code": "kode", "state": tanya["state"][0]}, follow=True
    )
    pengguna = kembali.wsgi_request.user
    return {
        "tombol": "SSO LKPP" in tombol,
        "pkce": tanya["code_challenge_method"],
        "cocok": list(PENUKAR),
        "ke": kembali.redirect_chain[-1][0] if kembali.redirect_chain else "",
        "siapa": [pengguna.email, pengguna.nama, pengguna.peran] if pengguna.is_authenticated else None,
    }


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Penyedia)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {"OIDC_CLIENT_ID": "portal", "OIDC_CLIENT_SECRET": "s", "OIDC_SERVER_URL": alamat()}
    import django

    django.setup()
    sys.stdout.write(json.dumps({"cara": cara(), "hasil": [masuk(siapa) for siapa in json.loads(sys.argv[1])]}))
