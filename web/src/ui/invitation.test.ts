import { expect, it } from 'vitest';
import { texts } from './i18n';
import { type Invited, invitationText } from './invitation';
import './texts';

const room: Invited = {
  name: 'Giao ban tuần',
  unitName: 'Văn phòng UBND tỉnh',
  startsAt: null,
  link: 'https://hop.tinh.gov.vn/p/abc',
  number: null,
  password: null,
  hasPassword: true,
  support: { name: 'Trần Thị B', phone: '0912 345 678' },
};
const inVietnamese = (to: Invited) => invitationText(to, texts.getFixedT('vi', 'ui'), () => '08h00 ngày 25/11/2027');

it('says where, and that the password comes another way', () => {
  expect(inVietnamese(room)).toBe(
    [
      'Kính mời tham gia cuộc họp trực tuyến',
      'Nội dung: Giao ban tuần',
      'Đơn vị tổ chức: Văn phòng UBND tỉnh',
      'Đường dẫn: https://hop.tinh.gov.vn/p/abc',
      'Mật khẩu: đơn vị tổ chức gửi riêng',
      'Hỗ trợ kỹ thuật: Trần Thị B – 0912 345 678',
    ].join('\n'),
  );
});

it('says when, and by which number and password', () => {
  const meeting = inVietnamese({
    ...room,
    startsAt: '2027-11-25T01:00:00Z',
    number: 123456,
    password: 'abcd efgh',
    support: null,
  });
  expect(meeting).toContain('Thời gian: 08h00 ngày 25/11/2027');
  expect(meeting).toContain('Số cuộc họp: 123456\nMật khẩu: abcd efgh');
  expect(meeting).not.toContain('Hỗ trợ');
});
