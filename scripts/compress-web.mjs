// Writes .br and .gz copies beside the text files of a built web client, so that the server need not compress at request time.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const text = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/;
// Below one packet a compressed copy saves nothing.
const smallest = 1400;

for (const name of readdirSync(process.argv[2], { recursive: true })) {
  const file = join(process.argv[2], name);
  if (!text.test(file) || !statSync(file).isFile()) continue;
  const content = readFileSync(file);
  if (content.length < smallest) continue;
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
