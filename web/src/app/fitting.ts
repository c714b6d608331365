/**
 * How many entries of a row are shown; the others go behind one more entry.
 * @param widths of the entries, in their order
 * @param more the width of the entry that the others are behind
 */
export function fitting(widths: readonly number[], more: number, room: number): number {
  // Widths are fractions of a pixel, the room is a whole number.
  const fits = (wanted: number) => wanted <= room + 1;
  if (fits(widths.reduce((sum, width) => sum + width, 0))) return widths.length;
  let taken = more;
  let shown = 0;
  for (const width of widths) {
    taken += width;
    if (!fits(taken)) break;
    shown++;
  }
  return shown;
}
