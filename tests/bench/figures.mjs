// Figures: medians, how they are shown and where they are kept.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/// The middle of the values, with the least and the most.
export const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1), runs: sorted.length };
};

/// Keeps the figures of an area in target/bench.
export const keep = (area, figures) => {
  mkdirSync(join(root, "target/bench"), { recursive: true });
  writeFileSync(join(root, `target/bench/${area}.json`), `${JSON.stringify(figures, null, 2)}\n`);
};
