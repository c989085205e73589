// The words of a text, as the index has them (`src/search/words.rs`), and which of them readers take for
// the same: forms of one word, and one that was mistyped.
import { fold } from "./index.js";

const LONGEST = 40;
const MOST_JOINED = 4;
const JOINT = /^[-_.:/]{1,2}$/;
const RUN = /([\p{L}\p{N}][\p{L}\p{N}\p{M}]*)(\+\+|#)?/gu;
const CAMEL = /(?<=[a-z])(?=[A-Z])/;
const SHORTEST_PART = 3;

/** Scripts that put no spaces between words: any two characters in a row are a word there. */
export const CLOSE = /([\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+)/u;

/** The words of a text as they are read, and besides them what each of `dry-run` or `readToString` is as a
    whole or in parts. */
export function words(text) {
  const read = [];
  const besides = [];
  for (const stretch of text.split(/\s+/)) {
    let whole = "";
    let runs = 0;
    let end = 0;
    for (const { 0: all, 1: run, 2: signs, index } of stretch.matchAll(RUN)) {
      if (runs && !JOINT.test(stretch.slice(end, index))) runs = MOST_JOINED + 1;
      end = index + run.length;
      const folded = fold(run);
      if (signs && /^[a-z]$/.test(folded)) {
        read.push(folded + signs);
        end = index + all.length;
      } else if ([...folded].length <= LONGEST || CLOSE.test(folded)) {
        read.push(...runWords(folded));
        if (CAMEL.test(run)) besides.push(...run.split(CAMEL).filter((it) => it.length >= SHORTEST_PART).map(fold));
      }
      whole += folded;
      runs++;
    }
    if (runs >= 2 && runs <= MOST_JOINED && [...whole].length <= LONGEST && !CLOSE.test(whole)) besides.push(whole);
  }
  return { read, besides };
}

function runWords(run) {
  return run.split(CLOSE).filter(Boolean).flatMap((part) => {
    const signs = [...part];
    return CLOSE.test(part) && signs.length > 2 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [part];
  });
}

/** What is left of a word without these endings, if that is enough to be told from others. */
function cut(word, ending, least = 4) {
  const rest = word.replace(ending, "");
  return rest.length >= least ? rest : word;
}

/** The beginning that the forms of a word have in common, in English and Spanish: `contain` for
    `containers`, `etiquet` for `etiquetas`. It only ever cuts, so all forms stand near each other. */
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  let rest = cut(word, /(?:(?<=[isxz]|ch|sh)es|(?<![isu])s)$/, 3);
  for (let before; before !== rest; ) {
    before = rest;
    rest = cut(rest, /(?:ation|edly|ment|ly|mente|ion)$/);
    const bare = cut(rest, /(?:ing|ed|er)$/);
    rest = bare === rest ? rest : bare.replace(/([bdfgmnprt])\1$/, "$1");
  }
  for (let before; before !== rest; ) rest = cut((before = rest), /[eyiao]$/);
  return rest;
}

/** How many letters were left out, added, changed or swapped with the next between two words, if it is
    `most` at the most (optimal string alignment). */
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}
