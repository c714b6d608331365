import { expect, it } from 'vitest';
import { texts } from '../../ui/i18n';
import './texts';
import { refusalWords } from './refusalWords';

const wrong = { status: 403, code: 'room_password_wrong', title: 'Mật khẩu phòng không đúng' };
const vi = texts.getFixedT('vi', 'live');
const en = texts.getFixedT('en', 'live');

it('says what is already shown in the language that is chosen afterwards', () => {
  expect(refusalWords(wrong, vi)).toMatch(/^Mật khẩu phòng không đúng/);
  expect(refusalWords(wrong, en)).toMatch(/^The room password is not right/);
});

it('takes the server’s words for what it does not know, and says when to try again', () => {
  expect(refusalWords({ status: 403, code: 'other', title: 'Chưa tới giờ', retryAfter: 5 }, vi)).toBe(
    'Chưa tới giờ Thử lại sau 5 giây.',
  );
  expect(refusalWords({ status: 0, code: 'unreachable', title: '' }, en)).not.toBe('');
});
