import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from './webAuthn';

describe('bytes in base64url', () => {
  it('go there and back, whatever their length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) % 256);
      expect(bytesOf(textOf(bytes.buffer))).toEqual(bytes);
    }
  });

  it('are written without padding and with letters that addresses take', () => {
    expect(textOf(Uint8Array.of(0xfb, 0xff, 0xfe, 0xff).buffer)).toBe('-__-_w');
    expect(bytesOf('-__-_w')).toEqual(Uint8Array.of(0xfb, 0xff, 0xfe, 0xff));
  });
});
