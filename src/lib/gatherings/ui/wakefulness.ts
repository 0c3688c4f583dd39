/** Keeps the screen lit where the browser allows it (a secure context); where it does not, nothing happens and nobody is asked. Answers how to stop. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let isOver = false;
	const ask = async () => {
		if (isOver || !('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (isOver) await lock.release();
		} catch {
			// refused by the browser or by its battery: the wall goes on without
		}
	};
	const look = () => void ask();
	look();
	document.addEventListener('visibilitychange', look);
	return () => {
		isOver = true;
		document.removeEventListener('visibilitychange', look);
		void lock?.release().catch(() => {});
	};
}
