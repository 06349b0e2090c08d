import { Fate, Mood, Run, differences, dies, moodOf, nameOf, report, roleOf, short, text, unitOf, verdictOf } from './model';

export interface Filter { words: string; mood?: Mood; unit?: number; rule?: string; role?: 'Pf' | 'Vf' | 'Bridge'; bus?: number; pf?: number; differs?: boolean }

// Where runs were compared, what differs is known; otherwise two runs differ in how a function fares.
const differ = (runs: Run[], index: number): boolean => report.comparison ? differences.has(index) : runs.length > 1 && !same(runs[0].fates[index], runs[1].fates[index]);

const same = (left?: Fate | null, right?: Fate | null): boolean => left?.verdict === right?.verdict && left?.fault === right?.fault && left?.chain === right?.chain;

/** All that can be searched of each function, in lower case. Made once for the runs that are shown: it is what makes typing fast. */
export function searchTexts(runs: Run[]): string[] {
  const ofFate = new Map<string, string>();
  return report.functions.map((fn, index) => {
    const fates = runs.map(run => {
      const fate = run.fates[index];
      const key = `${fate?.verdict} ${fate?.fault} ${fate?.chain} ${fate?.format} ${fate?.rules}`;
      let words = ofFate.get(key);
      if (words === undefined) {
        words = `${verdictOf(fate)} ${text(fate?.chain)} ${text(fate?.format)} ${fate?.rules?.join(' ') ?? ''}`.toLowerCase();
        ofFate.set(key, words);
      }
      return words;
    });
    return `${fn.address} ${nameOf(fn).toLowerCase()} ${roleOf(fn).toLowerCase()} ${unitOf(fn).toLowerCase()} ${text(fn.driver).toLowerCase()} ${fates.join(' ')}`;
  });
}

/** The numbers of the functions that a filter lets through. */
export function apply(filter: Filter, runs: Run[], texts: string[]): number[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (let index = 0; index < report.functions.length; index++) {
    const fn = report.functions[index];
    if (filter.unit !== undefined && fn.unit !== filter.unit) continue;
    if (filter.bus !== undefined && fn.bus !== filter.bus) continue;
    if (filter.pf !== undefined && fn.pf !== filter.pf) continue;
    if (filter.role && fn.kind !== filter.role) continue;
    if (filter.mood && !runs.some(run => moodOf(run.fates[index]) === filter.mood)) continue;
    if (filter.rule && !runs.some(run => run.fates[index]?.rules?.includes(filter.rule!))) continue;
    if (filter.differs && !differ(runs, index)) continue;
    if (words.every(word => texts[index].includes(word))) found.push(index);
  }
  return found;
}

export const isEmpty = (filter: Filter): boolean =>
  !filter.words && !filter.mood && filter.unit === undefined && !filter.rule && !filter.role && filter.bus === undefined && filter.pf === undefined && !filter.differs;

/** What a filter shows, in words. */
export const describe = (filter: Filter): string[] => [
  filter.unit === undefined ? '' : report.units[filter.unit].name,
  filter.bus === undefined ? '' : `bus ${report.buses[filter.bus].number.toString(16).padStart(2, '0')}`,
  filter.pf === undefined ? '' : `VFs of ${short(report.functions[filter.pf].address)}`,
  filter.rule ?? '',
].filter(Boolean);

/** How many functions of a run fare how. */
export function tally(run: Run): Record<Mood, number> {
  const counts: Record<Mood, number> = { bad: 0, open: 0, good: 0, plain: 0 };
  for (const fate of run.fates) if (fate) counts[moodOf(fate)]++;
  return counts;
}

/** The function that a reader wants to see first: one that differs, or whose interrupts die, or that sends any, or else the first. */
export function firstToShow(runs: Run[]): number {
  const different = report.comparison?.differences;
  if (different?.length) return (different.find(({ function: index }) => runs.some(run => run.fates[index] && dies(run.fates[index]!.verdict))) ?? different[0]).function;
  const dying = report.functions.findIndex((_, index) => runs.some(run => run.fates[index] && dies(run.fates[index]!.verdict)));
  if (dying >= 0) return dying;
  const sending = report.functions.findIndex((_, index) => runs.some(run => run.fates[index]?.interrupts));
  return Math.max(0, sending);
}
