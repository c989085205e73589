// Figures: where the bench is, and medians with their spread.
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/// The middle of the values, with the least and the most.
export const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1), runs: sorted.length };
};
