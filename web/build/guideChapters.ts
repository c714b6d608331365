import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Tokens } from 'marked';

export const guideFolder = resolve(import.meta.dirname, '../../docs/huong-dan');

/** Where the client finds the guide's pictures; the file's name bears its content's hash. */
export const pictureFolder = 'assets/huong-dan';

/** Part of a chapter under one heading, as plain text: what the search in the page looks through. */
export interface GuideSection {
  /** Of the heading; empty for what stands before the first one. */
  id: string;
  title: string;
  text: string;
}

export interface GuideChapter {
  /** The file's name without ".md"; empty for the table of contents. */
  slug: string;
  title: string;
  html: string;
  sections: GuideSection[];
}

/** The chapters in the order of the table of contents, which comes first itself. */
export async function readGuide(folder = guideFolder): Promise<GuideChapter[]> {
  const contents = readFileSync(join(folder, 'README.md'), 'utf8');
  const listed = [...contents.matchAll(/^\d+\. \[[^\]]+\]\(([\w-]+)\.md\)/gm)].map(([, slug = '']) => slug);
  const there = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const missing = there.filter((name) => !listed.includes(name.slice(0, -3)));
  if (missing.length > 0) throw new Error(`docs/huong-dan/README.md does not list ${missing.join(', ')}`);
  return Promise.all([
    readChapter('', contents, folder),
    ...listed.map((slug) => readChapter(slug, readFileSync(join(folder, `${slug}.md`), 'utf8'), folder)),
  ]);
}

async function readChapter(slug: string, markdown: string, folder: string): Promise<GuideChapter> {
  const { Marked } = await import('marked');
  const marked = new Marked({ renderer: rendererOf(folder) });
  const tokens = marked.lexer(markdown);
  const [first] = tokens;
  if (first?.type !== 'heading') throw new Error(`docs/huong-dan/${slug || 'README'}.md does not begin with a heading`);
  const body = Object.assign(tokens.slice(1), { links: tokens.links });
  const sections: GuideSection[] = [{ id: '', title: first.text, text: '' }];
  for (const token of body) {
    if (token.type === 'heading' && token.depth === 2) {
      sections.push({ id: anchorOf(token.text), title: token.text, text: '' });
      continue;
    }
    const section = sections.at(-1);
    const text = plain(marked.parser(Object.assign([token], { links: tokens.links })));
    if (section && text) section.text = `${section.text} ${text}`.trim();
  }
  return { slug, title: first.text, html: marked.parser(body), sections };
}

/** The same for headings and for links to them, with or without accents. */
export function anchorOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-');
}

function plain(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

function rendererOf(folder: string) {
  return {
    heading(this: Parsing, { tokens, text, depth }: Tokens.Heading): string {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link(this: Parsing, { href, tokens }: Tokens.Link): string {
      const words = this.parser.parseInline(tokens);
      const [, slug, anchor] = /^([\w-]+)\.md(?:#(.+))?$/.exec(href) ?? [];
      // Other documents of the repository are not in the product.
      if (slug === undefined) return words;
      const chapter = slug === 'README' ? '/huong-dan' : `/huong-dan/${slug}`;
      return `<a href="${chapter}${anchor ? `#${anchorOf(anchor)}` : ''}">${words}</a>`;
    },
    image({ href, text }: Tokens.Image): string {
      const { address, width, height } = pictureOf(join(folder, href));
      const picture = `<img src="/${address}" alt="${text}" width="${width}" height="${height}" loading="lazy" />`;
      return `<a class="guide-picture" href="/${address}">${picture}</a>`;
    },
    // A wide table moves inside its own box, not the page.
    table(this: Parsing, token: Tokens.Table): string {
      const cells = (row: Tokens.TableCell[], tag: string) =>
        row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
      const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
      const head = `<thead><tr>${cells(token.header, 'th scope="col"').replaceAll('</th scope="col">', '</th>')}</tr></thead>`;
      return `<div class="guide-table"><table>${head}<tbody>${rows}</tbody></table></div>\n`;
    },
  };
}

interface Parsing {
  parser: { parseInline(tokens: Tokens.Generic[]): string };
}

export interface GuidePicture {
  file: string;
  /** Below the client's root. */
  address: string;
  width: number;
  height: number;
}

/** A screenshot of the guide (PNG), and where its smaller copy is served. */
export function pictureOf(file: string): GuidePicture {
  const content = readFileSync(file);
  const name = /([\w-]+)\.png$/.exec(file)?.[1];
  if (!name) throw new Error(`${file} is not a PNG with a plain name`);
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 8);
  // PNG, 11.2.2: the header chunk comes first, and in it the size.
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  return { file, address: `${pictureFolder}/${name}-${hash}.webp`, width, height };
}

export function picturesOf(folder = guideFolder): GuidePicture[] {
  const images = join(folder, 'images');
  return readdirSync(images)
    .filter((name) => name.endsWith('.png'))
    .sort()
    .map((name) => pictureOf(join(images, name)));
}
