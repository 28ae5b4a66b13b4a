/** What a person says about the SDK to judge; without any of it, the one that is installed. */
export interface SdkChoice {
  /** A script, the folder of a package, or the name of a package with or without a version. */
  readonly sdk?: string | undefined;
  /** One of the builds that the package has. */
  readonly build?: string | undefined;
  /** Nothing may be fetched. */
  readonly offline?: boolean | undefined;
}

/** The one script that a choice came to. */
export interface ChosenSdk {
  /** The script that is run on the page, as an absolute path, which never gets into a report. */
  readonly file: string;
  /** What is judged, in words: `@rudderstack/analytics-js 3.34.1`, `@rudderstack/analytics-js 3.34.1, legacy build`. */
  readonly subject: string;
  /** The version of the package, or the hash of a script that belongs to none. */
  readonly version: string;
  /** The build, unless it is the ordinary one; or the name of the file, if one was named. */
  readonly variant?: string;
  /** How `--sdk` says it again: a path as it was given, a package with its exact version. Absent: the installed one. */
  readonly again?: string;
}

/** A package that a target can drive, and where in it the scripts are. */
export interface DrivenPackage {
  readonly name: string;
  /** The first one that a version has is its ordinary one. */
  readonly builds: readonly Build[];
  /** The oldest version that can be judged, and what is wrong with those before. Absent: all can be. */
  readonly oldest?: { readonly version: string; readonly reason: string };
  /** The folder of the package that is installed, in the project or else beside Lapse. @throws InputError when there is none */
  installed(): string;
}

export interface Build {
  readonly name: string;
  /** Where its script is, in one version or another; with forward slashes. */
  readonly files: readonly string[];
}
