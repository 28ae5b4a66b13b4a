/**
 * The statement that finds, in the table `rows_read`, the rows (`row`) whose `message` another row has already that was
 * received before. A twin is the same message in another file: a warehouse has each track in `tracks` and in the table of its
 * event.
 */
export const copiesTable = `CREATE TABLE copies AS
    WITH repeated AS (
      SELECT message FROM rows_read WHERE message IS NOT NULL GROUP BY message HAVING count(*) > 1
    ), numbered AS (
      SELECT rows_read.rowid AS row, received_ms, filename, row_number() OVER of_message AS number,
        lag(received_ms) OVER of_message AS received_before, lag(filename) OVER of_message AS file_before
      FROM rows_read SEMI JOIN repeated USING (message)
      WINDOW of_message AS (PARTITION BY message ORDER BY received_ms, filename, rows_read.rowid)
    )
    SELECT row, filename <> file_before AND received_ms IS NOT DISTINCT FROM received_before AS is_twin
    FROM numbered WHERE number > 1`;
