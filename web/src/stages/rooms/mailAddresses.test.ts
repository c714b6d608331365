import { expect, test } from 'vitest';
import { splitAddresses, wrongAddresses } from './mailAddresses';

test('addresses pasted with commas, semicolons and line breaks come apart, each once', () => {
  expect(splitAddresses(['a@x.vn, b@x.vn;c@x.vn\nb@x.vn'])).toEqual(['a@x.vn', 'b@x.vn', 'c@x.vn']);
});

test('of a name with its address in brackets, only the address stays', () => {
  expect(splitAddresses(['Văn phòng <vp@ubnd.tinh.gov.vn>, b@x.vn'])).toEqual(['vp@ubnd.tinh.gov.vn', 'b@x.vn']);
});

test('what is no address is named', () => {
  expect(wrongAddresses(['vp@tinh.gov.vn', 'vp@tinh', 'Văn', '@x.vn', 'a@b@c.vn'])).toEqual([
    'vp@tinh',
    'Văn',
    '@x.vn',
    'a@b@c.vn',
  ]);
});
