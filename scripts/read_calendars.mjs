// Reads the calendars of write_calendars.py with ical.js, as a calendar program in a browser would, and ends
// with 1 when anything in them is not as expected. Its only knowledge of London is what the files carry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

function entriesOf(name) {
  const text = readFileSync(join(folder, `${name}.ics`), "utf8");
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.name, "vcalendar");
  assert.equal(calendar.getFirstPropertyValue("method"), "PUBLISH");
  assert.equal(calendar.getAllSubcomponents("vtimezone").length, 1);
  assert.match(calendar.getFirstPropertyValue("name"), /^Fractions END:VEVENT BEGIN:VEVENT/);
  return calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
}

function check(event, wanted) {
  assert.equal(event.uid, wanted.uid);
  assert.equal(event.summary, wanted.summary);
  assert.equal(event.description ?? "", wanted.description);
  assert.equal(event.location ?? "", wanted.location);
  assert.equal(event.component.getFirstPropertyValue("status"), wanted.status);
  const start = event.startDate;
  assert.equal(start.toString().slice(0, 10), wanted.date);
  assert.equal(start.isDate, wanted.hour === null);
  if (wanted.hour === null) return;
  assert.equal(start.zone.tzid, "Europe/London");
  assert.equal(start.hour, wanted.hour, wanted.uid);
  assert.equal(start.toUnixTime(), wanted.seconds, wanted.uid);
}

let count = 0;
for (const [name, wanted] of Object.entries(expected)) {
  const events = entriesOf(name);
  assert.equal(events.length, wanted.length, name);
  events.forEach((event, n) => check(event, wanted[n]));
  count += events.length;
}

// What a subscriber knew, and what the next look brings: the same entry on another day, and later than before.
const [before] = entriesOf("before");
const [after] = entriesOf("after");
assert.equal(after.uid, before.uid);
assert.ok(after.sequence > before.sequence);
assert.ok(after.startDate.compare(before.startDate) > 0);
assert.ok(!entriesOf("after").some((event) => event.uid === "gone@x"));

console.log(`ical.js reads ${count} entries of ${Object.keys(expected).length} calendars as they were written.`);
