import { expect, it } from 'vitest';
import { clockTime, initials, plain } from './names';

it('finds names without accents', () => {
  expect(plain('UBND tỉnh Đắk Lắk')).toContain('dak lak');
});

it('takes the telling words of an office for its initials', () => {
  expect(initials('Phòng họp UBND xã Ea Kao')).toBe('EK');
  expect(initials('Văn phòng UBND tỉnh')).toBe('UT');
  expect(initials('  Huế ')).toBe('H');
  expect(initials('')).toBe('');
});

it('writes durations as clocks', () => {
  expect([5, 65, 3661].map(clockTime)).toEqual(['0:05', '1:05', '1:01:01']);
});

it('takes letters for initials, and not what stands in brackets', () => {
  expect(initials('UBND tỉnh Mẫu (ba cấp)')).toBe('M');
  expect(initials('“Tổ 1” – Ea Kao')).toBe('EK');
  expect(initials('()')).toBe('');
});
