// Draws every image anew: nothing that its camera wrote stays, nothing that hides behind it comes along, and a bomb is seen before it is unfolded.
import sharp from 'sharp';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { takingTurns } from '../../time/server/turns.ts';
import { imagesWaitingAtMost, longestSide, pointsLimit, smallSide } from '../rules/fileTypes.ts';

export type ImageRefusal = 'image-unreadable' | 'image-too-large' | 'images-waiting';

// of all that the library reads, only what FI1 keeps: no SVG, no PDF, no TIFF, whatever the bytes say
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
sharp.cache(false);
// one thread an image: the room beside it goes on
sharp.concurrency(1);

const secondsAtMost = 10;

export interface Redrawn {
	readonly whole: Uint8Array;
	/** for phones */
	readonly small: Uint8Array;
}

const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: pointsLimit, failOn: 'error', sequentialRead: true }).timeout({ seconds: secondsAtMost });

/** One image of the process at a time: passwords are checked on the same threads, and nobody waits behind a dozen photos to log in. */
const inTurn = takingTurns(1);

let held = 0;

/** The image in its own format, upright, within `longestSide` (FI3); refuses a bomb and what cannot be read to its end (FI4), and one more than `imagesWaitingAtMost` (FI14). */
export async function redraw(bytes: Uint8Array, mime: string): Promise<Outcome<Redrawn, ImageRefusal>> {
	if (held > imagesWaitingAtMost) return refused('images-waiting');
	held += 1;
	try {
		return await inTurn(() => draw(bytes, mime));
	} finally {
		held -= 1;
	}
}

async function draw(bytes: Uint8Array, mime: string): Promise<Outcome<Redrawn, ImageRefusal>> {
	try {
		const within = (image: Uint8Array, side: number) => open(image).autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
		const drawn = within(bytes, longestSide);
		const whole = await (mime === 'image/png' ? drawn.png({ compressionLevel: 9 }) : mime === 'image/webp' ? drawn.webp({ quality: 82 }) : drawn.jpeg({ quality: 82 })).toBuffer();
		// from the one just drawn: what was sent, up to `pointsLimit`, is unfolded once only
		return accepted({ whole, small: await within(whole, smallSide).webp({ quality: 72 }).toBuffer() });
	} catch (thrown) {
		return refused(thrown instanceof Error && /pixel limit/.test(thrown.message) ? 'image-too-large' : 'image-unreadable');
	}
}
