import { serve } from '../../../src/cli/commands/serve.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { countingVendor } from './counting-vendor.ts'

/** `reelay serve` with another vendor, whose address is in FLEET_UPSTREAM. */
const loaded = loadConfig({ flags: {}, environment: process.env })
process.exit(await serve(loaded, () => countingVendor(process.env['FLEET_UPSTREAM'] ?? '')))
