import { expect, it } from 'vitest';
import { languageOfBrowser } from './i18n';

it('takes the first of the browser’s languages that there is', () => {
  expect(languageOfBrowser(['en-US', 'en'])).toBe('en');
  expect(languageOfBrowser(['vi-VN', 'vi', 'en'])).toBe('vi');
  expect(languageOfBrowser(['fr-FR', 'vi'])).toBe('vi');
  expect(languageOfBrowser(['fr', 'lo'])).toBeNull();
  expect(languageOfBrowser([])).toBeNull();
});
