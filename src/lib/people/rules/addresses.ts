// Says which addresses are one household: what a limit counts together.

/** Groups of four hexadecimal digits, `::` written out; undefined when it is no IPv6 address. */
function groupsOf(address: string): readonly string[] | undefined {
	if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return undefined;
	const [head = '', tail, more] = address.toLowerCase().split('::');
	if (more !== undefined) return undefined;
	const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
	const missing = 8 - before!.length - after!.length;
	if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
	return [...before!, ...Array<string>(missing).fill('0'), ...after!].map((group) => group.replace(/^0+(?=.)/, ''));
}

/** The key under which a limit counts an address: an IPv4 address is one, an IPv6 one is its /64, which one subscriber holds whole (PE9). */
export function householdOf(address: string): string {
	const plain = address.replace(/%.*$/, '');
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
	if (mapped) return mapped[1]!;
	const groups = groupsOf(plain);
	return groups ? `${groups.slice(0, 4).join(':')}::/64` : address;
}
