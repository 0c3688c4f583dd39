// Nothing on it needs a script: it opens at once on any phone.
export const csr = false;
