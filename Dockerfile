# The image of web, worker, beat and the one-shot preparation. Build: docker compose build
FROM python:3.11-slim-bookworm AS pembangun
COPY requirements/base.txt requirements/uv.txt /tmp/requirements/
RUN python -m venv /opt/portal \
 && /opt/portal/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements/uv.txt \
 && /opt/portal/bin/uv pip install --no-cache --compile-bytecode --python /opt/portal/bin/python \
      --require-hashes -r /tmp/requirements/base.txt \
 && /opt/portal/bin/pip uninstall -q -y uv

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal -m 0700 /data /data/berkas
COPY --from=pembangun /opt/portal /opt/portal
WORKDIR /app
COPY . .
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=lkpp_portal.settings \
    PORTAL_MODE=produksi \
    STATIC_ROOT=/app/static_collected \
    FOLDER_BERKAS=/data/berkas
# Static files are collected with keys that exist for this one command only.
RUN python -m compileall -q /app && python deploy/kumpulkan_statis.py
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "-c", "deploy/gunicorn_conf.py", "lkpp_portal.wsgi"]
