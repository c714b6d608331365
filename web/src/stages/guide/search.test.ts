import { expect, test } from 'vitest';
import { search } from './search';

const chapters = [
  {
    slug: 'tao-phong',
    title: 'Tạo phòng họp',
    sections: [
      { id: '', title: 'Tạo phòng họp', text: 'Mật khẩu vào phòng phân biệt chữ hoa, chữ thường.' },
      { id: 'moi', title: 'Mời bằng thư', text: 'Nhập địa chỉ thư người nhận.' },
    ],
  },
  {
    slug: 'su-co',
    title: 'Khắc phục sự cố',
    sections: [
      { id: 'mat-khau', title: 'Mật khẩu phòng không đúng', text: 'Xem phím Caps Lock. Đắk Lắk gọi đầu mối.' },
    ],
  },
];

test('words are found without accents, headings first', () => {
  expect(search(chapters, 'mat khau').map(({ slug, id }) => `${slug}#${id}`)).toEqual(['su-co#mat-khau', 'tao-phong#']);
});

test('every word must stand in the section or in its headings', () => {
  expect(search(chapters, 'tạo phòng thư').map(({ id }) => id)).toEqual(['', 'moi']);
  expect(search(chapters, 'caps máy in')).toEqual([]);
});

test('đ is found as d', () => {
  expect(search(chapters, 'dak lak')).toHaveLength(1);
});

test('nothing typed finds nothing', () => {
  expect(search(chapters, '  ')).toEqual([]);
});
