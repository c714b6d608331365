import { expect, test } from 'vitest';
import { fieldLines } from './ErrorNotice';

const empty = 'Không được để trống';

test('what is empty is named, field by field', () => {
  const names: Record<string, string> = { chairName: 'Người chủ trì', 'contact.phone': 'Điện thoại' };
  expect(fieldLines({ chairName: [empty], 'contact.phone': [empty] }, (field) => names[field])).toEqual([
    `Người chủ trì: ${empty}`,
    `Điện thoại: ${empty}`,
  ]);
});

test('where nothing has a name, the same sentence is said once', () => {
  expect(fieldLines({ a: [empty], b: [empty] })).toEqual([empty]);
});
