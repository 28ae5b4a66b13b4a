import type { CellKind, SightCell } from './sight.js';

/** Between a number and its unit, where no line may end. */
export const tie = '\u00a0';

/** A cell as people read it; what is not there is a dash. */
export function formatCell(cell: SightCell, kind: CellKind): string {
  if (cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell))) return '–';
  if (typeof cell === 'string') return cell;
  switch (kind) {
    case 'share':
      return `${decimals(cell * 100, Math.abs(cell) < 0.0095 && cell !== 0 ? 2 : 1)}${tie}%`;
    case 'duration':
      return shortDuration(cell);
    case 'money':
      return decimals(cell, 2);
    case 'count':
      return decimals(cell, 0);
    case 'number':
    case 'text':
      return decimals(cell, cell !== 0 && Math.abs(cell) < 1 ? 3 : 2);
  }
}

/** With thin groups of three, whatever the language of the machine. */
function decimals(value: number, places: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Two units at most, for nobody looks for the milliseconds of a median: `41.2s`, `3m 20s`, `2h 05m`, `10m`. */
export function shortDuration(durationMs: number): string {
  if (durationMs < 0) return `-${shortDuration(-durationMs)}`;
  if (durationMs < 999.5) return `${Math.round(durationMs)}ms`;
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)}s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 3600) return twoUnits(seconds, 60, 'm', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return twoUnits(minutes, 60, 'h', 'm');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 'h');
}

function twoUnits(amount: number, of: number, large: string, small: string): string {
  const rest = amount % of;
  const whole = `${Math.floor(amount / of)}${large}`;
  return rest === 0 ? whole : `${whole}${tie}${String(rest).padStart(2, '0')}${small}`;
}
