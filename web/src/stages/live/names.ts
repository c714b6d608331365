/** Without accents and case, so that "dak lak" finds "Đắk Lắk". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** Words that many offices share say nothing about which one it is. */
const common = new Set(['ubnd', 'phong', 'hop', 'van', 'so', 'xa', 'phuong', 'diem', 'cau', 'hoi', 'truong', 'tinh']);

/** Two letters for a picture that is not there: "Phòng họp UBND xã Ea Kao" → "EK". */
export function initials(name: string): string {
  // What stands in brackets says more about a name than it belongs to it.
  const words = name.replace(/\([^)]*\)?/g, ' ').match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const telling = words.filter((word) => !common.has(plain(word)));
  const chosen = telling.length > 0 ? telling : words;
  const letters = chosen.length > 1 ? [chosen.at(-2), chosen.at(-1)] : chosen;
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

/** A calm colour of its own for each participant, the same on every screen: green to violet, because red means live. */
export function hue(id: string): number {
  let sum = 7;
  for (const character of id) sum = (sum * 131 + character.charCodeAt(0)) % 9973;
  return 165 + (sum % 130);
}
