import { inflateRawSync } from 'node:zlib';

/** The files of a .zip (an .xlsx is one) by their names, as text. */
export function unzipped(body: Uint8Array): Map<string, string> {
  const zip = Buffer.from(body);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    files.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

/** Every text and number of a workbook's sheets, in order. */
export function cellsOf(body: Uint8Array): string[] {
  const files = unzipped(body);
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text = '']) => text);
  return [...files]
    .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
    .flatMap(([, xml]) => [...xml.matchAll(/<c([^>]*)>(?:<v>([^<]*)<\/v>)?/g)].map(([, head = '', value = '']) => (head.includes('t="s"') ? (strings[Number(value)] ?? '') : value)));
}
