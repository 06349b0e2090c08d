// The document as the program writes it (Pages/Document). Texts are numbers into `texts`; what is not known is left out.

export type Verdict = 'Unknown' | 'Arrives' | 'Blocked' | 'Lost' | 'NoVectors' | 'Silent';
export type Role = 'Function' | 'Bridge' | 'Pf' | 'Vf' | 'Open';
export type LaneName = 'Kernel' | 'Iommu' | 'Driver' | 'Function' | 'Unit' | 'Processor';

export interface Unit { name: string; segment?: number; base?: string; catchAll: boolean; scopes: string[] }
export interface Bus { segment: number; number: number; bridge?: number; kind: 'Root' | 'Bridged' | 'Hidden' | 'Virtual' | 'Open' }
export interface Fn {
  address: string; kind: Role; bus: number; unit?: number; unitOpen?: boolean; unitBecause?: number; pf?: number; name?: number;
  driver?: number; where?: number; seenAddress?: string; seenData?: string;
}
export interface Hop { where: string; what: string; dies?: boolean }
export interface Interrupt {
  index: number; address: string; data: string; format: string; unit?: number; entry?: number; low?: string; high?: string;
  entryFormat?: string; device?: string; outcome: number; ends: 'Function' | 'Memory' | 'Unit' | 'Processor' | 'Handler'; arrives: boolean; fault?: number;
  processor?: number; vector?: number; chain?: number; hops?: Hop[];
}
export interface Fate {
  verdict: Verdict; fault?: number; chain?: number; deviceChain?: number; busChain?: number; format?: number; admits?: number; hop?: number;
  because?: number; run?: number; provided?: number[]; seen?: { what: number; agreement: string }[]; rules?: string[]; findings?: number[];
  interrupts?: Interrupt[]; moreInterrupts?: number; standIn?: string; why?: Reason[];
}
export interface Reason { text: number; source?: number; line?: number }
export interface Moment { at: number; text: number; source?: number; line?: number }
export interface Parting { left?: Moment; right?: Moment }
export interface Difference { function: number; details: { what: number; left: number; right: number }[]; moreDetails?: number; parting?: Parting }
export interface Comparison { headline: string; left: string; right: string; isSeen?: boolean; differences: Difference[]; first?: Parting }
export interface Step {
  at: number; operation: number; text: number; from: LaneName; to: LaneName; function?: number; subject?: number; source?: number; line?: number;
  dies?: boolean; parts?: boolean; partsRuns?: boolean;
}
export interface Finding { rule: string; text: number; isOwn?: boolean; source?: number; line?: number; consequence?: boolean }
export interface Run {
  name: string; label: string; headline: string; summary: string[]; assumptions: string[]; fates: (Fate | null)[]; steps: Step[];
  stepsLeft: number; findings: Finding[]; faults: string[];
}
export interface Rule { title: string; words: string; fix?: string; until?: string; seeLive?: string; link: string }
export interface Source { name: string; first: number; lines?: string[] }
export interface Field { high: number; low: number; name: string; meaning: string; values?: Record<string, string>; style?: 'RequesterId' | 'Decimal'; reserved?: boolean }
export interface Layout { name: string; title: string; bits: number; fields: Field[] }
export interface Refusal { where: string; text: string; from: string; means: string; times: number; function?: number }
export interface Report {
  title: string; tool: string; texts: string[]; units: Unit[]; buses: Bus[]; functions: Fn[]; runs: Run[]; beside?: number; comparison?: Comparison;
  rules: Record<string, Rule>; faultTexts: Record<string, string>; layouts: Layout[]; sources: Source[]; refusals: Refusal[]; notes: string[];
  inputs: string[]; next?: { command: string; tells: string };
}

export const report: Report = JSON.parse(document.getElementById('document')!.textContent!);

/** What a comparison found to differ, by function. */
export const differences = new Map(report.comparison?.differences.map(difference => [difference.function, difference]));

export const text = (number?: number): string => number === undefined ? '' : report.texts[number];
export const short = (address: string): string => address.startsWith('0000:') ? address.slice(5) : address;
export const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, '0')}`;
export const dies = (verdict: Verdict): boolean => verdict === 'Blocked' || verdict === 'Lost' || verdict === 'NoVectors';
export const count = (number: number, noun: string): string => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
export const nameOf = (fn: Fn): string => text(fn.name);

export const roleOf = (fn: Fn): string => {
  const of = fn.pf === undefined ? '' : ` of ${short(report.functions[fn.pf].address)}`;
  return { Function: 'function', Bridge: 'bridge', Pf: 'PF', Vf: `VF${of}`, Open: 'perhaps a VF' }[fn.kind];
};

export const unitOf = (fn: Fn): string => fn.unitOpen ? 'unit not known' : fn.unit === undefined ? 'no unit' : report.units[fn.unit].name;

export type Mood = 'good' | 'bad' | 'open' | 'plain';
export const moodOf = (fate?: Fate | null): Mood =>
  !fate || fate.verdict === 'Silent' ? 'plain' : fate.verdict === 'Arrives' ? 'good' : fate.verdict === 'Unknown' ? 'open' : 'bad';

export const glyphOf = (fate?: Fate | null): string => ({ good: '✓', bad: '✕', open: '?', plain: '–' })[moodOf(fate)];

export const verdictOf = (fate?: Fate | null): string => {
  if (!fate) return 'not in this run';
  switch (fate.verdict) {
    case 'Arrives': return 'arrives';
    case 'Blocked': return fate.fault === undefined ? 'blocked' : `blocked, fault ${hex(fate.fault)}`;
    case 'Lost': return 'lost';
    case 'NoVectors': return 'gets no vectors';
    case 'Silent': return 'sends no messages';
    default: return 'unknown';
  }
};

/** The place of a rule in the source: of its first finding. */
export const placeOf = (finding: Finding): string => finding.source === undefined ? '' : `${report.sources[finding.source].name}:${finding.line}`;
