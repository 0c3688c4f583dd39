// The sentence of what is wrong with the file of an annex; it does not compile where one is forgotten.
import { m } from '#lib/words/messages.js';
import type { FileRefusal } from '../../files/server/files.ts';

const sentences: Readonly<Record<FileRefusal, () => string>> = {
	'file-empty': m.files_refused_empty,
	'file-is-a-page': m.files_refused_is_a_page,
	'file-is-heic': m.files_refused_is_heic,
	'file-type-refused': m.files_refused_type,
	'file-too-large': m.files_refused_too_large,
	'image-unreadable': m.files_refused_image_unreadable,
	'images-waiting': m.files_refused_images_waiting,
	'image-too-large': m.files_refused_image_too_large
};

/** undefined where the refusal is not about the file */
export const fileSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(sentences, reason) ? sentences[reason as FileRefusal]() : undefined);
