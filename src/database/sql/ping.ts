import { statement } from '../database.ts'

/** Does the database answer? */
export const ping = statement<{ one: number }>('ping', 'select 1 as one')
