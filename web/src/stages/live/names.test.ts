import { expect, it } from 'vitest';
import { initials, plain } from './names';

it('finds names without accents', () => {
  expect(plain('UBND tỉnh Đắk Lắk')).toContain('dak lak');
});

it('takes the telling words of an office for its initials', () => {
  expect(initials('Phòng họp UBND xã Ea Kao')).toBe('EK');
  expect(initials('Văn phòng UBND tỉnh')).toBe('UT');
  expect(initials('  Huế ')).toBe('H');
  expect(initials('')).toBe('');
});

it('takes letters for initials, and not what stands in brackets', () => {
  expect(initials('UBND tỉnh Mẫu (ba cấp)')).toBe('M');
  expect(initials('“Tổ 1” – Ea Kao')).toBe('EK');
  expect(initials('()')).toBe('');
});
