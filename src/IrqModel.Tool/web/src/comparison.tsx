import { Filter } from './filter';
import { Difference, Moment, differences, report, text } from './model';
import { Place, SourceLink } from './source';

type Open = (place: Place) => void;

/** What was compared: how many functions differ, and the first step at which the runs part. */
export function Compared({ open, show }: { open: Open; show: (filter: Filter) => void }) {
  const comparison = report.comparison;
  if (!comparison) return null;
  return (
    <article class="rule compared" aria-labelledby="compared-title">
      <h2 id="compared-title">{comparison.headline}</h2>
      {comparison.differences.length > 0 && <button type="button" class="link" onClick={() => show({ words: '', differs: true })}>Show only what differs</button>}
      {comparison.first && <><p>The runs part here:</p><Moments left={comparison.first.left} right={comparison.first.right} open={open} /></>}
    </article>
  );
}

/** In what a function differs, and at which of its steps the sides part. */
export function Differs({ number, open }: { number: number; open: Open }) {
  const difference = differences.get(number);
  const comparison = report.comparison;
  if (!difference || !comparison) return null;
  return (
    <div class="part differs">
      <h4>What differs</h4>
      <table>
        <thead><tr><th scope="col"><span class="unseen">what</span></th><th scope="col">{comparison.left}</th><th scope="col">{comparison.right}</th></tr></thead>
        <tbody>
          {difference.details.map(detail => <tr><th scope="row">{text(detail.what)}</th><td>{text(detail.left)}</td><td>{text(detail.right)}</td></tr>)}
        </tbody>
      </table>
      {difference.moreDetails && <p class="dim">And {difference.moreDetails} differences more: <code>irqmodel diff --json</code> has all.</p>}
      <Parted difference={difference} open={open} />
    </div>
  );
}

function Parted({ difference, open }: { difference: Difference; open: Open }) {
  if (!difference.parting) return null;
  if (report.comparison!.isSeen) return <><p>The step of the run that decided it:</p><ul class="moments"><li><Step moment={difference.parting.left} open={open} /></li></ul></>;
  return <><p>The first step of this function that differs:</p><Moments {...difference.parting} open={open} /></>;
}

function Moments({ left, right, open }: { left?: Moment; right?: Moment; open: Open }) {
  return (
    <ul class="moments">
      <li><b>{report.comparison!.left}</b> <Step moment={left} open={open} /></li>
      <li><b>{report.comparison!.right}</b> <Step moment={right} open={open} /></li>
    </ul>
  );
}

const Step = ({ moment, open }: { moment?: Moment; open: Open }) => moment
  ? <span>step {moment.at}: {text(moment.text)} <SourceLink source={moment.source} line={moment.line} open={open} /></span>
  : <span class="dim">no further step</span>;
