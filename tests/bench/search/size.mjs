// How large an index is.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** More than this, and brotli at its best takes minutes: then its quality is 5, and the figures say so. */
const MANY = 20e6;

/** How many files of a folder the paths match, and their bytes: as they are, and as a host sends them.
    What our host does not know, such as Pagefind's own kinds, which are gzip already, is sent as it is. */
export function sizeOf(folder, isWanted = () => true) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => isWanted(name) && statSync(join(folder, name)).isFile());
  const raw = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const quality = raw > MANY ? 5 : 11;
  const sent = names.reduce((sum, name) => sum + sentOf(join(folder, name), quality), 0);
  return { files: names.length, raw, sent, quality };
}

function sentOf(file, quality) {
  if (!/\.(js|css|json|html|md|wasm)$/.test(file)) return statSync(file).size;
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}
