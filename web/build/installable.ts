import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const root = resolve(import.meta.dirname, '..');
const workerFile = resolve(root, 'src/worker/serviceWorker.ts');
const workerName = 'serviceWorker.js';

/** Pages whose code is fetched before anybody opens them, so that they are there without a network. */
const shellPages = ['GuidePage'];

/** What Vietnamese is written with; other scripts are fetched when a text needs them. */
const shellFonts = /be-vietnam-pro-(vietnamese|latin)-(400|500|600|700)-normal-[\w-]+\.woff2$/;

interface Icon {
  fileName: string;
  svg: string;
  pixels: number;
}

/** Drawn from the SVGs at build time: installed programs are shown by pixels. */
const icons: Icon[] = [
  { fileName: 'icons/icon-192.png', svg: 'public/favicon.svg', pixels: 192 },
  { fileName: 'icons/icon-512.png', svg: 'public/favicon.svg', pixels: 512 },
  { fileName: 'icons/maskable-512.png', svg: 'icons/maskable.svg', pixels: 512 },
  { fileName: 'icons/apple-touch-icon.png', svg: 'icons/maskable.svg', pixels: 180 },
];

// https://www.w3.org/TR/appmanifest/
const manifest = {
  id: '/',
  name: 'DiemCau – Họp trực tuyến',
  short_name: 'DiemCau',
  description: 'Hội nghị truyền hình của tỉnh và các đơn vị.',
  lang: 'vi',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#ffffff',
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: 'Lịch họp', url: '/lich-hop' },
    { name: 'Hướng dẫn', url: '/huong-dan' },
  ],
};

/** The client as a program that browsers install: manifest, icons, and a service worker that knows which files its shell is made of. */
export function installable(): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: workerFile, fileName: workerName });
    },
    async generateBundle(_, bundle) {
      const { default: sharp } = await import('sharp');
      for (const { fileName, svg, pixels } of icons) {
        const source = await sharp(readFileSync(resolve(root, svg)), { density: 600 })
          .resize(pixels)
          .png()
          .toBuffer();
        this.emitFile({ type: 'asset', fileName, source });
      }
      this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest) });
      const worker = bundle[workerName];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) throw new Error(`${workerName} has to stand alone`);
      const written = worker.code.replace(/(['"`])__SHELL__\1/, JSON.stringify(shellOf(bundle)));
      if (written === worker.code) throw new Error(`${workerName} has no place for the shell's files`);
      worker.code = written;
    },
  };
}

function shellOf(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const begun = chunks.filter(
    ({ isEntry, name, fileName }) => fileName !== workerName && (isEntry || shellPages.includes(name)),
  );
  if (begun.length !== 1 + shellPages.length) throw new Error('the shell has not the pages that it should have');
  const files = new Set<string>();
  for (let queue = begun.map(({ fileName }) => fileName); queue.length > 0; ) {
    const fileName = queue.pop() ?? '';
    const chunk = bundle[fileName];
    if (chunk?.type !== 'chunk' || files.has(fileName)) continue;
    files.add(fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    queue = [...queue, ...chunk.imports];
  }
  for (const fileName of Object.keys(bundle)) if (shellFonts.test(fileName)) files.add(fileName);
  return ['/', ...[...files].sort().map((file) => `/${file}`)];
}
