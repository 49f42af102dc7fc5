/** Reads the tables and works that a figure has asked for. */
import type { SourceTable, Sources, SourceWork } from '../define.ts';

/**
 * The number in a results table, by the first cell of its row and the name of its column.
 *
 * @param id `note/table`, one of the figure's `tables`
 * @throws RangeError if the table was not asked for, or has no such row, column or number
 */
export function tableNumber(sources: Sources, id: string, row: string, column: string): number {
  const { columns, rows } = sourceTable(sources, id);
  const c = columns.findIndex(({ name }) => name === column);
  if (c < 0) {
    throw new RangeError(
      `The table "${id}" has no column "${column}" (it has: ${list(columns.map(({ name }) => name))}).`,
    );
  }
  const found = rows.find(([first]) => String(first) === row);
  if (found === undefined) {
    throw new RangeError(
      `The table "${id}" has no row "${row}" (it has: ${list(rows.map(([first]) => String(first)))}).`,
    );
  }
  const value = found[c];
  if (typeof value !== 'number') {
    throw new RangeError(
      `Row "${row}", column "${column}" of the table "${id}" is ${JSON.stringify(value ?? null)}; expected a number.`,
    );
  }
  return value;
}

/** @throws RangeError if the table was not asked for */
export function sourceTable({ tables }: Sources, id: string): SourceTable {
  const found = tables[id];
  if (found === undefined) {
    throw new RangeError(`The figure does not name the table "${id}" in its tables.`);
  }
  return found;
}

/** @throws RangeError if the work was not asked for */
export function sourceWork({ works }: Sources, key: string): SourceWork {
  const found = works[key];
  if (found === undefined) {
    throw new RangeError(`The figure does not name the work "${key}" in its works.`);
  }
  return found;
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
