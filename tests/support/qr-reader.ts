/**
 * Reads an undamaged square code as a camera program does, from the drawing alone: finds its version and its mask, takes
 * the words out in their order and reads the bytes (ISO/IEC 18004). For codes with the correction level M.
 */

/** Of versions 1–10 at level M: data words of each block. */
const BLOCKS: Record<number, number[]> = {
  1: [16], 2: [28], 3: [44], 4: [32, 32], 5: [43, 43], 6: [27, 27, 27, 27], 7: [31, 31, 31, 31],
  8: [38, 38, 39, 39], 9: [36, 36, 36, 37, 37], 10: [43, 43, 43, 43, 44],
};

/** Rows and columns on which alignment marks stand. */
const MARKS: Record<number, number[]> = { 1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46], 10: [6, 28, 50] };

const MASKS: ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/** @param path runs of dark modules, each `Mx yhWv1h-Wz`, in a square of `size` with four quiet modules around */
export function readQr({ size, path }: { size: number; path: string }): string {
  const side = size - 8;
  const dark = new Set<number>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) dark.add((Number(y) - 4) * side + Number(x) - 4 + step);
  }
  const isDark = (y: number, x: number) => dark.has(y * side + x);
  const version = (side - 17) / 4;
  const blocks = BLOCKS[version];
  if (!blocks) throw new Error(`no square code: ${side} modules wide`);

  const format = [0, 1, 2, 3, 4].reduce((bits, x) => bits * 2 + Number(isDark(8, x)), 0) ^ 0b10101;
  if (format >> 3 !== 0) throw new Error('another correction level than M');
  const mask = MASKS[format & 7];
  const words = wordsOf(side, version, (y, x) => isDark(y, x) !== mask?.(y, x));
  return textOf(inOrder(words, blocks), version);
}

function isFunction(side: number, version: number, y: number, x: number): boolean {
  const nearFinder = (y < 9 && x < 9) || (y < 9 && x >= side - 8) || (y >= side - 8 && x < 9);
  const versionBlock = version >= 7 && ((y < 6 && x >= side - 11) || (x < 6 && y >= side - 11));
  const marks = MARKS[version] ?? [];
  const onMark = marks.some((row) => marks.some((column) => {
    const isFinder = (row === 6 && column === 6) || (row === 6 && column === side - 7) || (row === side - 7 && column === 6);
    return !isFinder && Math.abs(y - row) <= 2 && Math.abs(x - column) <= 2;
  }));
  return nearFinder || versionBlock || onMark || y === 6 || x === 6;
}

/** Eight bits a word, by pairs of columns from the right, up and down in turn. */
function wordsOf(side: number, version: number, bitAt: (y: number, x: number) => boolean): number[] {
  const bits: number[] = [];
  let up = true;
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < side; step += 1) {
      const y = up ? side - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFunction(side, version, y, x)) bits.push(Number(bitAt(y, x)));
    }
    up = !up;
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, word) => bits.slice(word * 8, word * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
}

/** Words of several blocks stand in turn: one of each, then the next. */
function inOrder(words: number[], blocks: number[]): number[] {
  const read: number[][] = blocks.map(() => []);
  let next = 0;
  for (let index = 0; index < Math.max(...blocks); index += 1) {
    blocks.forEach((length, block) => {
      if (index < length) read[block]?.push(words[next++] ?? 0);
    });
  }
  return read.flat();
}

function textOf(words: number[], version: number): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('');
  let at = 0;
  const take = (length: number) => parseInt(bits.slice(at, (at += length)), 2);
  const letters: string[] = [];
  for (let mode = take(4); mode !== 0 && at < bits.length; mode = take(4)) {
    if (mode === 4) {
      const length = take(version < 10 ? 8 : 16);
      for (let index = 0; index < length; index += 1) letters.push(String.fromCharCode(take(8)));
    } else if (mode === 2) {
      const length = take(version < 10 ? 9 : 11);
      const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
      for (let index = 0; index < length; index += 2) {
        const isPair = index + 1 < length;
        const value = take(isPair ? 11 : 6);
        letters.push(isPair ? (ALPHABET[Math.floor(value / 45)] ?? '') + (ALPHABET[value % 45] ?? '') : (ALPHABET[value] ?? ''));
      }
    } else if (mode === 1) {
      let length = take(version < 10 ? 10 : 12);
      for (; length > 0; length -= 3) {
        const digits = Math.min(3, length);
        letters.push(String(take([0, 4, 7, 10][digits] ?? 0)).padStart(digits, '0'));
      }
    } else throw new Error(`an unknown way to write: ${mode}`);
  }
  return letters.join('');
}
