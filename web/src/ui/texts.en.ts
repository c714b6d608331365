import type { Translated } from './i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  unitPicker: { none: 'None', searching: 'Searching…', nothing: 'No unit matches' },
  errorCode: 'Error code: {{code}}',
  cancel: 'Cancel',
  retry: 'Try again',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  capsLock: 'Caps Lock is on: you are typing CAPITALS.',
  policy: {
    title: 'The password needs',
    minimumLength: 'At least {{count}} characters',
    letter: 'A letter',
    digit: 'A digit',
    uppercase: 'A capital letter',
    lowercase: 'A small letter',
    symbol: 'A symbol, such as ! @ # ?',
    met: 'met',
    unmet: 'not met',
    strength: 'Strength: {{level}}',
    none: 'nothing entered',
    weak: 'weak',
    fair: 'fair',
    good: 'good',
    strong: 'very good',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying. Select the text and press Ctrl+C.',
  seconds: '{{count}} s',
};
