import { useEffect, useRef } from 'preact/hooks';
import { report } from './model';

export interface Place { source: number; line: number }

/** A button that leads to a line of the source. */
export function SourceLink({ source, line, open }: { source?: number; line?: number; open: (place: Place) => void }) {
  if (source === undefined || line === undefined) return null;
  return (
    <button type="button" class="place mono" onClick={() => open({ source, line })} title="Show this line">
      {report.sources[source].name}:{line}
    </button>
  );
}

/** Lines of a source around one. */
export function Excerpt({ source, line, around }: { source: number; line: number; around: number }) {
  const file = report.sources[source];
  if (!file.lines) return <p class="dim">The source of {file.name} is not in this report.</p>;
  const first = Math.max(file.first, line - around);
  const shown = file.lines.slice(first - file.first, Math.min(file.lines.length, line + around + 1 - file.first));
  return (
    <ol class="code" start={first} tabIndex={0} aria-label={`${file.name}, line ${line}`}>
      {shown.map((content, index) => (
        <li value={first + index} class={first + index === line ? 'here' : undefined} aria-current={first + index === line ? 'true' : undefined}>
          <code>{content || ' '}</code>
        </li>
      ))}
    </ol>
  );
}

export function SourceDialog({ place, close }: { place?: Place; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!place) return;
    dialog.current?.showModal();
    dialog.current?.querySelector('.here')?.scrollIntoView({ block: 'center' });
  }, [place]);
  return (
    <dialog ref={dialog} class="source" aria-labelledby="source-title" onClose={close} onClick={event => event.target === dialog.current && dialog.current?.close()}>
      {place && (
        <div class="source-body">
          <header>
            <h2 id="source-title" class="mono">{report.sources[place.source].name}:{place.line}</h2>
            <button type="button" class="quiet" onClick={() => dialog.current?.close()}>Close</button>
          </header>
          <Excerpt source={place.source} line={place.line} around={Infinity} />
        </div>
      )}
    </dialog>
  );
}
