/** SQL for the newest request that was to book a job, as JSON; null: none was sent, or its retention period is over. */
export function lastRequestOf(jobId: string): string {
  return `SELECT request FROM attempts WHERE job_id = ${jobId} AND kind = 'post' AND erasure IS NULL
    ORDER BY attempts.id DESC LIMIT 1`;
}
