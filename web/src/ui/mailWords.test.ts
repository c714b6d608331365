import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { mailWords } from './mailWords';
import { vi } from './texts.vi';

const t = ((key: string) => vi.act[key.slice('act.'.length) as keyof typeof vi.act]) as unknown as TFunction<'ui'>;

test('where no mail can leave, nobody reads that one was sent', () => {
  const off = mailWords(true, t);
  expect(off.sent('Đã gửi thư kích hoạt.')).not.toContain('Đã gửi');
  expect(off.sent('Đã gửi thư kích hoạt.')).toContain('được giữ lại');
  expect(off.will('Mỗi hộp thư nhận một đường dẫn mới.')).toMatch(/^Mỗi hộp thư .* không thư nào được gửi đi/);
  const on = mailWords(false, t);
  expect(on.sent('Đã gửi thư kích hoạt.')).toBe('Đã gửi thư kích hoạt.');
  expect(on.will('Gửi.')).toBe('Gửi.');
});
