import { Run, report, short } from './model';

/** Refused requests that a log shows. */
export function Refusals({ inspect }: { inspect: (number: number) => void }) {
  if (report.refusals.length === 0) return null;
  return (
    <div class="refusals">
      <h2>Refused requests in the log</h2>
      <ul>
        {report.refusals.map(refusal => (
          <li>
            <p class="mono line">{refusal.text}</p>
            <p><span class="dim">{refusal.where}{refusal.times > 1 ? `, ${refusal.times} times` : ''}; from </span>
              {refusal.function === undefined ? refusal.from : <button type="button" class="link" onClick={() => inspect(refusal.function!)}>{refusal.from}</button>}</p>
            <p><span class="dim">means </span>{refusal.means}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the answer rests on: what was read, what was assumed, and what would help next. */
export function Notes({ runs }: { runs: Run[] }) {
  const list = (title: string, lines: string[]) => lines.length > 0 && <div class="part"><h3>{title}</h3><ul>{lines.map(line => <li>{line}</li>)}</ul></div>;
  return (
    <section id="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">Notes</h2>
      {report.next && <p class="next">What would help most next: <code>{report.next.command}</code>. It would tell {report.next.tells}.</p>}
      {runs.map(run => list(`The short answer: ${run.name}`, run.summary))}
      {list('The machine', report.notes)}
      {runs.map(run => list(`Taken for granted in the run of ${run.name}`, run.assumptions))}
      {runs.map(run => list(`Faults on record: ${run.name}`, run.faults))}
      {list('What was read', report.inputs)}
      <p class="dim">{report.tool}. {report.functions.length.toLocaleString('en')} functions, {report.units.length} units. Addresses are segment:bus:device.function{report.functions.some(fn => short(fn.address) !== fn.address) ? '; segment 0000 is left out' : ''}.</p>
    </section>
  );
}
