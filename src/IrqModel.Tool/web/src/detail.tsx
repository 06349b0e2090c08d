import { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Bits } from './bits';
import { Differs } from './comparison';
import { Fate, Fn, Interrupt, Run, dies, glyphOf, hex, moodOf, nameOf, report, roleOf, short, text, unitOf, verdictOf } from './model';
import { Excerpt, Place, SourceLink } from './source';
import { unitColour } from './topology';

interface Props { number: number; runs: Run[]; open: (place: Place) => void; select: (number: number) => void }

/** All that is known of one function, in each of the runs that are shown. */
export function Detail({ number, runs, open, select }: Props) {
  const fn = report.functions[number];
  const fates = runs.map(run => run.fates[number]);
  const vectors = [...new Set(fates.flatMap(fate => fate?.interrupts?.map(irq => irq.index) ?? []))].sort((a, b) => a - b);
  const firstDead = fates.flatMap(fate => fate?.interrupts?.filter(irq => !irq.arrives) ?? [])[0]?.index;
  const [vector, setVector] = useState(firstDead ?? vectors[0]);
  const irqs = fates.map(fate => fate?.interrupts?.find(irq => irq.index === vector));
  const pair = (title: string, cell: (run: number) => ComponentChildren) => {
    const cells = runs.map((_, run) => cell(run));
    return cells.some(Boolean) ? (
      <div class="part">
        <h4>{title}</h4>
        <div class={`pair of${runs.length}`}>{cells.map((content, run) => <div class="cell" data-run={runs[run].name}>{content || <p class="dim">–</p>}</div>)}</div>
      </div>
    ) : null;
  };
  return (
    <article class="detail" aria-labelledby="detail-title" id="detail">
      <header class={unitColour(fn)}>
        <h3 id="detail-title"><span class="mono">{fn.address}</span> {nameOf(fn)}</h3>
        <Facts fn={fn} select={select} />
      </header>
      <div class={`pair of${runs.length}`}>{runs.map((run, index) => <Banner run={run} fate={fates[index]} named={runs.length > 1} />)}</div>
      <Differs number={number} open={open} />
      {vectors.length > 1 && (
        <div class="vectors" role="group" aria-label="Vector">
          <span class="dim">vector</span>
          {vectors.map(index => {
            const dead = fates.some(fate => fate?.interrupts?.some(irq => irq.index === index && !irq.arrives));
            return <button type="button" class={`filter ${dead ? 'bad' : ''}`} aria-pressed={index === vector} onClick={() => setVector(index)}>{index}</button>;
          })}
          {fates.some(fate => fate?.moreInterrupts) && <span class="dim">and {Math.max(...fates.map(fate => fate?.moreInterrupts ?? 0))} more</span>}
        </div>
      )}
      {pair('Way of the message', run => <Way fn={fn} fate={fates[run]} irq={irqs[run]} />)}
      {pair('Why', run => fates[run]?.why && <Reasons fate={fates[run]} open={open} />)}
      {pair('Rule', run => fates[run]?.rules && <Broken address={fn.address} run={runs[run]} fate={fates[run]} open={open} />)}
      {pair('MSI domain', run => <Domains fate={fates[run]} irq={irqs[run]} />)}
      {pair('Message', run => irqs[run] && (
        <>
          <Bits layout={`${irqs[run]!.format}.address`} digits={irqs[run]!.address} mark={irqs[run]!.fault === 0x25 ? 'Format' : undefined} />
          <Bits layout={`${irqs[run]!.format}.data`} digits={irqs[run]!.data} />
        </>
      ))}
      {pair('Device table entry', run => irqs[run]?.device && <Bits layout="amdDevice" digits={irqs[run]!.device!} mark={deviceMarks[irqs[run]!.fault ?? 0]} />)}
      {pair('Table entry', run => <Entry fate={fates[run]} irq={irqs[run]} />)}
      {fn.seenAddress && (
        <div class="part">
          <h4>Message that the input shows</h4>
          <Bits layout={`${seenFormat(fn)}.address`} digits={fn.seenAddress} />
          <Bits layout={`${seenFormat(fn)}.data`} digits={fn.seenData!} />
        </div>
      )}
      {pair('Seen on the machine', run => fates[run]?.seen && (
        <ul class="seen">{fates[run]!.seen!.map(seen => <li class={seen.agreement.toLowerCase()}><b>{agreement(seen.agreement)}</b> {text(seen.what)}</li>)}</ul>
      ))}
    </article>
  );
}

