import QRCode from 'qrcode';

/** A square code as one path in a square of `size` modules, with the four modules of quiet around it. */
export interface Qr {
  size: number;
  path: string;
}

const QUIET = 4;

/** The square code of an address; it is still read with a seventh of it damaged. */
export function qrOf(address: string): Qr {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.get(y, x)) continue;
      let width = 1;
      while (x + width < modules.size && modules.get(y, x + width)) width += 1;
      runs.push(`M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`);
      x += width;
    }
  }
  return { size: modules.size + 2 * QUIET, path: runs.join('') };
}
