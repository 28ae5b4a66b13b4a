-- What `lapse generate` is compared with: users, their sessions and events, made by SQL alone. Every number is drawn from a
-- hash of the user, the session and the event, so that each run makes the same rows. It stamps no sessions by a rule: the
-- session is the one that was drawn. The variable `users` says how many users there are.
CREATE OR REPLACE TEMP VIEW baseline AS
WITH
-- One to forty-one sessions of each user, most have few.
drawn_sessions AS (
  SELECT person, unnest(range(1 + CAST(least(40, -3.2 * ln(1e-9 + (hash(person, 11) % 1000003) / 1000003.0)) AS BIGINT))) AS session
  FROM range(CAST(getvariable('users') AS BIGINT)) AS people(person)
),
hashed_sessions AS (
  SELECT person, session, hash(person, session, 7) AS h FROM drawn_sessions
),
-- On one of thirty days, around noon more often than at night, and with one to sixty-one events.
sessions AS (
  SELECT
    person, session, h,
    1764547200000 + CAST((h % 30) * 86400000 AS BIGINT)
      + CAST(86400000 * (0.5 + 0.5 * ((((h >> 8) % 10007) / 10007.0) * 2 - 1) * abs(((h >> 24) % 10007) / 10007.0)) AS BIGINT) AS start_ms,
    1 + CAST(least(60, -4.2 * ln(1e-9 + ((h >> 16) % 1000003) / 1000003.0)) AS BIGINT) AS event_count
  FROM hashed_sessions
),
drawn_events AS (
  SELECT person, session, h, start_ms, unnest(range(event_count)) AS place FROM sessions
),
hashed_events AS (
  SELECT *, hash(h, place) AS e FROM drawn_events
),
-- Pauses of seventy seconds on average.
timed_events AS (
  SELECT
    *,
    start_ms + CAST(sum(CASE WHEN place = 0 THEN 0 ELSE CAST(-70000 * ln(1e-9 + (e % 1000003) / 1000003.0) AS BIGINT) END)
      OVER (PARTITION BY person, session ORDER BY place) AS BIGINT) AS ms
  FROM hashed_events
)
SELECT
  person || '-' || session || '-' || place AS message_id,
  CASE WHEN place = 0 THEN 'page_view'
    ELSE (['page_view', 'page_view', 'page_view', 'click', 'search', 'add_to_cart', 'scroll', 'purchase'])[1 + CAST((e >> 20) % 8 AS INT)]
  END AS event,
  format('u{:07d}', person) AS user_id,
  start_ms AS context_session_id,
  make_timestamp(ms * 1000) AS timestamp,
  CASE WHEN place = 0 AND (h >> 40) % 4 = 0
    THEN (['google', 'newsletter', 'facebook', 'tiktok'])[1 + CAST((h >> 42) % 4 AS INT)]
  END AS context_campaign_source,
  '/' || (['home', 'p', 'cat', 'cart', 'checkout', 'blog'])[1 + CAST((e >> 30) % 6 AS INT)] || '/' || ((e >> 35) % 5000) AS context_page_path,
  (['desktop', 'mobile', 'tablet'])[1 + CAST((person * 7) % 3 AS INT)] AS context_device_type
FROM timed_events;
