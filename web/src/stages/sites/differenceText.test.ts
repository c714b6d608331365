import { expect, test } from 'vitest';
import { texts } from '../../ui/i18n';
import { differenceText } from './differenceText';
import './texts';

const t = texts.getFixedT('vi', 'sites');

test.each([
  [
    { block: 'contacts', entry: 'Y Thông', field: 'phone', before: '0905 123 456', after: '0905 999 888' },
    'Đầu mối liên hệ – Y Thông – Điện thoại: 0905 123 456 → 0905 999 888',
  ],
  [{ block: null, entry: null, field: 'roomKind', before: null, after: 'hall' }, 'Loại phòng: để trống → Hội trường'],
  [
    { block: 'devices', entry: 'camera', field: 'status', before: 'inUse', after: 'faulty' },
    'Thiết bị – Camera – Tình trạng: Đang sử dụng → Đang lỗi, hỏng',
  ],
  [
    { block: null, entry: null, field: 'validTo', before: null, after: '2026-12-31' },
    'Đến hết ngày: để trống → 31/12/2026',
  ],
  [{ block: 'lines', entry: 'slcd', field: null, before: null, after: 'slcd' }, 'Đường truyền – Thêm SLCD'],
  [
    { block: 'addressRanges', entry: '10.36.0.0/16', field: null, before: '10.36.0.0/16', after: null },
    'Dải địa chỉ mạng – Xóa 10.36.0.0/16',
  ],
])('%j is told as people read it', (difference, words) => {
  expect(differenceText(difference, t)).toBe(words);
});
