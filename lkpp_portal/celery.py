"""Celery only wakes; what has to happen is written in Postgres (see docs/keputusan/0001)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lkpp_portal.settings")
app = Celery("lkpp_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
