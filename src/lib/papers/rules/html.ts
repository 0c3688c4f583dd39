// A paper as one HTML file that stands alone: no script, no address of any server, readable in any browser and printable.
import { contentsOf, inLists, isFigure, type Block, type Paper } from './paper.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML text or attribute value: markup typed by anybody stays text. Control characters that HTML forbids are left out. */
export const escapeHtml = (text: string): string =>
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, (found) => escapes[found]!);

/** Isolated, so that a right-to-left sentence does not turn the ones around it. */
const spoken = (text: string) => `<bdi>${escapeHtml(text).replace(/\n/g, '<br>')}</bdi>`;

const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${spoken(item)}</li>`).join('')}</ul>`;

function blockHtml(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `${block.begins === undefined ? '' : `<p class="part">${spoken(block.begins)}</p>`}<h${block.level}${block.anchor === undefined ? '' : ` id="${escapeHtml(block.anchor)}"`}>${spoken(block.text)}</h${block.level}>`;
		case 'paragraph':
			return `<p>${spoken(block.text)}</p>`;
		case 'quote':
			return `<blockquote><p>${spoken(block.text)}</p>${block.from ? `<footer>${spoken(block.from)}</footer>` : ''}</blockquote>`;
		case 'list':
			return list(block.items);
		case 'fold':
			return `<details><summary>${spoken(block.summary)}</summary>${block.blocks.map(blockHtml).join('\n')}</details>`;
		case 'document': {
			const parts = inLists(block.parts).map((part) =>
				part.kind === 'list' ? list(part.items) : part.kind === 'heading' ? `<h4>${spoken(part.text)}</h4>` : `<p>${spoken(part.text)}</p>`
			);
			return `<section class="document" aria-label="${escapeHtml(block.label)}">${parts.join('')}</section>`;
		}
		case 'facts':
			return `<dl>${block.pairs.map(([name, value]) => `<div><dt>${spoken(name)}</dt><dd>${spoken(value)}</dd></div>`).join('')}</dl>`;
		case 'table': {
			const head = block.head.map((cell) => `<th scope="col">${spoken(cell)}</th>`).join('');
			const rows = block.rows.map(
				([first, ...others]) =>
					`<tr><th scope="row">${spoken(first ?? '')}</th>${others.map((cell) => `<td${isFigure(cell) ? ' class="figure"' : ''}>${spoken(cell)}</td>`).join('')}</tr>`
			);
			return `<div class="wide"><table><caption>${spoken(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
		}
	}
}

const style = `:root{color-scheme:light dark}body{font:17px/1.55 system-ui,sans-serif;max-width:46rem;margin:2.5rem auto;padding:0 1.25rem;color:#1b1f3b;background:#fffaf2}
h1{font-size:2rem;line-height:1.15;margin:0 0 .25rem}h2{font-size:1.4rem;margin:2.5rem 0 .75rem;border-top:1px solid #d8d2c6;padding-top:1.25rem}h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
.subtitle,footer,.colophon,dt{color:#5a5f7d}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d8d2c6}
td.figure{text-align:right;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}blockquote{margin:1rem 0;padding:.25rem 1rem;border-left:4px solid #ffc53d}dl div{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.25rem .75rem;padding:.25rem 0}dd{margin:0}
.document{margin:1rem 0;padding:.5rem 1.25rem;border:1px solid #d8d2c6;border-radius:8px;background:#fff}h4{font-size:1rem;margin:1rem 0 .25rem}@media(max-width:30rem){dl div{grid-template-columns:1fr}}
.part{display:block;margin:3rem 0 -1.5rem;color:#5a5f7d;font-weight:600}nav .part{margin:.5rem 0 0}details{margin:.75rem 0;padding:.25rem 1rem;border:1px solid #d8d2c6;border-radius:8px}summary{padding:.35rem 0;font-weight:600;cursor:pointer}a{color:#2f3ea8}nav ul{list-style:none;margin:.25rem 0;padding:0}nav a{display:block;padding:.3rem 0}
.colophon{margin-top:3rem;font-size:.85rem;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{background:#14183a;color:#f4f1ea}.subtitle,footer,.colophon,.part,dt{color:#b9bddb}h2,th,td,.document,details{border-color:#3a4170}a{color:#a9b4ff}.document{background:#1f2550}}@media print{nav,.top,summary{display:none}details{padding:0;border:0}details::details-content{content-visibility:visible;block-size:auto}body{margin:0;max-width:none;background:none;color:#000}h2,h3,h4{break-after:avoid}.document{background:none}tr,blockquote{break-inside:avoid}}`;

/** Folded: what one came to read is under it. */
function contentsHtml(paper: Paper): string {
	const chapters = contentsOf(paper);
	if (!paper.contents || chapters.length === 0) return '';
	return `<nav aria-label="${escapeHtml(paper.contents.title)}"><details><summary>${spoken(paper.contents.title)}</summary><ul>${chapters.map(({ anchor, text, begins }) => `<li>${begins === undefined ? '' : `<span class="part">${spoken(begins)}</span>`}<a href="#${escapeHtml(anchor)}">${spoken(text)}</a></li>`).join('')}</ul></details></nav>\n`;
}

/** The whole file. */
export function toHtml(paper: Paper): string {
	return `<!doctype html>
<html lang="${escapeHtml(paper.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(paper.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1 id="top">${spoken(paper.title)}</h1>
<p class="subtitle">${spoken(paper.subtitle)}</p>
${contentsHtml(paper)}${paper.blocks.map(blockHtml).join('\n')}
<p class="colophon">${spoken(paper.colophon)}</p>
${paper.contents ? `<p class="top"><a href="#top">${spoken(paper.contents.top)}</a></p>\n` : ''}</main>
</body>
</html>
`;
}
