// What a visitor has unlocked with a password: a token for a path and everything below it, for this tab.

const KEY = "mathshub-unlocked";

function read() {
  try {
    const rows = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return rows.filter((row) => !row.expires_at || new Date(row.expires_at) > new Date());
  } catch {
    return [];
  }
}

const write = (rows) => sessionStorage.setItem(KEY, JSON.stringify(rows));

export const remember = (path, { token, expires_at }) =>
  write([...read().filter((row) => row.path !== path), { path, token, expires_at }]);

export const forget = (path) => write(read().filter((row) => !path.startsWith(row.path)));

// The token of the nearest unlocked page above `path`.
export function tokenFor(path) {
  const rows = read().filter((row) => path.startsWith(row.path));
  return rows.sort((a, b) => b.path.length - a.path.length)[0]?.token ?? "";
}
