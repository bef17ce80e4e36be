"""Law: docker-compose.yml is valid, and shaped for production: one door, no root, no secret in plain sight."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from lkpp_portal import supervisor
from lkpp_portal.servers import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SECRET_WORDS = re.compile(r"PASSWORD|SECRET|KUNCI|DATABASE_URL|REDIS_URL|EMAIL_URL|TOKEN")
each_service = pytest.mark.parametrize("name", SERVICES)


def test_the_file_fits_the_compose_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, "docker-compose.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_all_parts_of_the_portal_are_there() -> None:
    ours = {"siapkan", "web", "pekerja", "pekerja-tenggat", "pekerja-berkas", "jadwal"}
    assert set(SERVICES) == ours | {"basisdata", "valkey", "antivirus", "proxy"}


def test_every_queue_has_a_worker_here_as_with_the_launcher() -> None:
    workers = {name: SERVICES[name]["command"] for name in ("pekerja", "pekerja-tenggat", "pekerja-berkas")}
    queues = {name: command[command.index("-Q") + 1] for name, command in workers.items()}
    assert queues == {name: queue for name, queue, _ in supervisor.WORKERS}
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert set(queues.values()) == routed | {"celery"}


def test_what_is_measured_runs_as_what_is_delivered() -> None:
    assert {f"{name}={value}" for name, value in PRODUCTION.items()} <= set(SERVICES["basisdata"]["command"])


def test_the_doors_are_loaded_before_the_web_server_splits() -> None:
    """Also while the database is silent: a web server that starts first waits for nothing."""
    command = [sys.executable, "-c", "import sys, lkpp_portal.wsgi; print(*sys.modules)"]
    env = os.environ | {"DATABASE_URL": "postgres://portal:rahasia@127.0.0.1:1/portal"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert {"pengaduan.urls", "laporan.views.dasbor", "laporan.api"} <= set(done.stdout.split())


@each_service
def test_no_service_runs_as_root(name: str) -> None:
    user = str(SERVICES[name]["user"])
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)


@each_service
def test_every_service_gives_up_what_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["read_only"] is (name != "antivirus")
    assert not service.get("privileged")


@each_service
def test_only_the_proxy_is_reachable_from_outside(name: str) -> None:
    assert ("ports" in SERVICES[name]) is (name == "proxy")
    assert SERVICES[name].get("network_mode") is None


@each_service
def test_the_database_and_the_broker_cannot_be_reached_from_the_proxy(name: str) -> None:
    networks = set(SERVICES[name]["networks"])
    assert name not in {"basisdata", "valkey"} or networks == {"dalam"}
    assert name != "proxy" or "dalam" not in networks


@each_service
def test_no_secret_stands_in_the_environment_or_the_command(name: str) -> None:
    environment: dict[str, str] = SERVICES[name].get("environment", {})
    plain = [key for key in environment if SECRET_WORDS.search(key) and not key.endswith("_FILE")]
    assert plain == []
    assert "requirepass" not in str(SERVICES[name].get("command"))


@each_service
def test_every_mounted_secret_is_declared_as_a_file(name: str) -> None:
    for secret in SERVICES[name].get("secrets", []):
        assert set(COMPOSE["secrets"][secret]) == {"file"}


@each_service
def test_every_secret_a_service_reads_is_mounted_into_it(name: str) -> None:
    service = SERVICES[name]
    read = {value for key, value in service.get("environment", {}).items() if key.endswith("_FILE")}
    assert {Path(value).name for value in read} <= set(service.get("secrets", []))


@each_service
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert ("healthcheck" in SERVICES[name]) is (SERVICES[name]["restart"] != "no")


@pytest.mark.parametrize("name", ["web", "pekerja", "pekerja-tenggat", "pekerja-berkas", "jadwal"])
def test_what_serves_people_never_holds_the_key_of_the_owner(name: str) -> None:
    assert "database_url_pemilik" not in SERVICES[name]["secrets"]
    assert SERVICES[name]["depends_on"]["siapkan"] == {"condition": "service_completed_successfully"}


def test_secrets_and_certificates_stay_out_of_image_and_repository() -> None:
    assert {"deploy/rahasia", "deploy/tls"} <= set((ROOT / ".dockerignore").read_text().split())
    assert {"rahasia/", "tls/"} <= set((ROOT / "deploy" / ".gitignore").read_text().split())


def test_the_image_does_not_run_as_root_and_installs_by_hash() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER ")][-1] == "USER 10001:10001"
    assert any("--require-hashes -r /tmp/requirements/base.txt" in line for line in lines)


def test_the_secret_maker_makes_every_secret_that_is_mounted() -> None:
    code = "import sys; sys.path.insert(0, 'deploy'); import buat_rahasia as b; print(*b.values('smtp://x'))"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(made.stdout.split()) == {name for name in COMPOSE["secrets"] if not name.startswith("tls_")}
