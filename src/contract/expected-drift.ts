import type { EditionName } from './edition.ts'

/** By place, as `drift.ts` names it: why our contract may differ there from the newest official table. */
type Expected = Readonly<Record<string, string>>

const extension = "an extension of Reelay's own"
const general = 'an action for tasks of every kind, which no extract of the AIGC actions has'
const later = 'came later than this edition'

const everyEdition: Expected = {
  DescribeTasks: general,
  ManageTask: general,
  UploadImage: extension,
}

export const expectedDrift: Readonly<Record<EditionName, Expected>> = {
  '2026-01-08': {
    ...everyEdition,
    'CreateAigcVideoTask request SceneType': later,
    'CreateAigcVideoTask request VideoInfos': later,
    'CreateAigcVideoTask request AudioInfos': later,
    'CreateAigcVideoTask request SubjectInfos': later,
    'CreateAigcVideoTask request ExtraParameters.LogoAdd': later,
    'CreateAigcVideoTask request ExtraParameters.EnableAudio': later,
    'CreateAigcVideoTask request ExtraParameters.OffPeak': later,
    'CreateAigcVideoTask request ExtraParameters.EnableBgm': later,
  },
  '2026-08': {
    ...everyEdition,
    'CreateAigcVideoTask request ImageInfos.Text': 'named in the comment of ImageInfos only',
    // In tccli 3.1.189.1 (2026-11-22); neither in the table of 2026-08-21 nor in the SDKs of that month.
    'CreateAigcVideoTask request SubjectInfos': later,
  },
}
