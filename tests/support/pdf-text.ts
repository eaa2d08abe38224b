import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** The text of each page, as a reader would copy it. */
  pages: string[];
  text: string;
  title: string;
  /** The fonts that came inside the file. */
  fonts: string[];
}

/** Reads a PDF as a program of a reader does. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: string[] = [];
  const fonts = new Set<string>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const { fnArray, argsArray } = await page.getOperatorList();
    fnArray.forEach((operation, index) => {
      if (operation !== OPS.setFont) return;
      const font = page.commonObjs.get(argsArray[index][0]) as { name: string; missingFile?: boolean };
      if (!font.missingFile) fonts.add(font.name.replace(/^[A-Z]{6}\+/, ''));
    });
  }
  const { info } = await document.getMetadata();
  await document.destroy();
  return { pages, text: pages.join('\n'), title: String((info as { Title?: string }).Title ?? ''), fonts: [...fonts].sort() };
}
