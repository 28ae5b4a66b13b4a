/** Real time that something takes. Not by `performance`, which may hold the fake clock while a page is open. */
export async function realSeconds(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
