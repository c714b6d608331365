import { folded } from '../../ui/folded';

export interface Searchable {
  slug: string;
  title: string;
  sections: readonly { id: string; title: string; text: string }[];
}

export interface Finding {
  /** Of the chapter, for the link. */
  slug: string;
  id: string;
  chapter: string;
  title: string;
  /** Around the first word that was found. */
  excerpt: string;
}

/** Letters shown before and after what was found. */
const around = 60;
const longest = 180;

/** The sections in which every word stands, those with a word in the heading first. Without regard to accents and case. */
export function search(chapters: readonly Searchable[], term: string): Finding[] {
  const words = folded(term).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (!first) return [];
  const found = chapters.flatMap((chapter) =>
    chapter.sections.flatMap((section) => {
      const heading = folded(`${chapter.title} ${section.title}`);
      const text = folded(section.text);
      if (!words.every((word) => heading.includes(word) || text.includes(word))) return [];
      const inHeading = words.filter((word) => folded(section.title).includes(word)).length;
      return [{ chapter, section, inHeading }];
    }),
  );
  return found
    .sort((a, b) => b.inHeading - a.inHeading)
    .map(({ chapter, section }) => ({
      slug: chapter.slug,
      id: section.id,
      chapter: chapter.title,
      title: section.title,
      excerpt: excerptOf(section.text, first),
    }));
}

function excerptOf(text: string, word: string): string {
  // Composed letters fold one to one, so that a place in the folded text is one in the text.
  const written = text.normalize('NFC');
  const at = Math.max(0, folded(written).indexOf(word));
  const from = at < around ? 0 : written.lastIndexOf(' ', at - around) + 1;
  const part = written.slice(from, from + longest);
  return `${from > 0 ? '… ' : ''}${part}${from + longest < written.length ? '…' : ''}`;
}
