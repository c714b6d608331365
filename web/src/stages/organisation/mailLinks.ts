export interface MailPart {
  text: string;
  /** Where it begins in the mail. */
  at: number;
  isLink: boolean;
}

// A full stop or bracket after an address belongs to the sentence.
const link = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

/** A mail's plain text, with its addresses set apart. */
export function partsOf(text: string): MailPart[] {
  const parts: MailPart[] = [];
  let done = 0;
  for (const found of text.matchAll(link)) {
    if (found.index > done) parts.push({ text: text.slice(done, found.index), at: done, isLink: false });
    parts.push({ text: found[0], at: found.index, isLink: true });
    done = found.index + found[0].length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), at: done, isLink: false });
  return parts;
}
