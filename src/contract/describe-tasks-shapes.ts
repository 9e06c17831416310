import { z } from 'zod'
import { optional } from './optional-member.ts'

/** MPS's list of its tasks, here of those of AIGC. What is not MPS's says so (docs/extensions.md). */
export const describeTasksRequest = z
  .strictObject({
    Status: optional(
      z.string(),
      'Only tasks that stand so: WAITING, PROCESSING or FINISH. At MPS it is required; left out here: all.',
      'FINISH',
    ),
    TaskId: optional(
      z.string(),
      'Addition: only this task, with all that is known of it.',
      '4-AigcVideo-c3b145ec7640',
    ),
    SubTaskHasFailed: optional(
      z.boolean(),
      'true: only tasks that have failed; false: only others. Left out: all.',
      false,
    ),
    Limit: optional(z.int(), 'Tasks in a page, 1 to 100; 10 when left out.', 10),
    ScrollToken: optional(
      z.string(),
      'From the page before: the answer goes on behind it. With the same conditions only.',
      '',
    ),
    StartTime: optional(
      z.string(),
      'Only tasks that were created then or later (ISO 8601 with zone).',
      '2026-01-10T00:00:00Z',
    ),
    EndTime: optional(
      z.string(),
      'Only tasks that were created then or earlier (ISO 8601 with zone).',
      '2026-01-11T00:00:00+08:00',
    ),
  })
  .meta({ title: 'DescribeTasksRequest' })

const moneyAmount = (title: string) =>
  z
    .strictObject({
      Amount: z.string().meta({ doc: 'Exact, as decimal digits.', example: '0.35' }),
      Currency: z.string().meta({ doc: "Of ISO 4217, or the vendor's own unit.", example: 'USD' }),
    })
    .meta({ title })

const taskCost = z
  .strictObject({
    Estimate: optional(moneyAmount('TaskMoney'), 'By the price list when the job was sent.', {
      Amount: '0.35',
      Currency: 'USD',
    }),
    Charge: optional(
      z.enum(['told', 'listed', 'free', 'possible']),
      'How the cost was found out. told: the vendor said it. listed: by its list. free: nothing is charged. possible: nobody can tell. Left out while the vendor is at work.',
      'listed',
    ),
    Charged: optional(moneyAmount('TaskMoney'), 'What it came to, as far as that is known.', {
      Amount: '0.35',
      Currency: 'USD',
    }),
  })
  .meta({ title: 'TaskCost' })

const taskSimpleInfo = z
  .strictObject({
    TaskId: z.string().meta({ doc: 'Id of the task.', example: '4-AigcVideo-c3b145ec7640' }),
    TaskType: z.string().meta({ doc: 'Always AigcVideoTask.', example: 'AigcVideoTask' }),
    CreateTime: z.string().meta({ doc: 'When it was created.', example: '2026-01-10T15:00:00Z' }),
    BeginProcessTime: z.string().meta({
      doc: 'When a vendor took its job; 0000-00-00T00:00:00Z as long as none has.',
      example: '2026-01-10T15:00:02Z',
    }),
    FinishTime: z.string().meta({
      doc: 'When it ended; 0000-00-00T00:00:00Z before.',
      example: '2026-01-10T15:01:10Z',
    }),
    SubTaskTypes: z.array(z.string()).meta({ doc: 'Always empty.', example: [] }),
    Status: z
      .enum(['WAIT', 'RUN', 'FAIL', 'DONE'])
      .meta({ doc: 'Addition: as DescribeAigcVideoTask has it.', example: 'DONE' }),
    Message: z.string().meta({ doc: 'Addition: as DescribeAigcVideoTask has it.', example: '' }),
    VideoUrls: z
      .array(z.string())
      .meta({ doc: 'Addition: as DescribeAigcVideoTask has it.', example: ['https://example.com/0.mp4'] }),
    Resolution: z.string().meta({ doc: 'Addition: as DescribeAigcVideoTask has it.', example: '1280x720' }),
    ModelName: z.string().meta({ doc: 'Addition: the model family.', example: 'Kling' }),
    ModelVersion: z
      .string()
      .meta({ doc: 'Addition: its version; empty for a family without versions.', example: '2.6' }),
    Prompt: z
      .string()
      .meta({ doc: 'Addition: the first 100 characters of the prompt.', example: 'move the picture' }),
    Duration: z.int().meta({ doc: 'Addition: seconds of video that were asked for.', example: 5 }),
    QueuePosition: optional(
      z.int(),
      'Addition: its place among those that wait for the same vendor, 1 is the next; of somebody far behind 10,000 others the least it can be. Left out when it does not wait.',
      3,
    ),
    EstimatedFinishTime: optional(
      z.string(),
      'Addition: when it should be done, by the usual time of its model. Left out when it has ended, and when nobody can tell.',
      '2026-01-10T15:01:30Z',
    ),
    Cancel: optional(
      z.enum(['requested', 'unsent', 'stopped', 'discarded']),
      'Addition, of a task that was cancelled. requested: it is about to end. unsent: nothing was sent to a vendor. stopped: the vendor stopped its job. discarded: the vendor did not, and its video was thrown away.',
      'unsent',
    ),
    Cost: optional(taskCost, 'Addition: what it costs. Left out while nothing was sent to a vendor.', {
      Estimate: { Amount: '0.35', Currency: 'USD' },
    }),
  })
  .meta({ title: 'TaskSimpleInfo' })

export const describeTasksResponse = z
  .strictObject({
    TaskSet: z.array(taskSimpleInfo).meta({ doc: 'The tasks of the page, newest first.', example: [] }),
    TotalCount: z.int().meta({
      doc: 'Tasks that fit the conditions, counted with the first page; 10000 also stands for more.',
      example: 1,
    }),
    ScrollToken: z
      .string()
      .meta({ doc: 'Leads to the next page; empty when this is the last one.', example: '' }),
  })
  .meta({ title: 'DescribeTasksResponse' })

export type DescribeTasksRequest = z.infer<typeof describeTasksRequest>
export type DescribeTasksResponse = z.infer<typeof describeTasksResponse>
export type TaskSimpleInfo = z.infer<typeof taskSimpleInfo>
