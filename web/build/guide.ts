import type { Plugin } from 'vite';
import { guideFolder, picturesOf, readGuide } from './guideChapters.ts';

const moduleName = 'virtual:guide';
const resolvedName = `\0${moduleName}`;

/** Screenshots with small letters; below this they begin to blur. */
const pictureQuality = 80;

/**
 * The user guide of docs/huong-dan inside the client: `virtual:guide` is its chapters, made once at build time, and its screenshots are
 * served as WebP, about a fifth of the PNGs.
 */
export function guide(): Plugin {
  return {
    name: 'guide',
    resolveId: (id) => (id === moduleName ? resolvedName : undefined),
    async load(id) {
      if (id !== resolvedName) return undefined;
      this.addWatchFile(guideFolder);
      const pictures = picturesOf().map(({ address }) => `/${address}`);
      return `export const chapters = ${JSON.stringify(await readGuide())};\nexport const pictures = ${JSON.stringify(pictures)};`;
    },
    async generateBundle() {
      for (const picture of picturesOf()) {
        this.emitFile({ type: 'asset', fileName: picture.address, source: await smaller(picture.file) });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const picture = picturesOf().find(({ address }) => `/${address}` === request.url);
        if (!picture) return next();
        void smaller(picture.file).then((content) => response.setHeader('Content-Type', 'image/webp').end(content));
      });
    },
  };
}

async function smaller(file: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp(file).webp({ quality: pictureQuality, effort: 4 }).toBuffer();
}
