// Draws a meeting hall: a table with people behind it, a flag, a name board, microphones. Writes raw RGB pictures to standard output.
//
//   node meeting-hall.mjs --levels FILE --seconds N --seed K
//
// The levels (one number per 20 ms, −dBov as in RFC 6464) open the mouth of whoever speaks. Everything else moves by sines whose periods
// divide the length, so that the last picture leads into the first. The same arguments draw the same pictures.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { levels: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const levels = readFileSync(values.levels, 'utf8').trim().split('\n').map(Number);

// Half of what is encoded at most: drawn twice as fast, and scaled up softly as a camera's picture is.
const width = 960;
const height = 540;
const framesPerSecond = 12.5;
const levelsPerSecond = 50;

const canvas = new Uint8Array(width * height * 3);

/** A number in [0, 1) that depends on the seed and n alone. */
const chance = (n) => {
  const x = Math.sin((seed * 31 + n) * 127.1) * 43758.5453;
  return x - Math.floor(x);
};
const pick = (list, n) => list[Math.floor(chance(n) * list.length)];

/** Paints where the distance to a shape's edge is negative, with one pixel of soft edge. */
function paint(x0, y0, x1, y1, color, distance, strength = 1) {
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(height, Math.ceil(y1)); y++) {
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(width, Math.ceil(x1)); x++) {
      const cover = Math.min(1, 0.5 - distance(x + 0.5, y + 0.5)) * strength;
      if (cover <= 0) continue;
      const at = (y * width + x) * 3;
      for (let part = 0; part < 3; part++) canvas[at + part] += (color[part] - canvas[at + part]) * cover;
    }
  }
}

function ellipse(cx, cy, rx, ry, color, strength) {
  const small = Math.min(rx, ry);
  paint(cx - rx - 1, cy - ry - 1, cx + rx + 1, cy + ry + 1, color, (x, y) => (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * small, strength);
}

function box(x0, y0, x1, y1, color, round = 0, strength = 1) {
  const [cx, cy, hx, hy] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2 - round, (y1 - y0) / 2 - round];
  paint(x0 - 1, y0 - 1, x1 + 1, y1 + 1, color, (x, y) => {
    const [dx, dy] = [Math.abs(x - cx) - hx, Math.abs(y - cy) - hy];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
  }, strength);
}

/** A line with round ends. */
function stroke(x0, y0, x1, y1, thick, color) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy || 1;
  paint(Math.min(x0, x1) - thick, Math.min(y0, y1) - thick, Math.max(x0, x1) + thick, Math.max(y0, y1) + thick, color, (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
    return Math.hypot(x - x0 - dx * along, y - y0 - dy * along) - thick / 2;
  });
}

/** A star of five points. */
function star(cx, cy, radius, color) {
  const sector = (2 * Math.PI) / 5;
  const [outer, inner] = [radius, radius * 0.382];
  paint(cx - radius, cy - radius, cx + radius, cy + radius, color, (x, y) => {
    const turn = Math.atan2(x - cx, cy - y) + 2 * Math.PI + sector / 2;
    const angle = Math.abs((turn % sector) - sector / 2);
    const r = Math.hypot(x - cx, y - cy);
    // The edge from a point (angle 0) to the notch beside it (half a sector).
    const [px, py] = [r * Math.sin(angle), r * Math.cos(angle)];
    const [nx, ny] = [inner * Math.sin(sector / 2), inner * Math.cos(sector / 2)];
    const [ex, ey] = [nx, ny - outer];
    return ((px * ey - (py - outer) * ex) / Math.hypot(ex, ey)) * -1;
  });
}

const walls = [[226, 217, 200], [210, 220, 224], [222, 214, 206]];
const curtains = [[140, 24, 30], [24, 62, 110], [110, 30, 40]];
const clothes = [[250, 250, 250], [38, 50, 72], [196, 214, 232], [70, 78, 92], [222, 232, 226], [150, 40, 60], [44, 66, 58]];
const skins = [[222, 178, 142], [206, 158, 122], [230, 188, 156]];
const hairs = [[28, 24, 24], [44, 38, 36], [120, 118, 116]];
const wall = walls[seed % walls.length];
const curtain = curtains[seed % curtains.length];
const wood = [124, 82, 48];
const flagRed = [218, 37, 29];
const flagYellow = [255, 255, 0];

