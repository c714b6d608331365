#!/usr/bin/env node
// Draws the traces that the estimator's tests write, or the weak-line benchmark:
//   DIEMCAU_TRACES=/tmp/traces dotnet test tests/DiemCau.Media.Tests --filter SendSideEstimateTests
//   scripts/bench weak --only diemcau --rounds 1 --trace /tmp/traces    (in /tmp/traces/1)
//   node scripts/line-traces.mjs /tmp/traces docs/media
// One PNG per trace, made by Chromium from SVG.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [from, to] = process.argv.slice(2);
if (!from || !to) {
  console.error('usage: line-traces.mjs <folder of .csv> <folder for .png>');
  process.exit(2);
}

const width = 900;
const height = 360;
const left = 60;
const top = 40;
const plotWidth = width - left - 70;
const plotHeight = height - top - 50;
const series = [
  { column: 'available_kbps', name: 'line (kbit/s)', style: 'stroke="#999" stroke-width="2" stroke-dasharray="6 3"' },
  { column: 'sent_kbps', name: 'sent', style: 'stroke="#7fb3e6" stroke-width="1"' },
  { column: 'estimate_kbps', name: 'estimate', style: 'stroke="#0b5cad" stroke-width="2"' },
];

function draw(name, rows) {
  const seconds = rows[rows.length - 1].second;
  const most = Math.max(...rows.map((row) => Math.max(row.available_kbps, row.estimate_kbps))) * 1.15;
  const x = (second) => left + (second / seconds) * plotWidth;
  const y = (kbps) => top + plotHeight - (Math.min(kbps, most) / most) * plotHeight;
  const yQueue = (ms) => top + plotHeight - (Math.min(ms, 400) / 400) * plotHeight;
  const path = (column, scale) => rows.map((row) => `${x(row.second).toFixed(1)},${scale(row[column]).toFixed(1)}`).join(' ');
  const parts = [
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<polyline points="${path('queue_ms', yQueue)}" fill="none" stroke="#d9822b" stroke-width="1"/>`,
    ...series.map(({ column, style }) => `<polyline points="${path(column, y)}" fill="none" ${style}/>`),
    `<path d="M${left} ${top}V${top + plotHeight}H${left + plotWidth}V${top}" fill="none" stroke="#333"/>`,
  ];
  for (let kbps = 0; kbps <= most; kbps += most > 3000 ? 1000 : 500) {
    parts.push(`<text x="${left - 6}" y="${y(kbps) + 4}" text-anchor="end">${kbps}</text>`);
  }
  for (let ms = 0; ms <= 400; ms += 100) {
    parts.push(`<text x="${left + plotWidth + 6}" y="${yQueue(ms) + 4}" fill="#a85b10">${ms} ms</text>`);
  }
  const step = seconds > 20 ? 10 : 1;
  for (let second = 0; second <= seconds; second += step) {
    parts.push(`<text x="${x(second)}" y="${top + plotHeight + 18}" text-anchor="middle">${second}</text>`);
  }
  parts.push(`<text x="${left + plotWidth / 2}" y="${height - 8}" text-anchor="middle">seconds</text>`);
  parts.push(`<text x="${left}" y="22" font-weight="bold">${name}</text>`);
  [...series, { name: 'queue (right)', style: 'stroke="#d9822b"' }].forEach(({ name: label, style }, i) => {
    const at = left + 250 + i * 140;
    parts.push(`<line x1="${at}" x2="${at + 24}" y1="18" y2="18" ${style}/><text x="${at + 30}" y="22">${label}</text>`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">${parts.join('')}</svg>`;
}

const work = mkdtempSync(join(tmpdir(), 'traces-'));
for (const file of readdirSync(from).filter((entry) => entry.endsWith('.csv'))) {
  const name = file.slice(0, -4);
  const [head, ...lines] = readFileSync(join(from, file), 'utf8').trim().split('\n').map((line) => line.split(','));
  const rows = lines.map((line) => Object.fromEntries(line.map((value, i) => [head[i], Number(value)])));
  const page = join(work, `${name}.html`);
  writeFileSync(page, `<!doctype html><body style="margin:0">${draw(name, rows)}`);
  execFileSync('chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${join(work, 'profile')}`,
    `--window-size=${width},${height}`, `--screenshot=${resolve(to, `line-${name}.png`)}`, `file://${page}`,
  ], { stdio: 'ignore' });
  console.log(`line-${name}.png`);
}
rmSync(work, { recursive: true, force: true });
