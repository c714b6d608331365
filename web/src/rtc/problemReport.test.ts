import { expect, test } from 'vitest';
import { browserName, LineHistory } from './problemReport';
import { readSample } from './statistics';

const at = (time: number, bytes: number) => ({ ...readSample([], time), bytesReceived: bytes, bytesSent: bytes / 2 });

test('a history tells rates between looks and how long ago they were', () => {
  const history = new LineHistory();
  history.add(at(1000, 0));
  history.add(at(3500, 250_000));
  expect(history.moments(13_500)).toMatchObject([{ ago: 10, receivedKbps: 800, sentKbps: 400 }]);
});

test('counters that began anew are no moment', () => {
  const history = new LineHistory();
  history.add(at(1000, 500_000));
  history.add(at(3500, 100));
  expect(history.moments(4000)).toEqual([]);
});

test('a history forgets what is older than ten minutes', () => {
  const history = new LineHistory();
  for (let look = 0; look < 1000; look++) history.add(at(look * 2500, look));
  expect(history.moments(0)).toHaveLength(LineHistory.most - 1);
});

test('a browser is its product, its version and its system', () => {
  expect(browserName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox 140 (Linux)',
  );
  expect(browserName('')).toBe('other  (other)');
});