const tableTop = 372;
const count = 3 + (seed % 3);
// Whoever speaks for the site sits in the middle.
const speaker = Math.floor(count / 2);

const people = Array.from({ length: count }, (_, n) => ({
  x: (width * (n + 1)) / (count + 1),
  size: 0.95 + chance(n) * 0.12,
  skin: pick(skins, n + 10),
  hair: pick(hairs, n + 20),
  clothes: pick(clothes, n + 30),
  isLong: chance(n + 40) > 0.6,
  pace: 2 + Math.floor(chance(n + 50) * 3),
  phase: chance(n + 60) * 2 * Math.PI,
}));

function drawRoom() {
  box(0, 0, width, height, wall);
  // Panels of the wall, darker towards the floor.
  for (let x = 0; x < width; x += 160) box(x, 0, x + 2, tableTop, wall.map((part) => part - 16));
  for (let y = 0; y < tableTop; y += 4) box(0, y, width, y + 4, [0, 0, 0], 0, (y / tableTop) * 0.12);
  // A curtain in folds behind the chair.
  box(width * 0.2, 96, width * 0.8, tableTop, curtain);
  for (let x = width * 0.2; x < width * 0.8; x += 22) box(x, 96, x + 9, tableTop, curtain.map((part) => part * 0.82));
  // The name board; its words are written by whoever encodes the picture.
  box(width * 0.16, 26, width * 0.84, 88, [150, 20, 24], 4);
  box(width * 0.16 + 4, 30, width * 0.84 - 4, 84, [186, 28, 30], 3);
  // A window on one side, a screen on the other.
  box(28, 120, 158, 262, [188, 214, 232], 4);
  box(90, 120, 96, 262, [236, 232, 224]);
  box(28, 186, 158, 192, [236, 232, 224]);
  box(width - 160, 126, width - 26, 212, [24, 28, 36], 5);
  box(width - 154, 132, width - 32, 206, [66, 104, 148], 2);
  box(width - 146, 140, width - 96, 168, [96, 134, 178], 2);
  box(width - 90, 140, width - 40, 168, [84, 122, 166], 2);
  box(width - 146, 174, width - 40, 198, [78, 116, 160], 2);
}

/** The flag hangs on a pole and moves a little, as by a fan. */
function drawFlag(time) {
  stroke(204, 112, 204, tableTop, 5, [176, 150, 92]);
  for (let column = 0; column < 116; column++) {
    const sway = Math.sin(column / 17 - (2 * Math.PI * time) / 3) * column * 0.045;
    box(206 + column, 122 + sway, 207.5 + column, 200 + sway, flagRed.map((part) => part * (0.93 + 0.07 * Math.cos(column / 17 - (2 * Math.PI * time) / 3))));
  }
  star(264, 161 + Math.sin(58 / 17 - (2 * Math.PI * time) / 3) * 2.6, 25, flagYellow);
}

