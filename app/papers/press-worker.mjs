import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/**
 * Turns sheets into PDF, away from the thread that answers requests. A plain module without imports of ours, so that
 * it runs as it stands: from the sources and from the build.
 */

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake');

// On Linux a priority is the calling thread's own: pages go before papers. Elsewhere it would be the whole server's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const font = (name) => require.resolve(`@expo-google-fonts/noto-sans/${name}.ttf`);

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.endsWith('.ttf'));
pdfmake.setFonts({
  NotoSans: {
    normal: font('400Regular/NotoSans_400Regular'),
    bold: font('700Bold/NotoSans_700Bold'),
    italics: font('400Regular_Italic/NotoSans_400Regular_Italic'),
    bolditalics: font('700Bold/NotoSans_700Bold'),
  },
});

const MARGIN = 56;

/** @param {import('./press.server').Sheet} sheet */
function definitionOf({ language, title, running, foot, pageOf, mark, content }) {
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, 64, MARGIN, 56],
    language,
    displayTitle: true,
    info: { title, creator: 'Qadam', producer: 'Qadam' },
    header: { text: running, style: 'small', margin: [MARGIN, 28, MARGIN, 0] },
    footer: (page, pages) => ({
      style: 'small',
      margin: [MARGIN, 12, MARGIN, 0],
      columns: [
        { text: foot },
        { text: pageOf.replace('{page}', String(page)).replace('{pages}', String(pages)), alignment: 'right', width: 'auto' },
      ],
    }),
    watermark: mark ? { text: mark, color: '#777777', opacity: 0.16, bold: true } : undefined,
    content,
    defaultStyle: { font: 'NotoSans', fontSize: 10.5, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 15, bold: true, alignment: 'center', margin: [0, 10, 0, 4] },
      centre: { alignment: 'center' },
      part: { fontSize: 12, bold: true, margin: [0, 12, 0, 3] },
      small: { fontSize: 8.5, color: '#444444' },
      strong: { bold: true },
    },
    pageBreakBefore: (node, { getFollowingNodesOnPage }) => node.style === 'part' && !getFollowingNodesOnPage().some(({ text, table }) => text !== undefined || table !== undefined),
  };
}

parentPort.on('message', async (sheet) => {
  try {
    const bytes = await pdfmake.createPdf(definitionOf(sheet)).getBuffer();
    const own = new Uint8Array(bytes);
    parentPort.postMessage({ bytes: own }, [own.buffer]);
  } catch (error) {
    parentPort.postMessage({ trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
