#!/usr/bin/env bash
# Has ical.js read calendars that the package has written. Needs node and npm, and a Python that has the
# package installed, as its only argument; all that it installs and makes is in a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v npm >/dev/null || { echo "Install node 20 and npm first: apt-get install nodejs npm" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" scripts/write_calendars.py "$work"
cp tests/calendars/package.json scripts/read_calendars.mjs "$work"
cd "$work"
npm install --no-audit --no-fund --loglevel=error --prefer-offline
node read_calendars.mjs "$work"

# With a summer clock that is three hours ahead the same reader must complain, or it proves nothing.
sed -i '/^BEGIN:DAYLIGHT/,/^END:DAYLIGHT/ s/^TZOFFSETTO:+0100/TZOFFSETTO:+0300/' clock_changes.ics
if node read_calendars.mjs "$work" 2>errors.log; then
  echo "The reader finds nothing wrong with a wrong clock: it proves nothing." >&2
  exit 1
fi
grep -q AssertionError errors.log || { cat errors.log; exit 1; }
echo "With a wrong clock it complains."
