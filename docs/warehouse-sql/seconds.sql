WITH gaps AS (
  SELECT
    *,
    DATE_DIFF('second', LAG(ts) OVER (PARTITION BY user_id ORDER BY ts), ts) AS idle_seconds
  FROM events
)
SELECT
  event_id,
  user_id,
  SUM(CASE WHEN idle_seconds IS NULL OR idle_seconds > 1800 THEN 1 ELSE 0 END)
    OVER (PARTITION BY user_id ORDER BY ts) AS session_number
FROM gaps
WHERE user_id IS NOT NULL