const seenFormat = (fn: Fn): string => (BigInt(`0x${fn.seenAddress}`) & 16n) !== 0n ? 'remappable' : 'compatibility';

const agreement = (word: string): string => ({ Agrees: 'agrees', Contradicts: 'contradicts', Loss: 'a message was lost', SeenOnly: 'seen', NotShown: 'not shown' })[word] ?? word;

function Facts({ fn, select }: { fn: Fn; select: (number: number) => void }) {
  return (
    <ul class="facts">
      <li>{fn.pf === undefined ? roleOf(fn) : <>VF of <button type="button" class="link mono" onClick={() => select(fn.pf!)}>{short(report.functions[fn.pf].address)}</button></>}</li>
      <li><span class="swatch" aria-hidden="true" /> {unitOf(fn)}{fn.unitBecause !== undefined && <span class="dim">: {text(fn.unitBecause)}</span>}</li>
      {fn.driver !== undefined && <li>driver {text(fn.driver)}</li>}
      {fn.where !== undefined && <li class="dim">{text(fn.where)}</li>}
    </ul>
  );
}

function Banner({ run, fate, named }: { run: Run; fate: Fate | null; named: boolean }) {
  const mood = moodOf(fate);
  return (
    <div class={`banner ${mood}`}>
      {named && <small>{run.name}</small>}
      <p><span aria-hidden="true">{glyphOf(fate)}</span> <b>{verdictOf(fate)}</b></p>
      {fate?.because !== undefined && <p>{text(fate.because)}</p>}
      {fate?.provided?.map(number => <p>Only if {text(number)}.</p>)}
      {fate?.run !== undefined && <p>What would tell: <code>{text(fate.run)}</code></p>}
      {fate?.standIn && <p>In the run {fate.standIn} stands for it: VFs of one bus share their fate.</p>}
    </div>
  );
}

interface Hop { where: string; what: ComponentChildren; state: 'passed' | 'dead' | 'end' }

function hopsOf(fn: Fn, fate: Fate, irq: Interrupt): Hop[] {
  if (irq.hops) return irq.hops.map((hop, index) => ({ where: hop.where, what: hop.what, state: hop.dies ? 'dead' : index === irq.hops!.length - 1 ? 'end' : 'passed' }));
  const stop = irq.arrives ? '' : irq.ends;
  const unit = fn.unitOpen ? 'the unit that covers it' : fn.unit === undefined ? undefined : report.units[fn.unit].name;
  const hops: Hop[] = [{
    where: `${short(fn.address)}, vector ${irq.index}`,
    what: stop === 'Function' ? text(irq.outcome) : <>writes <code>{irq.data}</code> to <code>{irq.address}</code>{fate.format !== undefined ? `, ${text(fate.format)} format` : ''}</>,
    state: stop === 'Function' ? 'dead' : 'passed',
  }];
  if (stop === 'Function') return hops;
  if (stop === 'Memory') return [...hops, { where: 'memory', what: text(irq.outcome), state: 'dead' }];
  if (!unit) hops.push({ where: 'no remapping unit', what: 'the message passes as it is', state: 'passed' });
  else if (stop === 'Unit') hops.push({ where: unit, what: <><b>fault {hex(irq.fault!)}</b>: {text(irq.outcome)}</>, state: 'dead' });
  else hops.push({ where: unit, what: irq.entry === undefined ? 'lets it pass' : irq.format === 'amd' ? `remaps it by entry ${irq.entry} of the function's table` : `remaps it by entry ${irq.entry}`, state: 'passed' });
  if (stop === 'Unit') return hops;
  if (irq.processor !== undefined) hops.push({ where: `processor ${irq.processor}`, what: stop === 'Processor' ? `vector ${hex(irq.vector!)}: ${text(irq.outcome)}` : `vector ${hex(irq.vector!)}`, state: stop === 'Processor' ? 'dead' : 'passed' });
  else if (stop) hops.push({ where: 'processors', what: text(irq.outcome), state: 'dead' });
  if (!stop) hops.push({ where: 'handler', what: text(irq.outcome), state: 'end' });
  return hops;
}

