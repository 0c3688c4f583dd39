// Says which addresses are one household, what a limit counts together; and from where an address of ours is reached.

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

/** From where a web address can be opened: this machine alone, the network that it stands on, or anywhere. */
export type Reach = 'machine' | 'network' | 'everywhere';

const private4 = /^(10\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/**
 * From where this web address is reached, by its host alone: an address kept for private networks (RFC 1918, 3927, 4193, 4291, 6598) or for examples (RFC 5737), a name without a dot
 * or of a room's own network (RFC 6762, `.local`) leads nowhere outside (PE12). What is no web address leads nowhere but here.
 */
export function reachOf(address: string): Reach {
	if (!URL.canParse(address)) return 'machine';
	const host = new URL(address).hostname.replace(/^\[|\]$/g, '').toLowerCase();
	if (host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host === '0.0.0.0' || host.startsWith('127.')) return 'machine';
	const isPrivate6 = host.includes(':') && /^(f[cd]|fe[89ab])/.test(host);
	const isName = !host.includes(':') && !/^[\d.]+$/.test(host);
	const isPrivateName = isName && (!host.includes('.') || /\.(local|lan|home|internal|home\.arpa)$/.test(host));
	return isPrivate6 || isPrivateName || (!isName && private4.test(host)) ? 'network' : 'everywhere';
}
