/** An HTTP answer of the sandbox. */
export interface Answer {
  readonly status: number;
  readonly json?: Record<string, unknown> | undefined;
  /** Instead of JSON. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
}
