/** A day as `Intl` writes it, said as in French: « jeudi 1er avril 2027 » for « jeudi 1 avril 2027 ». Every other day, and any day in English, is as it was. */
export const sayDay = (written: string): string => written.replace(/\b1 (?=\p{L})/u, '1er ');
