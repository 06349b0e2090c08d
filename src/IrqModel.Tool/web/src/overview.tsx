import { tally } from './filter';
import { Mood, Run, count, placeOf, report } from './model';
import { Place, SourceLink } from './source';

const moods: [Mood, string][] = [['bad', 'die'], ['open', 'unknown'], ['good', 'arrive'], ['plain', 'send none']];

export interface HeadsProps {
  runs: Run[]; left: number; beside?: number; setLeft: (run: number) => void; setBeside: (run?: number) => void; show: (mood: Mood) => void;
}

/** The runs that are shown: what dies in each, and how many functions fare how. */
export function RunHeads({ runs, left, beside, setLeft, setBeside, show }: HeadsProps) {
  return (
    <>
      {report.runs.length > 1 && (
        <div class="choose">
          <label>Run <select value={left} onChange={event => setLeft(Number(event.currentTarget.value))}>
            {report.runs.map((run, index) => <option value={index}>{run.name}</option>)}
          </select></label>
          <label>beside <select value={beside ?? ''} onChange={event => setBeside(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}>
            <option value="">none</option>
            {report.runs.map((run, index) => <option value={index}>{run.name}</option>)}
          </select></label>
        </div>
      )}
      <div class={`pair runs of${runs.length}`}>
        {runs.map(run => <Head run={run} show={show} />)}
      </div>
    </>
  );
}

function Head({ run, show }: { run: Run; show: (mood: Mood) => void }) {
  const counts = tally(run);
  const headline = run.headline.replace(` under ${run.label}`, '');
  return (
    <article class={`head ${counts.bad > 0 ? 'bad' : counts.good > 0 ? 'good' : 'plain'}`}>
      <p class="run-name"><b>{run.name}</b>{run.label !== run.name && <span> {run.label}</span>}</p>
      <p class="headline">{headline}</p>
      <div class="bar" aria-hidden="true">
        {moods.filter(([mood]) => counts[mood] > 0).map(([mood]) => <span class={mood} style={{ flexGrow: counts[mood] }} />)}
      </div>
      <div class="counts">
        {moods.filter(([mood]) => counts[mood] > 0).map(([mood, word]) => (
          <button type="button" class={`count ${mood}`} onClick={() => show(mood)}><b>{counts[mood].toLocaleString('en')}</b> {word}</button>
        ))}
      </div>
    </article>
  );
}

/** The rules that are broken where interrupts die: why, and what mends it. */
export function Rules({ runs, open, show }: { runs: Run[]; open: (place: Place) => void; show: (rule: string) => void }) {
  const broken = new Map<string, { functions: Set<number>; runs: Set<number> }>();
  runs.forEach((run, at) => run.fates.forEach((fate, index) => fate?.rules?.forEach(rule => {
    const entry = broken.get(rule) ?? { functions: new Set(), runs: new Set() };
    entry.functions.add(index);
    entry.runs.add(at);
    broken.set(rule, entry);
  })));
  if (broken.size === 0) return null;
  return (
    <div class="rules">
      {[...broken].map(([id, { functions, runs: at }]) => {
        const rule = report.rules[id];
        const first = functions.values().next().value!;
        const places = new Map(runs.filter((_, index) => at.has(index)).flatMap(run => run.findings).filter(finding => finding.rule === id && finding.source !== undefined && !finding.consequence).map(finding => [placeOf(finding), finding]));
        return (
          <article class="rule">
            <h2><span class="tag bad">{id}</span> {rule.title}</h2>
            <p>{rule.words}</p>
            <dl>
              <dt>hits</dt>
              <dd><button type="button" class="link" onClick={() => show(id)}>{count(functions.size, 'function')}</button>{runs.length > 1 && ` in ${runs.filter((_, index) => at.has(index)).map(run => run.name).join(' and ')}`}</dd>
              {places.size > 0 && <><dt>where</dt><dd>{[...places.values()].slice(0, 4).map(finding => <SourceLink source={finding.source} line={finding.line} open={open} />)}</dd></>}
              {rule.fix && <><dt>fix</dt><dd>{rule.fix}</dd></>}
              {rule.until && <><dt>{rule.fix ? 'until then' : 'helps'}</dt><dd>{rule.until}</dd></>}
              {rule.seeLive && <><dt>see it live</dt><dd>{rule.seeLive.replace('ADDRESS', report.functions[first].address)}</dd></>}
              <dt>rule</dt><dd><a href={rule.link} rel="noreferrer">{id}</a> <span class="dim">(opens the documentation)</span></dd>
            </dl>
          </article>
        );
      })}
    </div>
  );
}
