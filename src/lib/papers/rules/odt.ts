// A paper as OpenDocument text, which word processors open: its content and its styles, as XML. What somebody wrote stays words (PA1), and nothing is loaded from anywhere (PA2).
import { inLists, isFigure, unfolded, type Block, type Paper } from './paper.ts';

/** What XML holds: controls other than a line's end and a tab have no place in it. */
const said = (text: string): string =>
	text
		// eslint-disable-next-line no-control-regex
		.replace(
			/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
			''
		)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll('\t', '<text:tab/>')
		.replace(/\r\n?|\n/g, '<text:line-break/>');

const plain = (style: string, text: string) => `<text:p text:style-name="${style}">${said(text)}</text:p>`;
const heading = (level: number, text: string) =>
	`<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${said(text)}</text:h>`;
const list = (items: readonly string[]) =>
	`<text:list text:style-name="Points">${items.map((item) => `<text:list-item>${plain('Text', item)}</text:list-item>`).join('')}</text:list>`;

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
	const cell = (style: string, text: string) =>
		`<table:table-cell table:style-name="Cell" office:value-type="string">${plain(style, text)}</table:table-cell>`;
	return [
		plain('Caption', caption),
		'<table:table table:style-name="Table">',
		`<table:table-column table:number-columns-repeated="${head.length}"/>`,
		`<table:table-header-rows><table:table-row>${head.map((one) => cell('Head', one)).join('')}</table:table-row></table:table-header-rows>`,
		...rows.map(
			(row) =>
				`<table:table-row>${row.map((one) => cell(isFigure(one) ? 'Figure' : 'Text', one)).join('')}</table:table-row>`
		),
		'</table:table>'
	].join('');
}

function told(block: Exclude<Block, { kind: 'fold' }>): string {
	switch (block.kind) {
		case 'heading':
			return heading(block.level, block.text);
		case 'paragraph':
			return plain('Text', block.text);
		case 'quote':
			return plain('Quote', block.from === undefined ? block.text : `${block.text}\n${block.from}`);
		case 'list':
			return list(block.items);
		case 'document':
			return inLists(block.parts)
				.map((part) =>
					part.kind === 'list'
						? list(part.items)
						: plain(part.kind === 'heading' ? 'Head' : 'Text', part.text)
				)
				.join('');
		case 'facts':
			return block.pairs.map(([name, value]) => plain('Text', `${name} : ${value}`)).join('');
		case 'table':
			return table(block.caption, block.head, block.rows);
	}
}

const names =
	'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"';
const declared = '<?xml version="1.0" encoding="UTF-8"?>\n';

const styled = (name: string, text: string, paragraph = '', shown = name) =>
	`<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.1cm" fo:margin-bottom="0.2cm" ${paragraph}/><style:text-properties ${text}/></style:style>`;

/** content.xml: the paper, its blocks in their order, what is folded unfolded. */
export const odtContent = ({ title, subtitle, blocks, colophon }: Paper): string =>
	`${declared}<office:document-content ${names}><office:automatic-styles><style:style style:name="Table" style:family="table"><style:table-properties style:width="17cm" table:align="margins"/></style:style><style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #857f92"/></style:style></office:automatic-styles><office:body><office:text>${plain('Title', title)}${plain('Subtitle', subtitle)}${unfolded(blocks).map(told).join('')}${plain('Colophon', colophon)}</office:text></office:body></office:document-content>`;

/** styles.xml: the looks of the paper, in fonts that any machine has. */
export const odtStyles = ({ language }: Pick<Paper, 'language'>): string =>
	`${declared}<office:document-styles ${names}><office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-family="sans-serif" fo:font-size="11pt" fo:language="${language.slice(0, 2)}" fo:country="${language.startsWith('en') ? 'GB' : 'FR'}"/></style:default-style>${[
		styled('Title', 'fo:font-size="20pt" fo:font-weight="bold"'),
		styled('Subtitle', 'fo:font-size="12pt" fo:color="#5a5f7d"'),
		styled(
			'Heading_20_2',
			'fo:font-size="15pt" fo:font-weight="bold"',
			'fo:keep-with-next="always"',
			'Heading 2'
		),
		styled(
			'Heading_20_3',
			'fo:font-size="12pt" fo:font-weight="bold"',
			'fo:keep-with-next="always"',
			'Heading 3'
		),
		styled('Text', ''),
		styled('Quote', 'fo:font-style="italic"', 'fo:margin-left="1cm"'),
		styled('Caption', 'fo:font-weight="bold"', 'fo:keep-with-next="always"'),
		styled('Head', 'fo:font-weight="bold"'),
		styled('Figure', '', 'fo:text-align="end"'),
		styled('Colophon', 'fo:font-size="9pt" fo:color="#5a5f7d"')
	].join(
		''
	)}<text:list-style style:name="Points"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style></office:styles></office:document-styles>`;

/** meta.xml: its title and its language. */
export const odtMeta = ({ title, language }: Paper): string =>
	`${declared}<office:document-meta ${names}><office:meta><dc:title>${said(title)}</dc:title><dc:language>${said(language)}</dc:language></office:meta></office:document-meta>`;
