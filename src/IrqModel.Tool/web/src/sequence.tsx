import { useMemo, useState } from 'preact/hooks';
import { LaneName, Run, Step, count, report, short, text } from './model';
import { Place, SourceLink } from './source';

const lanes: LaneName[] = ['Kernel', 'Iommu', 'Driver', 'Function', 'Unit', 'Processor'];
const MOST_STEPS = 400;

interface Props { runs: Run[]; number: number; open: (place: Place) => void; printing: boolean }

/** The bring-up of the function that is looked at, or of all, as a sequence diagram. */
export function Sequence({ runs, number, open, printing }: Props) {
  const [all, setAll] = useState(false);
  const [most, setMost] = useState(MOST_STEPS);
  const fn = report.functions[number];
  const shown = useMemo(() => runs.map(run => all ? run.steps : run.steps.filter(step => concerns(step, number))), [runs, number, all]);
  if (runs.every(run => run.steps.length === 0)) {
    return (
      <section id="bring-up" aria-labelledby="bring-up-title">
        <h2 id="bring-up-title">Bring-up</h2>
        <p class="dim">What is shown is what several kernels agree on. Choose one above to see its steps.</p>
      </section>
    );
  }
  const keys = shown.map(steps => new Set(steps.map(keyOf)));
  const names: Record<LaneName, string> = {
    Kernel: 'kernel', Iommu: 'IOMMU driver', Driver: 'driver', Function: all ? 'function' : short(fn.address),
    Unit: all || fn.unit === undefined ? 'unit' : report.units[fn.unit].name, Processor: 'processor',
  };
  return (
    <section id="bring-up" aria-labelledby="bring-up-title">
      <h2 id="bring-up-title">Bring-up <small class="mono">{all ? 'all functions' : fn.address}</small></h2>
      <div class="filters">
        <button type="button" class="filter" aria-pressed={!all} onClick={() => setAll(false)}>this function</button>
        <button type="button" class="filter" aria-pressed={all} onClick={() => setAll(true)}>all functions</button>
      </div>
      <div class={`pair of${runs.length}`}>
        {runs.map((run, index) => {
          const steps = shown[index].slice(0, printing ? MOST_STEPS : most);
          const others = runs.length > 1 ? keys[1 - index] : undefined;
          const parts = partingOf(shown[index], all, number, others);
          return (
            <div class="sequence">
              {runs.length > 1 && <p class="run-name"><b>{run.name}</b></p>}
              <div class="lanes" aria-hidden="true"><div class="lane-grid">{lanes.map(lane => <span>{names[lane]}</span>)}</div><span /></div>
              <ol>
                {steps.map((step, at) => (
                  <li class={`step ${step.dies ? 'dead' : ''} ${others && !others.has(keyOf(step)) ? 'only' : ''}`}>
                    {at === parts && <span class="part-here">{report.comparison?.isSeen ? 'this step decided it' : 'the runs part here'}</span>}
                    <Arrow step={step} />
                    <div class="happened">
                      <span class="op mono">{text(step.operation)}</span>
                      {all && step.function !== undefined && <span class="mono"> {short(report.functions[step.function].address)}</span>}
                      {step.subject !== undefined && <span> {text(step.subject)}</span>}
                      <span class="says"> {text(step.text)}</span>
                      <SourceLink source={step.source} line={step.line} open={open} />
                      <span class="unseen">, from {names[step.from]} to {names[step.to]}{step.dies ? ', lost' : ''}</span>
                    </div>
                  </li>
                ))}
              </ol>
              {shown[index].length > steps.length && !printing && (
                <button type="button" class="quiet" onClick={() => setMost(most * 4)}>{count(shown[index].length - steps.length, 'step')} more</button>
              )}
              {steps.length === 0 && <p class="dim">{run.steps.length === 0 ? 'No steps: this is what several kernels agree on.' : 'Its steps are not in this report.'}</p>}
              {run.stepsLeft > 0 && <p class="dim">{count(run.stepsLeft, 'step')} of other functions are left out of this report.</p>}
            </div>
          );
        })}
      </div>
    </section>
  );
}

// A function's own steps, what its PF does about VFs, and what concerns no function.
const concerns = (step: Step, number: number): boolean =>
  step.function === undefined || step.function === number || (step.function === report.functions[number].pf && /Sriov|Vf|VirtualFunctions/.test(text(step.operation)));

// Where the runs part: as a comparison found it, or else at the first step that the run beside does not have.
function partingOf(shown: Step[], all: boolean, number: number, others?: Set<string>): number {
  if (report.comparison) return shown.findIndex(step => all ? step.partsRuns : step.parts && step.function === number);
  return others ? shown.findIndex(step => !others.has(keyOf(step))) : -1;
}

// Vectors and indexes differ without meaning anything.
const keyOf = (step: Step): string => `${step.operation} ${step.function} ${text(step.text).replace(/[0-9a-f]{8}\/[0-9a-f]{4,8}|0x[0-9a-f]+|\bprocessor \d+/g, '#')}`;

function Arrow({ step }: { step: Step }) {
  const from = lanes.indexOf(step.from);
  const to = lanes.indexOf(step.to);
  const [low, high] = from < to ? [from, to] : [to, from];
  return (
    <div class="lane-grid" aria-hidden="true">
      {lanes.map(() => <i class="life" />)}
      <span class={`arrow ${from === to ? 'self' : from < to ? 'right' : 'left'}`} style={{ gridColumn: `${low + 1} / ${high + 2}`, '--n': high - low + 1 }} />
    </div>
  );
}
