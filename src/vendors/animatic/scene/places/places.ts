import type { Framing, Site } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import type { Place } from '../setting.ts'
import { forestFraming, forestPlace } from './forest/forest.ts'
import { oceanFraming, oceanPlace } from './ocean.ts'
import { beachFraming, beachPlace } from './beach.ts'
import { desertFraming, desertPlace } from './desert/desert.ts'
import { snowfieldFraming, snowfieldPlace } from './snowfield.ts'
import { cloudscapeFraming, cloudscapePlace } from './cloudscape.ts'
import { spaceFraming, spacePlace } from './space.ts'
import { cityFraming, cityPlace } from './city.ts'
import { streetFraming, streetPlace } from './street.ts'
import { roadFraming, roadPlace } from './road/road.ts'
import { underwaterFraming, underwaterPlace } from './underwater/underwater.ts'
import { roomFraming, roomPlace } from './room.ts'
import { tableFraming, tablePlace } from './table/table.ts'
import { studioFraming, studioPlace } from './studio.ts'
import { parkFraming, parkPlace } from './park/park.ts'
import { meadowFraming, meadowPlace } from './meadow.ts'
import { mountainFraming, mountainPlace } from './mountain/mountain.ts'

export type PlaceBuilder = { readonly framing: Framing; build(site: Site): Stage }

export const places: Readonly<Record<Place, PlaceBuilder>> = {
  mountain: { framing: mountainFraming, build: mountainPlace },
  forest: { framing: forestFraming, build: forestPlace },
  ocean: { framing: oceanFraming, build: oceanPlace },
  beach: { framing: beachFraming, build: beachPlace },
  desert: { framing: desertFraming, build: desertPlace },
  snowfield: { framing: snowfieldFraming, build: snowfieldPlace },
  cloudscape: { framing: cloudscapeFraming, build: cloudscapePlace },
  space: { framing: spaceFraming, build: spacePlace },
  city: { framing: cityFraming, build: cityPlace },
  street: { framing: streetFraming, build: streetPlace },
  road: { framing: roadFraming, build: roadPlace },
  underwater: { framing: underwaterFraming, build: underwaterPlace },
  room: { framing: roomFraming, build: roomPlace },
  table: { framing: tableFraming, build: tablePlace },
  studio: { framing: studioFraming, build: studioPlace },
  park: { framing: parkFraming, build: parkPlace },
  meadow: { framing: meadowFraming, build: meadowPlace },
}
