/** As a dialler takes it: digits, and a plus in front. */
export function telephoneOf(written: string): string {
  return `tel:${written.replace(/(?!^\+)\D/g, '')}`;
}

/** Opens the contact in Zalo. */
export function zaloOf(written: string): string {
  return `https://zalo.me/${written.replace(/\D/g, '')}`;
}
