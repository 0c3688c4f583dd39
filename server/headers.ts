// Decides the headers that every answer carries, pages and assets alike.

/** `same-origin` and not `no-referrer`: with the latter every form without JavaScript is answered 403. */
export function protectiveHeaders(to: { protocol: string; hostname: string }): [string, string][] {
	const headers: [string, string][] = [
		['x-content-type-options', 'nosniff'],
		['referrer-policy', 'same-origin'],
		['cross-origin-resource-policy', 'same-origin'],
		[
			'permissions-policy',
			'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), browsing-topics=()'
		]
	];
	const isHttps = to.protocol === 'https:';
	// elsewhere browsers ignore it, and say so as an error in the console
	if (isHttps || ['localhost', '127.0.0.1', '[::1]'].includes(to.hostname))
		headers.push(['cross-origin-opener-policy', 'same-origin']);
	if (isHttps) headers.push(['strict-transport-security', 'max-age=63072000; includeSubDomains']);
	return headers;
}
