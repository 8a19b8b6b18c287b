#!/usr/bin/env bash
# Make the virtual environment $1 with the first Python that is new enough, and a pip that knows --group.
# PYTHON=/path/to/python names one. A virtual environment that works is kept.
set -euo pipefail
folder=$1

if "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
  "$folder/bin/python" -m pip install -qq --disable-pip-version-check 'pip>=25.1'
  exit
fi

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if "$python" -c "$new_enough" 2>/dev/null; then break; fi
  python=
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer is needed, and ${PYTHON:-python3} is not that. PYTHON=/path/to/python make ... names another." >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "$python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2
  exit 1
fi

echo "Making a virtual environment in $folder with $("$python" --version) ..."
"$python" -m venv --clear "$folder"
"$folder/bin/python" -m pip install -qq --disable-pip-version-check --upgrade 'pip>=25.1'
