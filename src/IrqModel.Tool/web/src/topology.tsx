import { useMemo } from 'preact/hooks';
import { Filter } from './filter';
import { Bus, Fn, Mood, Run, count, differences, glyphOf, moodOf, nameOf, report, roleOf, short, unitOf, verdictOf } from './model';

// More functions than that on one bus, or VFs of one PF, share a chip.
const MOST_CHIPS = 24;

export const unitColour = (fn: Fn): string => fn.unitOpen ? 'unit-open' : fn.unit === undefined ? 'unit-none' : `unit-${fn.unit % 10}`;

interface Props { runs: Run[]; selected: number; inspect: (number: number) => void; show: (filter: Filter) => void }

/** Segments, buses, bridges, units with their scopes, PFs and VFs. */
export function Topology({ runs, selected, inspect, show }: Props) {
  const onBus = useMemo(() => {
    const lists: number[][] = report.buses.map(() => []);
    report.functions.forEach((fn, index) => lists[fn.bus].push(index));
    return lists;
  }, []);
  const segments = useMemo(() => [...new Set(report.buses.map(bus => bus.segment))].sort((a, b) => a - b), []);
  return (
    <section id="machine" aria-labelledby="machine-title">
      <h2 id="machine-title">Machine</h2>
      <Units show={show} />
      {segments.map(segment => (
        <div class="segment">
          <h3>segment <span class="mono">{segment.toString(16).padStart(4, '0')}</span></h3>
          <ul class="buses">
            {report.buses.map((bus, index) => bus.segment === segment && isOutermost(bus)
              ? <BusRow index={index} onBus={onBus} runs={runs} selected={selected} inspect={inspect} show={show} /> : null)}
          </ul>
        </div>
      ))}
    </section>
  );
}

// A bus is drawn below the bridge that leads to it; one behind a controller has a segment of its own.
const isOutermost = (bus: Bus): boolean => bus.bridge === undefined || report.buses[report.functions[bus.bridge].bus].segment !== bus.segment;

function Units({ show }: { show: (filter: Filter) => void }) {
  const covered = useMemo(() => {
    const counts = report.units.map(() => 0);
    let none = 0;
    let open = 0;
    for (const fn of report.functions) fn.unitOpen ? open++ : fn.unit === undefined ? none++ : counts[fn.unit]++;
    return { counts, none, open };
  }, []);
  return (
    <ul class="units" aria-label="Remapping units">
      {report.units.map((unit, index) => (
        <li class={`unit unit-${index % 10}`}>
          <button type="button" onClick={() => show({ words: '', unit: index })}>
            <b>{unit.name}</b>
            <span>{count(covered.counts[index], 'function')}</span>
          </button>
          <p>
            {unit.base && <span class="mono">{unit.base}</span>}
            {unit.catchAll && <span>catch-all{unit.segment === undefined ? '' : ` of segment ${unit.segment.toString(16).padStart(4, '0')}`}</span>}
            {unit.scopes.slice(0, 8).map(scope => <span class="mono">{scope}</span>)}
            {unit.scopes.length > 8 && <span>and {unit.scopes.length - 8} scopes more</span>}
          </p>
        </li>
      ))}
      {covered.none > 0 && <li class="unit unit-none"><b>no unit</b><p>{count(covered.none, 'function')}: messages are not remapped</p></li>}
      {covered.open > 0 && <li class="unit unit-open"><b>not known</b><p>{count(covered.open, 'function')}: what is shown does not decide the unit</p></li>}
    </ul>
  );
}

// A bus with few chips leaves room for another one beside it.
const MOST_CHIPS_BESIDE = 4;

function groupsOf(virtual: number[]): Map<number | undefined, number[]> {
  const groups = new Map<number | undefined, number[]>();
  for (const number of virtual) {
    const pf = report.functions[number].pf;
    const group = groups.get(pf);
    if (group) group.push(number);
    else groups.set(pf, [number]);
  }
  return groups;
}

interface BusProps extends Props { index: number; onBus: number[][] }

