/** The process answers: nothing more is said. */
export const GET = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
