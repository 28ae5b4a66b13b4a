WITH gaps AS (
  SELECT
    *,
    DATE_SUB('minute', LAG(ts) OVER (PARTITION BY user_id ORDER BY ts), ts) AS idle_minutes
  FROM events
)
SELECT
  event_id,
  user_id,
  SUM(CASE WHEN idle_minutes IS NULL OR idle_minutes > 30 THEN 1 ELSE 0 END)
    OVER (PARTITION BY user_id ORDER BY ts) AS session_number
FROM gaps
WHERE user_id IS NOT NULL
