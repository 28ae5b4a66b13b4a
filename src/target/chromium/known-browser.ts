/** What people are told of a browser. */
export interface KnownBrowser {
  /** Such as `150.0.7871.46`. */
  readonly version: string;
  /** The path of its program. */
  readonly file: string;
}
