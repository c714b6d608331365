import { expect, it } from 'vitest';
import { browserFamily, deviceProblem } from './deviceProblems';

const error = (name: string, message = '') => Object.assign(new Error(message), { name });

it.each([
  [error('NotAllowedError', 'Permission denied'), 'denied'],
  [error('NotAllowedError', 'Permission dismissed'), 'dismissed'],
  [error('NotAllowedError', 'Permission denied by system'), 'deniedBySystem'],
  [error('NotFoundError'), 'missing'],
  [error('NotReadableError', 'Could not start video source'), 'busy'],
  [error('Strange'), 'failed'],
  [undefined, 'failed'],
])('gives %s a code', (thrown, code) => expect(deviceProblem(thrown)).toBe(code));

it('knows the browser whose instructions apply', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
  expect(browserFamily(chrome)).toBe('chrome');
  expect(browserFamily(`${chrome} Edg/140.0`)).toBe('edge');
  expect(browserFamily(`${chrome.replace('Chrome', 'coc_coc_browser/120 Chrome')}`)).toBe('coccoc');
  expect(browserFamily('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('firefox');
  expect(browserFamily('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/17 Safari/605', 5)).toBe(
    'ios',
  );
});
