"""Settings of the floor: the portal's database and keys, behind the middleware of a fresh Django project."""

import os
from pathlib import Path

from lkpp_portal.settings import *  # noqa: F403

FOLDER_BENCH = Path(os.environ.get("FOLDER_BENCH", "."))
ROOT_URLCONF = "bench.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
]
