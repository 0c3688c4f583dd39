// Gives a stored file to a browser: whole or in part, piece by piece, so that it runs nothing and is taken for nothing else than it is.
import type { Query } from '../../db/server/database.ts';
import { partOf } from '../rules/ranges.ts';
import { extensionOf, familyOf } from '../rules/fileTypes.ts';
import { pieceLength, pieceOf, type Rendition, type StoredFile } from './files.ts';

/** Pieces from one byte to another, read as they are drawn: never a file whole in memory. */
function streamOf(query: Query, file: StoredFile, rendition: Rendition, first: number, last: number): ReadableStream<Uint8Array> {
	let at = first;
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const place = Math.floor(at / pieceLength);
				const piece = await pieceOf(query, file.id, rendition, place);
				// erased meanwhile: what has come is not taken for the whole
				if (!piece) return controller.error(new Error('the file is gone'));
				const from = at - place * pieceLength;
				const part = piece.subarray(from, Math.min(piece.length, last + 1 - place * pieceLength));
				controller.enqueue(part);
				at += part.length;
				if (at > last) controller.close();
			}
		},
		{ highWaterMark: 1 }
	);
}

/**
 * The answer of a door that has seen who asks (FI9 to FI11). `name` is what it is saved as, without an ending: letters and figures.
 * Whoever has it already, by its hash, is told so.
 */
export function serve(request: Request, query: Query, file: StoredFile, { name, rendition = 'whole' }: { readonly name: string; readonly rendition?: Rendition }): Response {
	const isSmall = rendition === 'small' && file.smallSize !== null;
	const size = isSmall ? file.smallSize! : file.size;
	const mime = isSmall ? 'image/webp' : file.mime;
	const etag = `"${file.hash}${isSmall ? '-s' : ''}"`;
	const disposition = familyOf(file.mime) === 'document' ? 'attachment' : 'inline';
	const headers = new Headers({
		etag,
		'content-type': mime,
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
		'content-disposition': `${disposition}; filename="${name.replace(/[^\w-]/g, '')}.${extensionOf(mime)}"`,
		'cross-origin-resource-policy': 'same-origin',
		'accept-ranges': 'bytes',
		// kept by the browser, asked for again each time: a right that is lost shows at once
		'cache-control': 'private, no-cache'
	});
	const known = request.headers.get('if-none-match')?.split(',').map((one) => one.trim().replace(/^W\//, ''));
	if (known?.includes(etag)) return new Response(null, { status: 304, headers });
	const ifRange = request.headers.get('if-range');
	const asked = partOf(ifRange !== null && ifRange !== etag ? null : request.headers.get('range'), size);
	if (asked.is === 'beyond') {
		headers.set('content-range', `bytes */${size}`);
		return new Response(null, { status: 416, headers });
	}
	const [first, last] = asked.is === 'part' ? [asked.first, asked.last] : [0, size - 1];
	if (asked.is === 'part') headers.set('content-range', `bytes ${first}-${last}/${size}`);
	headers.set('content-length', String(last - first + 1));
	const body = request.method === 'HEAD' ? null : streamOf(query, file, isSmall ? 'small' : 'whole', first, last);
	return new Response(body, { status: asked.is === 'part' ? 206 : 200, headers });
}
