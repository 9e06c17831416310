import type { Kind } from './kind.ts'
import { bear, panda, polarBear } from './kinds/bear.ts'
import { lion, tiger } from './kinds/big-cat.ts'
import { cat, kitten } from './kinds/cat.ts'
import { deer } from './kinds/deer.ts'
import { dog, puppy } from './kinds/dog.ts'
import { fox, wolf } from './kinds/fox.ts'
import { horse, unicorn } from './kinds/horse.ts'
import { astronaut } from './kinds/astronaut.ts'
import { robot } from './kinds/robot.ts'
import { knight, samurai, wizard } from './kinds/warrior.ts'
import { persons } from './kinds/person.ts'

/** The cast by name. To add a subject: one file in kinds/, one line here, its words in `vocabulary.ts`. */
export const kinds: Readonly<Record<string, Kind>> = {
  cat,
  kitten,
  dog,
  puppy,
  horse,
  unicorn,
  deer,
  fox,
  wolf,
  bear,
  'polar-bear': polarBear,
  panda,
  lion,
  tiger,
  ...persons,
  astronaut,
  robot,
  knight,
  samurai,
  wizard,
}
