#!/usr/bin/env bash
# Makes TypeScript types from the API's description, and type-checks a client that uses them rightly and
# wrongly. Needs node and npm; all that it installs and makes is in a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v npm >/dev/null || { echo "Install node 20 and npm first: apt-get install nodejs npm" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tests/typescript/* tests/api/openapi.json "$work"
cd "$work"
npm install --no-audit --no-fund --loglevel=error --prefer-offline

types_of() { # description
  npx openapi-typescript "$1" --output api.d.ts >types.log 2>&1 || { cat types.log; return 1; }
}

types_of openapi.json
npx tsc --project tsconfig.json
echo "The client type-checks: $(grep -c '@ts-expect-error' wrong.ts) wrong uses are refused."

# Without what tells blocks and previews apart the same client must fail, or it proves nothing.
node -e '
const description = require("./openapi.json");
const blur = (part) => {
  if (part === null || typeof part !== "object") return;
  delete part.discriminator;
  delete part.const;
  Object.values(part).forEach(blur);
};
blur(description);
require("fs").writeFileSync("blurred.json", JSON.stringify(description));
'
types_of blurred.json
if npx tsc --project tsconfig.json >errors.log; then
  echo "The client type-checks even where nothing tells blocks apart: it proves nothing." >&2
  exit 1
fi
echo "Without discriminators it does not: $(grep -c 'error TS' errors.log) errors."
