/** Quiet time after the last key before input is checked, in milliseconds. */
export const TYPING_PAUSE_MS = 400;
