import type { Kind } from './kind.ts'
import { bear, panda, polarBear } from './kinds/bear.ts'
import { lion, tiger } from './kinds/big-cat.ts'
import { bird, eagle, seagull } from './kinds/bird.ts'
import { butterfly } from './kinds/butterfly.ts'
import { boat, sailboat, ship } from './kinds/boat.ts'
import { car, racer } from './kinds/car.ts'
import { airplane, helicopter, hotAirBalloon } from './kinds/aircraft.ts'
import { bicycle, motorcycle } from './kinds/bicycle.ts'
import { bus, truck } from './kinds/bus.ts'
import { rocket, spaceship, ufo } from './kinds/spacecraft.ts'
import { train } from './kinds/train.ts'
import { dragon } from './kinds/dragon.ts'
import { fish, shark } from './kinds/fish.ts'
import { dolphin, whale } from './kinds/whale.ts'
import { elephant } from './kinds/elephant.ts'
import { camel, cow, giraffe, pig, sheep } from './kinds/grazer.ts'
import { rabbit } from './kinds/rabbit.ts'
import { jellyfish, octopus, turtle } from './kinds/sea-life.ts'
import { duck, penguin, swan } from './kinds/waterfowl.ts'
import { castle, house, lighthouse, windmill } from './kinds/building.ts'
import { flower, tree } from './kinds/plant.ts'
import { things } from './kinds/small-thing.ts'
import { dinosaur } from './kinds/dinosaur.ts'
import { owl } from './kinds/owl.ts'
import { cat, kitten } from './kinds/cat.ts'
import { deer } from './kinds/deer.ts'
import { dog, puppy } from './kinds/dog.ts'
import { fox, wolf } from './kinds/fox.ts'
import { horse, unicorn, zebra } from './kinds/horse.ts'
import { astronaut } from './kinds/astronaut.ts'
import { dancingRobot, robot } from './kinds/robot.ts'
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
  zebra,
  deer,
  fox,
  wolf,
  bear,
  'polar-bear': polarBear,
  panda,
  lion,
  tiger,
  bird,
  seagull,
  eagle,
  butterfly,
  owl,
  dinosaur,
  fish,
  shark,
  dolphin,
  whale,
  dragon,
  rabbit,
  elephant,
  cow,
  pig,
  sheep,
  giraffe,
  camel,
  duck,
  swan,
  penguin,
  turtle,
  jellyfish,
  octopus,
  ...persons,
  car,
  'sports-car': racer,
  bus,
  truck,
  bicycle,
  motorcycle,
  train,
  airplane,
  helicopter,
  balloon: hotAirBalloon,
  rocket,
  spaceship,
  ufo,
  house,
  castle,
  lighthouse,
  windmill,
  tree,
  flower,
  ...things,
  boat,
  sailboat,
  ship,
  astronaut,
  robot,
  'dancing-robot': dancingRobot,
  knight,
  samurai,
  wizard,
}