function BusRow({ index, onBus, ...props }: BusProps) {
  const bus = report.buses[index];
  const functions = onBus[index];
  const virtual = functions.filter(number => report.functions[number].kind === 'Vf');
  const others = functions.filter(number => report.functions[number].kind !== 'Vf');
  const below = report.buses.flatMap((other, number) => other.bridge !== undefined && report.functions[other.bridge].bus === index && other.segment === bus.segment ? [number] : []);
  const chips = [others, ...groupsOf(virtual).values()].reduce((sum, numbers) => sum + (numbers.length > MOST_CHIPS ? 1 : numbers.length), 0);
  const note = { Root: 'root', Bridged: '', Hidden: 'behind a controller', Virtual: 'VFs only', Open: 'what leads here is not shown' }[bus.kind];
  const groups = groupsOf(virtual);
  return (
    <li class={`bus${below.length > 0 || chips > MOST_CHIPS_BESIDE ? ' wide' : ''}`}>
      <div class="bus-name">
        <span class="mono">{bus.number.toString(16).padStart(2, '0')}</span>
        <small>{bus.bridge !== undefined ? `${bus.kind === 'Hidden' ? 'behind' : 'below'} ${isOutermost(bus) ? short(report.functions[bus.bridge].address) : report.functions[bus.bridge].address.slice(-4)}` : note}</small>
      </div>
      <div class="chips">
        <Chips numbers={others} what="function" filter={{ words: '', bus: index }} {...props} />
        {[...groups].map(([pf, numbers]) => <Chips numbers={numbers} what="VF" filter={pf === undefined ? { words: '', bus: index, role: 'Vf' } : { words: '', pf }} {...props} />)}
      </div>
      {below.length > 0 && <ul class="buses">{below.map(number => <BusRow key={number} index={number} onBus={onBus} {...props} />)}</ul>}
    </li>
  );
}

function Chips({ numbers, what, filter, runs, selected, inspect, show }: Props & { numbers: number[]; what: string; filter: Filter }) {
  if (numbers.length === 0) return null;
  if (numbers.length > MOST_CHIPS) return <Crowd numbers={numbers} what={what} runs={runs} open={() => show(filter)} />;
  return (
    <>
      {numbers.map(number => {
        const fn = report.functions[number];
        const role = fn.kind === 'Vf' ? 'VF' : fn.kind === 'Pf' ? 'PF' : fn.kind === 'Bridge' ? 'bridge' : '';
        const name = nameOf(fn);
        return (
          <button
            type="button" class={`chip ${unitColour(fn)} ${fn.kind.toLowerCase()}`} aria-pressed={number === selected} onClick={() => inspect(number)}
            title={`${fn.address} ${name}, ${roleOf(fn)}, ${unitOf(fn)}: ${runs.map(run => verdictOf(run.fates[number])).join(' / ')}`}>
            <span class="mono">{fn.address.slice(-4)}</span>
            {differences.has(number) && <b class="differs"><span aria-hidden="true">≠</span><span class="unseen">differs</span></b>}
            {role && <small>{role}</small>}
            {name && fn.kind !== 'Vf' && <span class="chip-name">{name.replace(/^[^:]*: /, '')}</span>}
            {runs.map(run => <Glyph mood={moodOf(run.fates[number])} glyph={glyphOf(run.fates[number])} says={verdictOf(run.fates[number])} />)}
          </button>
        );
      })}
    </>
  );
}

export const Glyph = ({ mood, glyph, says }: { mood: Mood; glyph: string; says: string }) => (
  <span class={`glyph ${mood}`}><span aria-hidden="true">{glyph}</span><span class="unseen">{says}</span></span>
);

function Crowd({ numbers, what, runs, open }: { numbers: number[]; what: string; runs: Run[]; open: () => void }) {
  const first = report.functions[numbers[0]];
  const last = report.functions[numbers[numbers.length - 1]];
  return (
    <button type="button" class={`chip crowd ${unitColour(first)}`} onClick={open}>
      <span>{count(numbers.length, what)}{first.pf !== undefined && what === 'VF' ? ` of ${short(report.functions[first.pf].address).slice(-4)}` : ''}</span>
      <span class="mono dim">{short(first.address)}–{short(last.address).slice(-4)}</span>
      {runs.map(run => {
        const counts = new Map<Mood, number>();
        for (const number of numbers) counts.set(moodOf(run.fates[number]), (counts.get(moodOf(run.fates[number])) ?? 0) + 1);
        return (
          <span class="share">
            {[...counts].map(([mood, many]) => <Glyph mood={mood} glyph={`${glyphOf(run.fates[numbers.find(number => moodOf(run.fates[number]) === mood)!])} ${many}`} says={`${many} ${mood === 'bad' ? 'die' : mood === 'good' ? 'arrive' : mood === 'open' ? 'unknown' : 'send none'}`} />)}
          </span>
        );
      })}
    </button>
  );
}
