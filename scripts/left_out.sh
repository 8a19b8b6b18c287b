#!/usr/bin/env bash
# What `make test` leaves out, and how to run it.
cat <<'TEXT'

Left out here, because it needs more than Python:
  make test-services    the tests that ask them, on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
  make test-browser     pages in a real Chromium
  make test-wheel       the built wheel, installed into new sites (about three minutes)
  make test-typescript  a TypeScript client of the API (node and npm)
  make soak             the full-length races, fuzzing and sweeps
TEXT