function Way({ fn, fate, irq }: { fn: Fn; fate: Fate | null; irq?: Interrupt }) {
  if (!fate) return null;
  if (!irq) {
    if (fate.hop === undefined || fate.verdict === 'Silent') return null;
    return <ol class="way"><li class={dies(fate.verdict) ? 'dead' : ''}><b>{dies(fate.verdict) ? 'ends' : ''}</b><span>{text(fate.hop)}</span></li></ol>;
  }
  return (
    <ol class="way">
      {hopsOf(fn, fate, irq).map(hop => <li class={hop.state}><b>{hop.where}</b><span>{hop.what}</span></li>)}
    </ol>
  );
}

/** Why interrupts do not arrive, as the run explains it, with the line that led to it. */
function Reasons({ fate, open }: { fate: Fate | null; open: (place: Place) => void }) {
  if (!fate?.why) return null;
  return <ul class="reasons">{fate.why.map(why => <li>{text(why.text)} <SourceLink source={why.source} line={why.line} open={open} /></li>)}</ul>;
}

function Broken({ address, run, fate, open }: { address: string; run: Run; fate: Fate | null; open: (place: Place) => void }) {
  if (!fate?.rules) return null;
  return (
    <>
      {fate.rules.map(id => {
        const rule = report.rules[id];
        const finding = fate.findings?.map(number => run.findings[number]).find(each => each.rule === id);
        return (
          <div class="broken">
            <p><span class="tag bad">{id}</span> <b>{rule.title}</b></p>
            {finding && <p>{finding.isOwn && <span class="mono">{short(address)} </span>}{text(finding.text)}</p>}
            {finding?.source !== undefined && (
              <>
                <SourceLink source={finding.source} line={finding.line} open={open} />
                <Excerpt source={finding.source} line={finding.line!} around={2} />
              </>
            )}
            <p class="mend"><b>Mends it:</b> {rule.fix ?? rule.until ?? <a href={rule.link} rel="noreferrer">the page of {id}</a>}</p>
          </div>
        );
      })}
    </>
  );
}

function Domains({ fate, irq }: { fate: Fate | null; irq?: Interrupt }) {
  if (!fate) return null;
  const chain = text(irq?.chain ?? fate.deviceChain ?? fate.chain);
  if (!chain) return fate.verdict === 'NoVectors' ? <p>none</p> : null;
  const late = irq?.chain !== undefined && fate.chain !== undefined;
  return (
    <>
      <ol class="domains">{chain.split(' > ').map(level => <li class={level.includes('-IR-') || level.startsWith('AMD-IR') ? 'remaps mono' : 'mono'}>{level}</li>)}</ol>
      {late && <p class="dim">Decided too late: the function's domain is now {text(fate.chain)}.</p>}
      {fate.busChain !== undefined && <p class="dim">Its bus has {text(fate.busChain)}.</p>}
    </>
  );
}

// The field that a fault is about.
const entryMarks: Record<number, string> = { 0x22: 'P', 0x26: 'SID', 0xa7: 'RemapEn', 0xa8: 'GuestMode' };
const deviceMarks: Record<number, string> = { 0xa2: 'IntTabLen', 0xa3: 'IntCtl', 0xa5: 'IntTabLen', 0xa6: 'IntTabRoot' };

function Entry({ fate, irq }: { fate: Fate | null; irq?: Interrupt }) {
  if (!irq) return null;
  if (irq.entry === undefined) {
    return <p>{irq.fault === 0x25 ? 'None: a message in compatibility format names no entry, and a unit that remaps refuses it.' : 'None: the message is not remapped.'}</p>;
  }
  const where = irq.unit === undefined ? '' : ` of ${report.units[irq.unit].name}`;
  if (!irq.low) return <p>Entry {irq.entry}{where}: its bits are not known.</p>;
  return (
    <>
      <p>Entry {irq.entry}{where}{fate?.admits !== undefined && <>, admits {text(fate.admits)}</>}</p>
      {irq.high && <Bits layout={`${irq.entryFormat}.high`} digits={irq.high} mark={entryMarks[irq.fault ?? 0]} />}
      <Bits layout={`${irq.entryFormat}.low`} digits={irq.low} mark={entryMarks[irq.fault ?? 0]} />
    </>
  );
}
