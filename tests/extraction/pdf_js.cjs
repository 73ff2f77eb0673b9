// Text and places that PDF.js finds in a PDF: node pdf_js.cjs FILE writes a JSON list of pages, each with rows of text,
// whether a line ends after it, left edge, base line, width (pt, from the bottom left corner).
const { readFileSync, writeSync } = require("node:fs");

const BUILD = "/usr/share/javascript/pdf/build";
const pdfjs = require(`${BUILD}/pdf.js`);
pdfjs.GlobalWorkerOptions.workerSrc = `${BUILD}/pdf.worker.js`;

async function read(file) {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => [item.str, item.hasEOL, item.transform[4], item.transform[5], item.width]));
  }
  return pages;
}

read(process.argv[2]).then((pages) => {
  const told = Buffer.from(JSON.stringify(pages));
  for (let done = 0; done < told.length; ) done += writeSync(1, told, done);
});
