"""The door through which gunicorn enters."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lkpp_portal.settings")
application = get_wsgi_application()
# All doors and what stands behind them, once, before the server splits into workers: no first visitor waits for them,
# and the workers share their memory.
get_resolver().url_patterns  # noqa: B018 - reading it loads them
