import { expect, test } from 'vitest';
import { Problem } from '../api/problem';
import { problemText } from './problemText';

test('the server’s own words come before ours', () => {
  const problem = new Problem(403, {
    title: 'Mật khẩu phòng không đúng',
    code: 'room_password_wrong',
    detail: 'Gõ lại.',
  });
  expect(problemText(problem, 'vi')).toEqual({
    title: 'Mật khẩu phòng không đúng',
    advice: 'Gõ lại.',
    code: 'room_password_wrong',
  });
});

test('a code without words is explained in the reader’s language', () => {
  const problem = new Problem(410, { code: 'link_used' });
  expect(problemText(problem, 'vi').title).toBe('Đường dẫn đã được dùng');
  expect(problemText(problem, 'en').title).toBe('The link was already used');
});

test('an answer of a proxy in between still has a code to read out', () => {
  expect(Problem.of(new Response('<html>', { status: 502 }), undefined).code).toBe('unreachable');
});

test('Retry-After is kept in seconds', () => {
  const response = new Response(null, { status: 429, headers: { 'Retry-After': '90' } });
  expect(Problem.of(response, { code: 'account_locked', title: '' }).retryAfter).toBe(90);
});

test('the code to read out carries eight digits of the trace', () => {
  const traceId = '00-6bb6f1a2c3d4e5f60718293a4b5c6d7e-0011223344556677-00';
  expect(problemText(new Problem(500, { code: 'internal', traceId }), 'vi').code).toBe('internal · 6bb6f1a2');
});

test('a code nobody knows yet still gives a sentence', () => {
  expect(problemText(new Problem(409, { code: 'brand_new' }), 'vi').title).not.toBe('');
});
