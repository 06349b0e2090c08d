import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Filter, apply, describe, isEmpty, tally } from './filter';
import { Mood, Run, count, differences, glyphOf, moodOf, nameOf, report, roleOf, short, unitOf, verdictOf } from './model';
import { Glyph, unitColour } from './topology';

const ROW = 46;
const MOST_PRINTED = 500;

interface Props {
  runs: Run[]; texts: string[]; filter: Filter; setFilter: (filter: Filter) => void; selected: number; select: (number: number) => void; printing: boolean;
}

/** Search, filter and the list of functions, of which only what is in sight is drawn. */
export function FunctionList({ runs, texts, filter, setFilter, selected, select, printing }: Props) {
  const found = useMemo(() => apply(filter, runs, texts), [filter, runs, texts]);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test((event.target as Element).tagName)) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', slash);
    return () => removeEventListener('keydown', slash);
  }, []);
  const counts = useMemo(() => runs.map(tally), [runs]);
  const mood = (value: Mood, word: string) => counts.some(each => each[value] > 0) && (
    <button type="button" class={`filter ${value}`} aria-pressed={filter.mood === value} onClick={() => setFilter({ ...filter, mood: filter.mood === value ? undefined : value })}>{word}</button>
  );
  const scope = describe(filter);
  return (
    <div class="list">
      <div class="find">
        <label class="unseen" for="search">Search functions</label>
        <input
          id="search" ref={search} type="search" placeholder="Search: address, name, driver, unit, verdict, rule ( / )" autocomplete="off" spellcheck={false}
          value={filter.words} onInput={event => setFilter({ ...filter, words: event.currentTarget.value })} />
        <div class="filters">
          {mood('bad', 'dies')}{mood('open', 'unknown')}{mood('good', 'arrives')}{mood('plain', 'sends none')}
          <button type="button" class="filter" aria-pressed={filter.role === 'Vf'} onClick={() => setFilter({ ...filter, role: filter.role === 'Vf' ? undefined : 'Vf' })}>VFs</button>
          {(runs.length > 1 || report.comparison) && <button type="button" class="filter" aria-pressed={!!filter.differs} onClick={() => setFilter({ ...filter, differs: !filter.differs })}>differs</button>}
          {!isEmpty(filter) && <button type="button" class="filter clear" onClick={() => setFilter({ words: '' })}>{scope.length > 0 ? `${scope.join(', ')} ` : ''}clear</button>}
        </div>
        <p class="dim" role="status" id="found">{found.length === report.functions.length ? count(found.length, 'function') : `${found.length.toLocaleString('en')} of ${count(report.functions.length, 'function')}`}</p>
      </div>
      {printing ? <Printed found={found} runs={runs} /> : <Rows found={found} runs={runs} selected={selected} select={select} />}
    </div>
  );
}

function Rows({ found, runs, selected, select }: { found: number[]; runs: Run[]; selected: number; select: (number: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, Element>({
    count: 0, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 8, initialRect: { width: 400, height: 600 },
    scrollToFn: elementScroll, observeElementRect, observeElementOffset, onChange: () => redraw(number => number + 1),
  }));
  virtualizer.setOptions({ ...virtualizer.options, count: found.length });
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  const at = found.indexOf(selected);
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [at, found]);
  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? ROW) / ROW) - 1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: found.length - 1 }[event.key];
    if (to === undefined || found.length === 0) return;
    event.preventDefault();
    select(found[Math.min(found.length - 1, Math.max(0, to))]);
  };
  return (
    <div
      class="rows" ref={box} style={{ height: `clamp(140px, ${found.length * ROW}px, var(--rows))` }} role="listbox" tabIndex={0} aria-label="Functions" aria-describedby="found"
      aria-activedescendant={at >= 0 ? `row-${selected}` : undefined} onKeyDown={move}>
      <div class="rows-inner" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(item => {
          const number = found[item.index];
          const fn = report.functions[number];
          return (
            <div
              key={number} id={`row-${number}`} class={`row ${unitColour(fn)}${short(fn.address) === fn.address ? ' long' : ''}`} role="option" aria-selected={number === selected} aria-setsize={found.length}
              aria-posinset={item.index + 1} style={{ transform: `translateY(${item.start}px)` }} onClick={() => select(number)}>
              <span class="mono">{short(fn.address)}</span>
              <span class="row-name">{nameOf(fn) || roleOf(fn)}</span>
              <span class="row-sub">{differences.has(number) && <b class="differs">≠ differs · </b>}{fn.kind === 'Function' ? '' : `${roleOf(fn)} · `}{unitOf(fn)}</span>
              <span class="row-fates">
                {runs.map(run => <span class={`verdict ${moodOf(run.fates[number])}`}><span aria-hidden="true">{glyphOf(run.fates[number])} </span>{verdictOf(run.fates[number])}</span>)}
              </span>
            </div>
          );
        })}
      </div>
      {found.length === 0 && <p class="none">No function matches.</p>}
    </div>
  );
}

function Printed({ found, runs }: { found: number[]; runs: Run[] }) {
  const order = [...found].sort((a, b) => Number(moodOf(runs[0].fates[b]) === 'bad') - Number(moodOf(runs[0].fates[a]) === 'bad') || a - b);
  return (
    <div class="printed">
      <table>
        <thead><tr><th>function</th><th>what</th><th>unit</th>{runs.map(run => <th>{run.name}</th>)}</tr></thead>
        <tbody>
          {order.slice(0, MOST_PRINTED).map(number => {
            const fn = report.functions[number];
            return <tr><td class="mono">{short(fn.address)}{differences.has(number) && <b class="differs"> ≠</b>}</td><td>{nameOf(fn) || roleOf(fn)}</td><td>{unitOf(fn)}</td>{runs.map(run => <td><Glyph mood={moodOf(run.fates[number])} glyph={glyphOf(run.fates[number])} says="" /> {verdictOf(run.fates[number])}</td>)}</tr>;
          })}
        </tbody>
      </table>
      {order.length > MOST_PRINTED && <p>And {count(order.length - MOST_PRINTED, 'function')} more: search or filter before printing.</p>}
    </div>
  );
}
