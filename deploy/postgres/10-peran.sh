#!/bin/sh
# First start of the database: the owner, the web role, the database. The same as lkpp_portal/servers.py makes.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres --dbname postgres \
  -v sandi_pemilik="$(cat /run/secrets/sandi_pemilik)" -v sandi_web="$(cat /run/secrets/sandi_web)" <<'SQL'
CREATE ROLE portal_pemilik LOGIN PASSWORD :'sandi_pemilik';
CREATE ROLE portal_web LOGIN PASSWORD :'sandi_web';
CREATE DATABASE portal OWNER portal_pemilik;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_web;
SQL
