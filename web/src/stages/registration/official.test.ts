import { expect, test } from 'vitest';
import { emptyForm, type FormState } from './form';
import { emptyParts } from './official';

const full: FormState = {
  ...emptyForm,
  kind: 'adHoc',
  chairName: 'Nguyễn Văn A',
  mainSite: { siteId: '1', attendees: 'Lãnh đạo tỉnh' },
  members: [{ siteId: '2', attendees: 'Lãnh đạo huyện' }],
  script: [{ title: 'Khai mạc', minutes: 5 }],
  contact: { ...emptyForm.contact, name: 'Trần Thị B', phone: '0912 345 678' },
};

test('a meeting of which everything is written goes out without a warning', () => {
  expect(emptyParts(full, 1)).toEqual([]);
});

test('what is empty is named in the order of the form', () => {
  expect(emptyParts({ ...emptyForm, kind: 'adHoc', mainSite: { siteId: '1' } }, 0)).toEqual([
    'chair',
    'script',
    'attendees',
    'contact',
    'papers',
  ]);
});

test('a meeting on another system lacks its address, not a script', () => {
  expect(emptyParts({ ...emptyForm, kind: 'outside', chairName: 'Bộ trưởng' }, 0)).toEqual(['link']);
});
