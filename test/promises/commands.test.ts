import { describe, expect, test } from 'vitest';
import { lapse } from './command-line.js';

// The promise: the commands that play nothing show what there is.
describe('commands', () => {
  test('--help shows the commands, examples and exit codes', () => {
    const { code, stdout, stderr } = lapse(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "lapse <command>

      Replays time and proves that the session tracking of an SDK agrees.

      Commands:
        lapse init [what]                        Write a configuration and an example scenario into this
                                                 folder, or an adapter for an SDK
        lapse run [scenarios..]                  Play scenarios through an SDK, judge them, write reports
        lapse deviations <action> [scenarios..]  Write down what fails now, and strike out what does not
                                                 fail any more
        lapse merge <blobs..>                    Put the blobs of all shards together, as if one run had
                                                 played everything
        lapse compare <old> <new>                Show what fails, passes or differs in a new run that did
                                                 not in an old one
        lapse trend [scenarios..]                Judge published versions of an SDK, and show which broke
                                                 or repaired which requirement
        lapse replay <bundle>                    Play a saved failure again, and say whether it is
                                                 identical or where it first differs
        lapse judge <recording>                  Judge what a saved failure recorded, or what an app sent
                                                 to lapse collect, without any SDK
        lapse collect                            Record what an app sends to this machine, for lapse judge
                                                 --timeline; Ctrl+C ends it
        lapse play <scenario>                    Print the steps of a scenario for whoever plays it with
                                                 an app, beside lapse collect
        lapse diff [scenarios..]                 Play scenarios through several SDKs, and show where they
                                                 part
        lapse doctor                             Probe a target, spoil what it sends, and show that the
                                                 judge notices
        lapse fuzz                               Generate timelines, play and judge them, shrink what
                                                 fails to a scenario
        lapse generate                           Generate a dataset of sessions, with ground truth
        lapse check <data>                       Compare what a dataset holds with what its population
                                                 configures
        lapse describe <data>                    Show what a dataset holds: sessions, durations, bounce,
                                                 funnel, campaigns
        lapse answer [population]                Answer the question of a population that comes with
                                                 Lapse, with generated data
        lapse sessionize <files..>               Cut events of CSV, NDJSON or Parquet into sessions
        lapse sql                                Write the SQL that sessionizes a table of a warehouse
        lapse verify                             Compare a sessionization query of your own with the
                                                 rules, and say which of them it breaks
        lapse audit [files..]                    Check the sessions in an export of a warehouse: markers,
                                                 ids, gaps, clocks, delivery
        lapse whatif [files..]                   Show what other timeouts would make of the same events:
                                                 sessions, bounce, conversions
        lapse list [scenarios..]                 List scenarios, or with --what other things that there
                                                 are
        lapse explain <scenario>                 Draw the timeline of a scenario with its expected
                                                 sessions, or what a saved failure recorded
        lapse validate [scenarios..]             Check scenarios, requirements, policies, deviations and
                                                 populations, without playing anything
        lapse coverage                           Show which requirements are tested by which scenarios
        lapse mutants [mutants..]                Seed faults into the rules, and show which of them the
                                                 suite catches
        lapse publish                            Judge every SDK and model with the whole suite, and write
                                                 the results that are kept

      Options:
            --version    Show version number                                                     [boolean]
        -h, --help       Show help                                                               [boolean]
            --config     File with the settings of a project (see lapse init)
                                           [string] [default: lapse.config.yaml here or in a folder above]
            --no-config  Leave it alone: only the command line counts           [boolean] [default: false]

      Exit codes: 0 the target conforms · 1 it does not · 2 bad input · 3 it could not be judged
      Documentation: README.md, reports/README.md (what the reports hold), scenarios/README.md (how to
      write one)
      "
    `);
  });

  test('run --help shows every option', () => {
    expect(lapse(['run', '--help']).stdout).toMatchInlineSnapshot(`
      "lapse run [scenarios..]

      Play scenarios through an SDK, judge them, write reports

      Positionals:
        scenarios  Ids, globs over ids, files or folders; default: all               [array] [default: []]

      Options:
            --version           Show version number                                              [boolean]
        -h, --help              Show help                                                        [boolean]
            --config            File with the settings of a project (see lapse init)
                                           [string] [default: lapse.config.yaml here or in a folder above]
            --no-config         Leave it alone: only the command line counts    [boolean] [default: false]
            --target            What to judge (see list --what targets)
                                                                      [string] [default: "rudderstack-js"]
            --policy            Values for what no requirement decides; default: the policy of the target
                                                                                                  [string]
            --edition           The set of requirements; default: 2026-11, or 2022-12 for a policy of the
                                announcement                                                      [string]
            --adapter           Command that starts an adapter (see spec/PROTOCOL.md): judge the SDK
                                behind it                                                         [string]
            --strict-protocol   Hold every line from and to an adapter against its schema
                                                                                [boolean] [default: false]
            --clock             How the SDK behind an adapter gets its time: from the adapter, from
                                libfaketime, or in real time
                                            [string] [choices: "told", "faketime", "real"] [default: told]
            --time-scale        With --clock real: so many times as fast, with the timeouts of the SDK
                                configured down                                      [string] [default: 1]
            --listen            Address, or address:port, at which the SDK behind an adapter reaches Lapse
                                                                [string] [default: 127.0.0.1 and any port]
            --sdk               A script, the folder of a package, or a package@version; default: the
                                installed package                                                 [string]
            --build             Which build of the package (see list --what targets); default: the first
                                of them                                                           [string]
            --offline           Fetch nothing: a version that is not in the cache is an error
                                                                                [boolean] [default: false]
            --suite             Only the scenarios of a suite (see list --what suites)            [string]
            --scenario-folders  Folders of scenarios of your own, with commas between, beside those of
                                Lapse                                                             [string]
            --deviations        A file of known deviations of your own, beside those of Lapse; may be
                                given several times                                               [string]
            --built-in          The scenarios and deviations of Lapse; --no-built-in leaves only your own
                                                                                 [boolean] [default: true]
            --reporter          Reports to write, with commas between: csv, json, junit, markdown, html,
                                github, tap, badge, blob, or none
                               [string] [default: csv,json,junit; none with --trace, --inspect or --watch]
            --out               Folder of the reports                 [string] [default: "reports/latest"]
            --save              Folder: each scenario that fails as a file for lapse replay, judge and
                                explain
                              [string] [default: with CI set, the folder bundles of --out, for 20 of them]
            --trace             Id or glob: print every call, burst of timers, write to storage, log line,
                                request and message                                               [string]
            --inspect           Pause in a debugger before a step of the one scenario; default: the first
                                that loads the SDK                                                [string]
            --inspect-port      Port of the debugger on 127.0.0.1; 0: any that is free
                                                                                [string] [default: "9229"]
            --watch             Stay, and play again what a changed scenario, SDK or specification
                                affects; Ctrl+C ends                            [boolean] [default: false]
            --strict            Warnings and differences from the policy fail as well
                                                                                [boolean] [default: false]
            --bail              Stop after the first scenario that fails        [boolean] [default: false]
            --seed              Seed of all randomness inside the page             [string] [default: "1"]
            --jobs              Scenarios played side by side
                                                   [string] [default: the number of processors, at most 2]
            --full-stepping     Fire every timer of a long wait, instead of skipping rounds that are all
                                alike                                           [boolean] [default: false]
            --time-limit        Real time for one scenario, and 20s for each virtual day, before its SDK
                                counts as hanging                [string] [default: 30s, in a browser 60s]
            --browser-path      The Chromium in which targets that end in @chromium are run; default: the
                                one that is found                                                 [string]
            --shard             One of several parts that cost about the same, such as 2/5; see merge
                                                                                                  [string]
            --costs             Table of what scenarios cost, by which --shard splits them; the same for
                                all shards             [string] [default: the table that comes with Lapse]
            --record-costs      File: write such a table of what is played                        [string]
            --as-of             Date that review dates of deviations are compared with
                                                                                 [string] [default: today]

      Examples:
        lapse run                                          the whole suite against the RudderStack
                                                           JavaScript SDK
        lapse run timeout/beyond "manual/**"               one scenario and one section
        lapse run --suite smoke                            the few scenarios that catch every seeded fault
        lapse run --target rudderstack-js-legacy           the legacy JavaScript SDK, v1.1
        lapse run --target reference:rudderstack-web       the reference engine itself
        lapse run --sdk ./dist/bundle.js                   a build of your own
        lapse run --sdk . --build legacy                   one of the builds of a package of your own
        lapse run --sdk @rudderstack/analytics-js@3.7.0    a published version, fetched once
        lapse run --edition 2022-12                        judged by what was announced in 2022
        lapse run --trace timeout/beyond/type=page         what the SDK did in one scenario, line by line
        lapse run timeout/within --inspect=3               pause in a debugger right before its third step
        lapse run "timeout/**" --watch                     again whenever a scenario, the SDK or the
                                                           specification changes
        lapse run --reporter json --out build/lapse        only report.json, elsewhere
        lapse run --shard 2/5 --reporter blob --out blobs  a fifth of the suite, for lapse merge
        lapse run --deviations known.yaml                  with failures that a file of your own explains
        lapse run --save build/bundles                     keep what fails, to be played again by lapse
                                                           replay
      "
    `);
  });

  test('--version', () => {
    expect(lapse(['--version']).stdout).toBe('0.1.0\n');
  });

  test('list, for people and for programs', () => {
    const people = lapse(['list', 'timeout/exactly-*']);
    expect(people.stdout).toMatchInlineSnapshot(`
      "timeout/exactly-exclusive  Exactly at the timeout the session goes on, where the boundary is exclusive  SES-TIMEOUT-004
      timeout/exactly-inclusive  Exactly at the timeout a new session opens, where the boundary is inclusive  SES-TIMEOUT-003
      "
    `);
    const programs: { id: string; requirements: string[] }[] = JSON.parse(
      lapse(['list', 'timeout/**', '--json']).stdout,
    );
    expect(programs.map(({ id }) => id)).toContain('timeout/beyond/type=page');
    expect(programs.every(({ requirements }) => requirements.length > 0)).toBe(true);
  });

  test('list --what deviations shows what is known of a target, and only of that', () => {
    const listed = (target: string): { id: string; requirement: string; review: string; scenarios: string[] }[] =>
      JSON.parse(lapse(['list', '--what', 'deviations', '--target', target, '--json']).stdout);
    expect(listed('rudderstack-js')[0]).toMatchObject({
      id: 'caller-context-wins',
      requirement: 'SES-CONTEXT-001',
      review: '2027-05-31',
      scenarios: expect.arrayContaining(['context/start-marker-taken-away']),
    });
    expect(listed('rudderstack-js-legacy').map(({ id }) => id)).toContain('tab-keeps-its-session');
  });

  test('list --what shows the other things that there are', () => {
    expect(lapse(['list', '--what', 'targets']).stdout).toMatchInlineSnapshot(`
      "rudderstack-js                      @rudderstack/analytics-js, run in jsdom                                                                             modern legacy content-script legacy-content-script lite legacy-lite
      rudderstack-js-legacy               rudder-sdk-js, run in jsdom                                                                                         umd cjs content-script
      rudderstack-js@chromium             @rudderstack/analytics-js, run in a Chromium of this machine                                                        modern legacy content-script legacy-content-script lite legacy-lite
      rudderstack-js-legacy@chromium      rudder-sdk-js, run in a Chromium of this machine                                                                    umd cjs content-script
      reference:announcement-mobile       the reference engine, by the policy announcement-mobile
      reference:announcement-web          the reference engine, by the policy announcement-web
      reference:rudderstack-android       the reference engine, by the policy rudderstack-android
      reference:rudderstack-flutter       the reference engine, by the policy rudderstack-flutter
      reference:rudderstack-ios           the reference engine, by the policy rudderstack-ios
      reference:rudderstack-kotlin        the reference engine, by the policy rudderstack-kotlin
      reference:rudderstack-react-native  the reference engine, by the policy rudderstack-react-native
      reference:rudderstack-swift         the reference engine, by the policy rudderstack-swift
      reference:rudderstack-web-legacy    the reference engine, by the policy rudderstack-web-legacy
      reference:rudderstack-web           the reference engine, by the policy rudderstack-web
      model:rudderstack-android           a model of the RudderStack Android SDK (Java), version 1; the SDK is not executed
      model:rudderstack-flutter           a model of the RudderStack Flutter SDK, on Android; the SDK is not executed
      model:rudderstack-ios               a model of the RudderStack iOS SDK (Objective-C), version 1; the SDK is not executed
      model:rudderstack-kotlin            a model of the RudderStack Android SDK (Kotlin); the SDK is not executed
      model:rudderstack-react-native      a model of the RudderStack React Native SDK, on Android; the SDK is not executed
      model:rudderstack-swift             a model of the RudderStack iOS SDK (Swift); the SDK is not executed
      model:rudderstack-web-legacy        a model of the RudderStack JavaScript SDK, version 1.1; the SDK is not executed
      model:rudderstack-web               a model of the RudderStack JavaScript SDK, version 3; the SDK is not executed
      audit:null                          an audit SDK of Lapse, no vendor's, run in jsdom: accepts every call and sends nothing
      audit:echo                          an audit SDK of Lapse, no vendor's, run in jsdom: sends every event and never a session field
      audit:frozen                        an audit SDK of Lapse, no vendor's, run in jsdom: one session id for ever, marked once
      audit:eager                         an audit SDK of Lapse, no vendor's, run in jsdom: a new session with every event
      audit:parrot                        an audit SDK of Lapse, no vendor's, run in jsdom: sends no session field, and returns invented ones from its calls
      "
    `);
    expect(lapse(['list', '--what', 'checks']).stdout.trimEnd().split('\n')).toHaveLength(27);
    expect(lapse(['list', '--what', 'requirements']).stdout.trimEnd().split('\n').length).toBeGreaterThan(100);
  });

  test('explain draws a timeline with its sessions', () => {
    expect(lapse(['explain', 'timeout/exactly-exclusive']).stdout).toMatchInlineSnapshot(`
      "timeout/exactly-exclusive · Exactly at the timeout the session goes on, where the boundary is exclusive
        SES-TIMEOUT-004 (MUST, announced): Events that follow each other within the timeout belong to the same session.
        given boundary: exclusive
        the bar at the left is one session, as the policy rudderstack-web and the edition 2026-11 have it

        step  time  what happens                what is expected
           1  0ms   open https://shop.example/
           2  0ms   load
      ┏    3  0ms   track "Product Viewed"      session first · sessionStart
      ┃    4  0ms   wait 30m
      ┗    5  30m   track "Product Viewed"      session first · no sessionStart
      "
    `);
  });

  test('validate counts what it has checked', () => {
    const { code, stdout } = lapse(['validate']);
    expect(stdout).toMatch(
      /^valid: \d+ scenario files with \d+ scenarios, \d+ requirements, \d+ policies, \d+ deviations, 1 suite, 5 populations\n$/,
    );
    expect(code).toBe(0);
  });

  test('coverage: every requirement of both editions is tested, or excluded with a reason', () => {
    for (const edition of ['2022-12', '2026-11']) {
      const { code, stdout } = lapse(['coverage', '--edition', edition, '--strict']);
      expect(stdout).toContain(' 0 untested, ');
      expect(code).toBe(0);
    }
    for (const policy of ['announcement-mobile', 'rudderstack-android']) {
      const { code, stdout } = lapse(['coverage', '--policy', policy, '--strict']);
      expect(stdout).toMatch(/ for mobile: \d+ tested, 0 untested, /);
      expect(code).toBe(0);
    }
  });

  test('coverage --branches: every decision of the engine that some policy asks for is taken by a scenario', () => {
    const { code, stdout } = lapse(['coverage', '--branches', '--strict']);
    expect(stdout).toMatch(
      /^event\/over +reached +an event finds the session over and opens another: \S+ and \d+ more$/m,
    );
    expect(stdout).toMatch(
      /\n\d+ branches of the reference engine: \d+ reached by a scenario, 0 not reached, 2 chosen by no policy\n$/,
    );
    expect(code).toBe(0);
    const rows: { branch: string; scenarios: string[] }[] = JSON.parse(
      lapse(['coverage', '--branches', '--json']).stdout,
    );
    expect(rows.find(({ branch }) => branch === 'event/over')?.scenarios).toContain('timeout/beyond/type=track');
  });

  test('colour only where it is wanted', () => {
    const controlCharacter = String.fromCharCode(27);
    const words = ['run', 'timeout/within', '--target', 'reference:rudderstack-web', '--reporter', 'none'];
    expect(lapse(words).stdout).not.toContain(controlCharacter);
    expect(lapse(words, { env: { FORCE_COLOR: '1' } }).stdout).toContain(controlCharacter);
    expect(lapse(words, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain(controlCharacter);
  });

  test.each([
    ['run', '-h'],
    ['run', '--h'],
    ['run', 'help'],
  ])('help is asked for by %s %s', (...words) => {
    expect(lapse(words)).toEqual(lapse(['run', '--help']));
  });

  // A thread inherits what was said to the engine, and may not be given again what is for a whole process.
  test.each(['--max-old-space-size=2000', '--enable-source-maps'])(
    'an SDK is played whatever was said to the engine: %s',
    (word) => {
      const { code, stdout, stderr } = lapse(['run', 'timeout/within', '--reporter', 'none'], { engine: [word] });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('18 pass · 0 fail');
    },
  );
});
