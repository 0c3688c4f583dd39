// Nothing on it needs a script: it is printed from any machine.
export const csr = false;
