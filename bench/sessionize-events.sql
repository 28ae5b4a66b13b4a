-- What `lapse sessionize` is compared on: events in the order of time, drawn from hashes of the user, the session and the event,
-- so that each run makes the same rows. The variable `users` says how many users there are; of 500,000 there are 10,850,476
-- events, which are 2,073,435 sessions by a timeout of thirty minutes.
CREATE OR REPLACE TABLE events AS
WITH
-- One to forty-one sessions of each user, most have few.
drawn_sessions AS (
  SELECT person, unnest(range(1 + (least(40, -3.2 * ln(1e-9 + (hash(person, 11) % 1000003) / 1000003.0)))::BIGINT)) AS session
  FROM range(CAST(getvariable('users') AS BIGINT)) AS people(person)
),
hashed_sessions AS (
  SELECT person, session, hash(person, session, 7) AS h FROM drawn_sessions
),
-- On one of thirty days, around noon more often than at night, and with one to sixty-one events.
sessions AS (
  SELECT
    person, session, h,
    1764547200000 + ((h % 30) * 86400000)::BIGINT
      + (3600000 * (24 * (0.5 + 0.5 * ((((h >> 8) % 10007) / 10007.0) * 2 - 1) * abs((((h >> 24) % 10007) / 10007.0)))))::BIGINT AS start_ms,
    1 + (least(60, -4.2 * ln(1e-9 + ((h >> 16) % 1000003) / 1000003.0)))::BIGINT AS event_count
  FROM hashed_sessions
),
drawn_events AS (
  SELECT person, session, start_ms, unnest(range(event_count)) AS place, h FROM sessions
),
hashed_events AS (
  SELECT *, hash(h, place) AS e FROM drawn_events
),
-- Pauses of seventy seconds on average.
timed_events AS (
  SELECT
    *,
    start_ms + sum(CASE WHEN place = 0 THEN 0 ELSE (-70000 * ln(1e-9 + (e % 1000003) / 1000003.0))::BIGINT END)
      OVER (PARTITION BY person, session ORDER BY place)::BIGINT AS ts
  FROM hashed_events
)
SELECT
  row_number() OVER (ORDER BY ts, person, place) - 1 AS event_id,
  format('u{:07d}', person) AS user_id,
  ts,
  CASE WHEN place = 0 THEN 'page_view'
    ELSE (['page_view', 'page_view', 'page_view', 'click', 'search', 'add_to_cart', 'scroll', 'purchase'])[1 + ((e >> 20) % 8)::INT]
  END AS event,
  '/' || (['home', 'p', 'cat', 'cart', 'checkout', 'blog'])[1 + ((e >> 30) % 6)::INT] || '/' || ((e >> 35) % 5000) AS url,
  CASE WHEN place = 0 AND (h >> 40) % 4 = 0
    THEN (['google', 'newsletter', 'facebook', 'tiktok'])[1 + ((h >> 42) % 4)::INT] ELSE ''
  END AS utm_source,
  (['desktop', 'mobile', 'tablet'])[1 + ((person * 7) % 3)::INT] AS device
FROM timed_events
ORDER BY ts, person, place;
