import { Field, Layout, hex, report } from './model';

const layouts = new Map(report.layouts.map(layout => [layout.name, layout]));

interface Value { field: Field; value: bigint }

const read = (layout: Layout, digits: string): Value[] => {
  const bits = BigInt(`0x${digits}`);
  return layout.fields.map(field => ({ field, value: (bits >> BigInt(field.low)) & ((1n << BigInt(field.high - field.low + 1)) - 1n) }));
};

const numberOf = ({ field, value }: Value): string => {
  if (field.style === 'RequesterId') {
    const id = Number(value);
    return `${(id >> 8).toString(16).padStart(2, '0')}:${((id >> 3) & 31).toString(16).padStart(2, '0')}.${id & 7}`;
  }
  if (field.style === 'Decimal') return value.toString();
  return field.high === field.low ? value.toString() : hex(Number(value), Math.ceil((field.high - field.low + 1) / 4));
};

const meaningOf = ({ field, value }: Value): string => {
  const says = field.values?.[value.toString()];
  if (field.reserved) return value === 0n ? field.meaning : `${field.meaning}; it is not 0`;
  return [says, field.meaning].filter(Boolean).join(says && field.meaning ? ': ' : '');
};

const placeOf = (field: Field): string => field.high === field.low ? `${field.high}` : `${field.high}:${field.low}`;

// A name that is cut off says less than none; the table below has all of them.
const fits = (field: Field): boolean => field.name.length <= Math.max(3, (field.high - field.low + 1) * 1.6);

/** A value bit by bit: a strip that shows where its fields are, and a table that says what they mean. */
export function Bits({ layout: name, digits, mark }: { layout: string; digits: string; mark?: string }) {
  const layout = layouts.get(name);
  if (!layout) return <p class="value mono">{digits}</p>;
  const values = read(layout, digits.slice(-layout.bits / 4));
  return (
    <div class="bits" data-layout={name}>
      <div class="bits-title"><span>{layout.title}</span><code>{digits.slice(-layout.bits / 4)}</code></div>
      <div class="strip" aria-hidden="true">
        {values.map(({ field, value }) => (
          <span class={`cell${field.reserved ? ' reserved' : ''}${field.name === mark ? ' marked' : ''}`} style={{ flexGrow: Math.max(2, field.high - field.low + 1), minWidth: `${field.reserved ? 12 : 5.6 * placeOf(field).length + 3}px` }}>
            <i>{field.reserved && field.high - field.low < 8 ? '\u00a0' : placeOf(field)}</i>
            <b>{field.reserved ? '·' : numberOf({ field, value })}</b>
            <u>{field.reserved || !fits(field) ? '' : field.name}</u>
          </span>
        ))}
      </div>
      <table>
        <caption class="unseen">{layout.title}, field by field</caption>
        <thead class="unseen"><tr><th scope="col">bits</th><th scope="col">field</th><th scope="col">value</th><th scope="col">meaning</th></tr></thead>
        <tbody>
          {values.filter(({ field, value }) => !field.reserved || value !== 0n).map(each => (
            <tr class={each.field.name === mark ? 'marked' : each.field.reserved ? 'wrong' : ''}>
              <td class="mono dim">{placeOf(each.field)}</td>
              <th scope="row">{each.field.reserved ? 'reserved' : each.field.name}</th>
              <td class="mono">{numberOf(each)}</td>
              <td>{meaningOf(each)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