function drawPerson(person, n, time, loudness) {
  const { x, size, skin, hair } = person;
  const speaks = n === speaker ? loudness : 0;
  const turn = (2 * Math.PI * time * person.pace) / seconds + person.phase;
  const sway = Math.sin(turn) * 3;
  const looks = Math.sin(turn * 2 + 1) * 4 + (n === speaker ? 0 : Math.sign(people[speaker].x - x) * 4);
  const nod = Math.sin(turn * 3) * 1.5 - speaks * 3;
  const [hx, hy] = [x + sway, 262 - 10 * size + nod];
  const shade = person.clothes.map((part) => part * 0.86);
  // The chair, the shoulders, the arms on the table.
  box(x - 58 * size, 282, x + 58 * size, tableTop + 10, [58, 44, 36], 16);
  if (person.isLong) ellipse(hx, hy + 16, 38 * size, 52 * size, hair);
  box(x - 66 * size + sway * 0.5, 304, x + 66 * size + sway * 0.5, tableTop + 40, person.clothes, 34);
  const gesture = n === speaker ? speaks * 26 * (0.6 + 0.4 * Math.sin(time * 5)) : 0;
  stroke(x - 56 * size, 336, x - 30 * size, tableTop + 12, 24, shade);
  stroke(x + 56 * size, 336, x + (34 + gesture * 0.6) * size, tableTop + 12 - gesture, 24, shade);
  ellipse(x - 26 * size, tableTop + 12, 13, 9, skin);
  ellipse(x + (36 + gesture * 0.6) * size, tableTop + 8 - gesture, 12, 10, skin);
  // The neck, a collar, the head.
  box(hx - 12 * size, hy + 22, hx + 12 * size, hy + 58, skin.map((part) => part * 0.9), 8);
  stroke(hx - 15 * size, hy + 50, hx, hy + 62, 7, [250, 250, 250]);
  stroke(hx + 15 * size, hy + 50, hx, hy + 62, 7, [250, 250, 250]);
  ellipse(hx, hy - 8, 36 * size, 40 * size, hair);
  ellipse(hx + looks * 0.5, hy + 6, 31 * size, 38 * size, skin);
  ellipse(hx + looks * 0.3, hy - 27 * size, 33 * size, 17 * size, hair);
  // The face looks where the head turns; an eye closes for one picture now and then.
  const blinks = Math.floor(time * framesPerSecond + person.phase * 20) % 47 === 0;
  for (const side of [-1, 1]) {
    const ex = hx + looks + side * 12 * size;
    stroke(ex - side * 6, hy - 11, ex + side * 6, hy - 10, 2.2, hair);
    ellipse(ex, hy + 1, 4.2, blinks ? 0.9 : 3, [36, 28, 26]);
  }
  stroke(hx + looks * 1.2, hy + 5, hx + looks * 1.2 - 1, hy + 13, 2.6, skin.map((part) => part * 0.84));
  ellipse(hx + looks, hy + 24 * size, 9, 1.8 + speaks * 6.5, [128, 56, 52]);
}

function drawTable(loudness) {
  box(0, tableTop, width, tableTop + 26, wood.map((part) => part * 1.25));
  box(0, tableTop + 26, width, height, wood);
  for (let x = 0; x < width; x += 120) box(x, tableTop + 34, x + 112, height - 14, wood.map((part) => part * 0.88), 4);
  for (const [n, { x }] of people.entries()) {
    const isOn = n === speaker && loudness > 0.05;
    box(x - 44, tableTop + 2, x + 20, tableTop + 14, [248, 248, 244], 1);
    stroke(x + 34, tableTop + 18, x + 24, tableTop - 40, 4, [40, 42, 46]);
    ellipse(x + 23, tableTop - 44, 6, 9, isOn ? [206, 40, 36] : [52, 54, 58]);
    box(x + 20, tableTop + 14, x + 50, tableTop + 22, [34, 36, 40], 3);
    // A plate with the name that nobody reads from here, and water.
    box(x - 52, tableTop + 42, x + 52, tableTop + 72, [246, 244, 236], 2);
    box(x - 36, tableTop + 52, x + 36, tableTop + 57, [120, 30, 30], 2);
    box(x - 24, tableTop + 61, x + 24, tableTop + 65, [120, 120, 120], 2);
    box(x + 62, tableTop - 22, x + 74, tableTop + 12, [150, 196, 226], 4);
    box(x + 64, tableTop - 28, x + 72, tableTop - 21, [40, 90, 170], 2);
  }
}

function loudnessAt(time) {
  const at = Math.floor(time * levelsPerSecond) % levels.length;
  const near = levels.slice(at, at + 3);
  const level = near.reduce((sum, each) => sum + each, 0) / Math.max(1, near.length);
  // −60 dBov is silence, −12 a loud vowel.
  return Math.min(1, Math.max(0, (60 - level) / 40));
}

drawRoom();
const room = canvas.slice();
const frames = Math.round(seconds * framesPerSecond);
for (let frame = 0; frame < frames; frame++) {
  const time = frame / framesPerSecond;
  const loudness = loudnessAt(time);
  canvas.set(room);
  drawFlag(time);
  for (const [n, person] of people.entries()) drawPerson(person, n, time, loudness);
  drawTable(loudness);
  if (!process.stdout.write(Buffer.from(canvas))) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
