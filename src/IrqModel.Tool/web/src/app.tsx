import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { Compared } from './comparison';
import { Detail } from './detail';
import { Filter, firstToShow, searchTexts } from './filter';
import { FunctionList } from './list';
import { report } from './model';
import { Notes, Refusals } from './notes';
import { Rules, RunHeads } from './overview';
import { Sequence } from './sequence';
import { Place, SourceDialog } from './source';
import { Theme, usePrinting, useSelected, useTheme } from './state';
import { Topology } from './topology';

export function App() {
  const [theme, setTheme] = useTheme();
  const [left, setLeft] = useState(0);
  const [beside, setBeside] = useState<number | undefined>(report.beside);
  const runs = useMemo(() => beside === undefined ? [report.runs[left]] : [report.runs[left], report.runs[beside]], [left, beside]);
  const texts = useMemo(() => searchTexts(runs), [runs]);
  const [selected, select] = useSelected(useMemo(() => firstToShow(runs), []));
  const [filter, setFilter] = useState<Filter>({ words: '' });
  const [place, setPlace] = useState<Place>();
  const printing = usePrinting();
  const functions = useRef<HTMLElement>(null);

  const show = useCallback((next: Filter) => {
    setFilter(next);
    functions.current?.scrollIntoView({ block: 'start' });
  }, []);
  const inspect = useCallback((number: number) => {
    select(number);
    functions.current?.scrollIntoView({ block: 'start' });
  }, []);

  // While somebody types, only the list changes: an element that is the same object is not drawn again.
  const overview = useMemo(() => (
    <section id="overview" aria-labelledby="title">
      <h1 id="title">{report.title}</h1>
      <RunHeads runs={runs} left={left} beside={beside} setLeft={setLeft} setBeside={setBeside} show={mood => show({ words: '', mood })} />
      <Compared open={setPlace} show={show} />
      <Rules runs={runs} open={setPlace} show={rule => show({ words: '', rule })} />
      <Refusals inspect={inspect} />
    </section>
  ), [runs, left, beside]);
  const machine = useMemo(() => <Topology runs={runs} selected={selected} inspect={inspect} show={show} />, [runs, selected]);
  const detail = useMemo(() => <Detail key={selected} number={selected} runs={runs} open={setPlace} select={select} />, [runs, selected]);
  const sequence = useMemo(() => <Sequence runs={runs} number={selected} open={setPlace} printing={printing} />, [runs, selected, printing]);
  const notes = useMemo(() => <Notes runs={runs} />, [runs]);

  return (
    <>
      <a class="skip" href="#functions">Skip to the functions</a>
      <header class="top">
        <span class="brand" aria-hidden="true">irq<b>model</b></span>
        <nav aria-label="Parts of the report">
          <a href="#overview">Overview</a>
          <a href="#machine">Machine</a>
          <a href="#functions">Functions</a>
          <a href="#bring-up">Bring-up</a>
          <a href="#notes">Notes</a>
        </nav>
        <label class="theme">
          <span class="unseen">Theme</span>
          <select value={theme} onChange={event => setTheme(event.currentTarget.value as Theme)}>
            <option value="auto">auto</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <button type="button" class="quiet" onClick={() => print()}>Print</button>
      </header>
      <main>
        {overview}
        {machine}
        <section id="functions" ref={functions} aria-labelledby="functions-title">
          <h2 id="functions-title">Functions</h2>
          <div class="functions">
            <FunctionList runs={runs} texts={texts} filter={filter} setFilter={setFilter} selected={selected} select={select} printing={printing} />
            {detail}
          </div>
        </section>
        {sequence}
        {notes}
      </main>
      <SourceDialog place={place} close={() => setPlace(undefined)} />
    </>
  );
}
