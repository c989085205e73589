// A line of stages that hand work on, each so and so fast, and nothing else, so that it is tested by
// itself. Source: E. M. Goldratt and J. Cox, "The Goal" (1984): what comes out of a line is what its
// slowest stage lets through, and work piles up before that stage.

/** What a line of stages with these rates, in pieces a day, does when as much is put in as the first stage
    can take: what comes out a day, which stage is the bottleneck (the first of the slowest), and by how
    many pieces a day the pile before each stage grows. */
export function flow(rates) {
  const throughput = Math.min(...rates);
  const bottleneck = rates.indexOf(throughput);
  let comes = rates[0];
  const growth = rates.map((rate) => {
    const grows = Math.max(0, comes - rate);
    comes = Math.min(comes, rate);
    return grows;
  });
  return { throughput, bottleneck, growth };
}

/** The piles before each stage a day later. The first stage always has something to do. */
export function nextDay(piles, rates) {
  const next = [...piles];
  let comes = 0;
  rates.forEach((rate, stage) => {
    const there = stage === 0 ? Infinity : next[stage] + comes;
    const done = Math.min(rate, there);
    if (stage > 0) next[stage] = there - done;
    comes = done;
  });
  return { piles: next, out: comes };
}
