import { expect, test } from 'vitest';
import { partsOf } from './mailLinks';

test('addresses are set apart from the sentence they stand in', () => {
  expect(partsOf('Mở https://hop.tinh.gov.vn/links/aB-c_1. Xong')).toEqual([
    { text: 'Mở ', at: 0, isLink: false },
    { text: 'https://hop.tinh.gov.vn/links/aB-c_1', at: 3, isLink: true },
    { text: '. Xong', at: 39, isLink: false },
  ]);
});

test('nothing but http addresses becomes a link', () => {
  expect(partsOf('javascript:alert(1)').some((part) => part.isLink)).toBe(false);
});
