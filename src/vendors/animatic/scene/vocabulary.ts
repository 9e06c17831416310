import type { TimeOfDay } from './palettes.ts'
import type { Particles, Place, Season } from './setting.ts'

/**
 * Words that place a scene. `~` stands for a space; English words match whole, with or without a plural s; Chinese
 * ones match anywhere. `says` names the place itself, `hints` what is usually found there.
 */
export const placeWords: Readonly<Record<Place, { readonly says: string; readonly hints: string }>> = {
  space: {
    says: 'space outer~space deep~space galaxy galaxies nebula nebulae cosmos universe orbit planet asteroid starfield 太空 宇宙 星系 星云 行星 星球 外太空',
    hints:
      'astronaut spacecraft spaceship starship space~station ufo satellite cosmic interstellar saturn jupiter moon~landing black~hole milky~way 银河 宇航员 飞船 太空站 航天员 黑洞 土星',
  },
  underwater: {
    says: 'underwater undersea seabed sea~floor ocean~floor coral~reef coral beneath~the~waves under~the~sea deep~sea beneath~the~surface aquarium 水下 海底 珊瑚 深海 水族馆',
    hints:
      'jellyfish octopus shark clownfish sea~turtle mermaid scuba diver submarine seaweed kelp manta school~of~fish 水母 章鱼 鲨鱼 海龟 美人鱼 潜水 海草 鱼群',
  },
  table: {
    says: 'table tabletop desk countertop counter plate dish bowl still~life food~photography bar~counter 桌 桌子 桌面 餐桌 书桌 吧台 静物',
    hints:
      'ramen noodle soup coffee tea cake pizza burger sushi breakfast dinner meal food dessert bread fruit wine cocktail steak cup mug dumpling salad chocolate candle pasta rice pancake cheese latte espresso cookie 拉面 面条 汤 咖啡 茶 蛋糕 披萨 汉堡 寿司 早餐 晚餐 美食 面包 水果 红酒 饺子 火锅 米饭 甜点 蜡烛 小笼包',
  },
  room: {
    says: 'room interior indoors inside bedroom kitchen living~room windowsill window sofa couch bed office apartment house~interior library cafe café coffee~shop restaurant classroom studio~apartment hallway corridor nursery crib greenhouse fireplace armchair bathroom attic museum 房间 室内 卧室 厨房 客厅 窗台 窗边 窗前 沙发 床上 办公室 公寓 图书馆 咖啡馆 咖啡厅 餐厅 教室 书房 走廊 壁炉 家里',
    hints:
      'carpet rug pillow blanket curtain bookshelf lamp piano laptop computer chair reading~a~book working~at 地毯 窗帘 书架 台灯 钢琴 电脑 椅子 看书',
  },
  street: {
    says: 'street alley alleyway sidewalk pavement crosswalk avenue boulevard market bazaar night~market train~station bus~stop downtown~street lane storefront plaza town~square chinatown canal venice water~town old~town 水乡 古镇 运河 威尼斯 街 街道 街头 街上 小巷 巷子 马路边 人行道 斑马线 集市 夜市 广场 胡同 老街',
    hints:
      'pedestrian shop storefront cafe~terrace traffic~light lamppost umbrella taxi tram bus busker graffiti 行人 商店 路灯 出租车 公交车 红绿灯 雨伞',
  },
  city: {
    says: 'city cities cityscape skyline urban metropolis downtown skyscraper rooftop new~york tokyo shanghai hong~kong london dubai singapore manhattan megacity harbor harbour waterfront pier marina 港口 码头 城市 都市 天际线 摩天大楼 高楼 大厦 上海 香港 东京 纽约 北京 深圳 市中心 屋顶',
    hints:
      'building tower traffic drone~show office~tower futuristic neon cyberpunk 赛博朋克 楼 塔 车流 霓虹 未来',
  },
  road: {
    says: 'road highway freeway motorway coast~road coastal~road race~track racetrack mountain~road asphalt country~road route~66 runway 公路 道路 马路 高速公路 沿海公路 赛道 山路 跑道',
    hints:
      'car sports~car motorcycle truck bus drive drives driving race racing convertible bicycle cycling road~trip race~car 汽车 跑车 赛车 摩托车 卡车 驾驶 行驶 骑行 自驾',
  },
  beach: {
    says: 'beach coast seaside seashore shore shoreline coastline sandy~shore tropical~island lagoon palm~tree 沙滩 海滩 海边 海岸 岸边 椰树 椰林 热带岛屿',
    hints:
      'sandcastle surfer surfing palm coconut sunbathe parasol crab seashell bikini hammock 冲浪 椰子 贝壳 螃蟹 遮阳伞 比基尼',
  },
  ocean: {
    says: 'ocean sea open~water high~seas open~sea waves at~sea pacific atlantic mediterranean 大海 海洋 海面 海上 海浪 波涛 太平洋',
    hints:
      'boat ship sailboat sail sailing yacht dolphin whale wave lighthouse island seagull surf cargo~ship pirate cruise~ship iceberg 船 帆船 海豚 鲸 灯塔 海鸥 岛 海盗 冰山',
  },
  snowfield: {
    says: 'snowfield snowy~field snow~covered snowy arctic antarctic antarctica north~pole south~pole tundra winter~landscape frozen~lake winter~wonderland snowscape ice~field ice~floe ice~sheet ice~cap glacier ski~slope 雪地 雪原 雪景 北极 南极 冰原 冰川 冰湖 冰天雪地 滑雪场',
    hints:
      'snow winter snowman penguin polar~bear husky sled skiing skier snowboard snowboarder ice frost christmas reindeer igloo 雪 冬天 冬季 企鹅 北极熊 雪人 雪橇 滑雪 圣诞 驯鹿 哈士奇',
  },
  desert: {
    says: 'desert dune sand~dune sahara gobi canyon badlands mars martian~surface moon~surface lunar~surface alien~planet red~planet wasteland oasis mesa savanna savannah 沙漠 沙丘 戈壁 峡谷 火星 月球表面 荒漠 荒原 绿洲 草原象群',
    hints:
      'camel cactus caravan sand pyramid sphinx scorpion cowboy nomad rover lion giraffe elephant zebra 骆驼 仙人掌 驼队 金字塔 狮子 长颈鹿 大象 牛仔',
  },
  forest: {
    says: 'forest woods woodland jungle rainforest grove bamboo~forest pine~forest redwood enchanted~forest 森林 树林 丛林 雨林 竹林 林间 林中 松林',
    hints:
      'tree pine deer fox bear wolf owl mushroom squirrel fairy elf moss fern fireflies bamboo panda tiger monkey unicorn campfire camping tent 篝火 露营 帐篷 树 鹿 狐狸 熊 狼 猫头鹰 蘑菇 松鼠 精灵 竹子 熊猫 老虎 萤火虫',
  },
  mountain: {
    says: 'mountain mountainside alps alpine peak summit himalaya himalayas everest cliff fjord valley lake ridge volcano highlands great~wall 长城 mount~fuji 山 高山 雪山 山峰 群山 山谷 悬崖 湖 湖泊 湖面 火山 河流 富士山 山水',
    hints:
      'eagle waterfall 瀑布 dragon castle climber climbing hiker hiking monastery temple canoe kayak swan glacier goat hot~air~balloon river stream 老鹰 龙 城堡 登山 徒步 寺庙 天鹅 河 溪',
  },
  park: {
    says: 'park playground stadium soccer~field football~pitch garden lawn backyard botanical~garden orchard courtyard schoolyard picnic zen~garden bench 公园 游乐场 花园 草坪 后院 庭院 果园 野餐 长椅',
    hints:
      'children child kid playing dog puppy ball frisbee kite swing slide bubbles cherry~blossom sakura bicycle family toddler 孩子 儿童 小孩 玩耍 狗 小狗 球 风筝 秋千 滑梯 泡泡 樱花 家人',
  },
  meadow: {
    says: 'meadow field hill hillside grassland countryside farm pasture prairie village rural flower~field wheat~field sunflower~field lavender~field tulip~field rice~field vineyard plain rolling~hills steppe 草原 草地 田野 山坡 山丘 乡村 农场 牧场 田园 村庄 麦田 花海 花田 稻田 梯田 葡萄园 原野',
    hints:
      'grass flower horse cow sheep windmill barn butterfly bee rabbit cat wheat sunflower lavender tulip poppy daisy farmer tractor scarecrow 草 花 马 牛 羊 风车 谷仓 蝴蝶 蜜蜂 兔子 猫 麦子 向日葵 薰衣草 郁金香 农民',
  },
  cloudscape: {
    says: 'above~the~clouds among~the~clouds sea~of~clouds 云中 云间 in~the~sky through~the~clouds across~the~sky cloudscape floating~island heaven 云端 云海 天空中 云层 云上 空中 天上 天堂',
    hints:
      'airplane plane jet hot~air~balloon parachute skydiver angel flying soaring bird dragon pegasus superhero airship paraglider 飞机 热气球 降落伞 天使 飞翔 翱翔 飞龙 飞艇',
  },
  studio: {
    says: 'studio stage theater theatre concert spotlight logo product~shot plain~background white~background black~background gradient~background abstract infographic chart typography brand backdrop seamless~background packshot title~card revenue 摄影棚 标志 产品展示 纯色背景 白色背景 抽象 图表 品牌 片头 业绩 营收',
    hints:
      'product perfume bottle phone smartphone watch sneaker shoe cosmetic jewelry diamond quarterly growth data concept idea innovation slogan lipstick headphone 产品 香水 手机 手表 球鞋 化妆品 珠宝 钻石 增长 数据 概念 创新 口红 耳机',
  },
}

export const timeWords: Readonly<Record<TimeOfDay, string>> = {
  neon: 'neon cyberpunk synthwave vaporwave blade~runner 霓虹 赛博朋克 赛博',
  alien:
    'alien~planet mars martian lava volcano volcanic red~planet molten hell 火星 火山 岩浆 熔岩 异星 外星',
  sunset:
    'sunset golden~hour golden~light sundown setting~sun warm~evening~light 日落 夕阳 黄昏 晚霞 落日 金色阳光 傍晚的阳光',
  dawn: 'dawn sunrise daybreak morning early~light first~light rising~sun 日出 清晨 黎明 早晨 晨曦 朝阳 早上 晨光 晨雾',
  dusk: 'dusk twilight blue~hour evening gloaming 暮色 傍晚 薄暮 蓝调时刻',
  night:
    'night nighttime midnight moonlit moonlight moon starry starlight stars milky~way full~moon aurora northern~lights nocturnal fireworks fireflies 夜 夜晚 夜空 深夜 午夜 月光 月亮 星空 银河 繁星 极光 烟花 萤火虫 星星',
  storm:
    'storm stormy thunderstorm thunder lightning tempest hurricane typhoon gloomy ominous blizzard tornado 暴风雨 雷暴 闪电 风暴 台风 暴雨 乌云 狂风',
  overcast:
    'overcast cloudy grey~sky gray~sky rain rainy drizzle fog foggy mist misty haze snowfall snowing 阴天 多云 小雨 下雨 雨 雾 薄雾 灰蒙蒙 下雪',
  day: 'day daytime daylight noon midday afternoon sunny sunshine blue~sky bright~sun sunlit clear~sky summer~day 白天 中午 正午 下午 午后 晴天 阳光 蓝天 晴朗 晴空 烈日',
}

export const particleWords: Readonly<Record<Particles, string>> = {
  snow: 'snowing snowfall falling~snow snowflake snow~falls snow~fall snow~is~falling snow~falling blizzard snowstorm light~snow heavy~snow gentle~snow it~snows snow~outside 下雪 飘雪 大雪 雪花 暴雪 飘着雪 雪中 小雪',
  rain: 'rain rainy raining rainfall rainstorm raindrop downpour drizzle thunderstorm storm~at~sea 雨 下雨 大雨 暴雨 雨中 细雨 雷雨',
  fireflies:
    'firefly fireflies fairy magical magic enchanted glowing~particles sparkles sparkling will-o-wisp 萤火虫 魔法 魔幻 仙境 发光的粒子 梦幻',
  petals: 'petal cherry~blossom sakura blossoms peach~blossom falling~flowers 花瓣 樱花 桃花 落花',
  leaves:
    'falling~leaves autumn~leaves leaves~fall leaves~falling fall~leaves leaves~drift maple~leaves 落叶 秋叶 枫叶 红叶',
  embers:
    'ember spark fire flames burning campfire bonfire lava volcano forge battlefield 火星四溅 火焰 火花 燃烧 篝火 岩浆 火山 烈火',
  dust: 'dust dusty sunbeam sun~rays god~rays light~rays sandstorm pollen 灰尘 尘埃 光束 沙尘暴 阳光穿过 丁达尔',
  bubbles: 'bubble soap~bubbles 泡泡 气泡',
}

export const seasonWords: Readonly<Record<Season, string>> = {
  spring: 'spring springtime cherry~blossom sakura blossoms blossom 春 春天 春季 樱花 桃花',
  summer: 'summer summertime 夏 夏天 夏季 夏日',
  autumn:
    'autumn autumnal fall~colors fall~foliage fall~leaves falling~leaves maple~leaves harvest october 秋 秋天 秋季 秋叶 枫叶 红叶 落叶',
  winter: 'winter wintry snow snowy frozen ice christmas frost blizzard 冬 冬天 冬季 雪 冰 圣诞',
}

export const featureWords = {
  aurora: 'aurora northern~lights southern~lights borealis 极光',
  birds: 'bird gull seagull flock eagle crane geese goose swallow pigeon crow hawk 鸟 海鸥 鸽子 燕子 雁 飞鸟',
  lightning: 'lightning thunder thunderstorm thunderbolt 闪电 雷 雷暴 雷电',
  flowers:
    'flower flowery wildflower bloom blooming blossom tulip poppy poppies lavender daisy daisies sunflower rose rapeseed 花 花海 薰衣草 郁金香 向日葵 油菜花 野花 花田',
  water:
    'lake river reflection reflect reflects reflected reflecting pond fjord stream canal harbor harbour bay reservoir waterfront wet~street 湖 河 水面 倒影 池塘 溪 江 港 海湾 运河',
  fog: 'fog foggy mist misty haze hazy smoky steam 雾 薄雾 晨雾 迷雾 雾气 云雾 烟雾',
  snow: 'snow snowy snowfall 雪',
  clear: 'clear~sky cloudless clear~day clear~night 晴空 万里无云 晴朗',
  clouds: 'cloud cloudy clouds dramatic~sky dramatic~clouds 云 白云 多云 云彩',
  storm:
    'storm stormy tempest hurricane typhoon rough~sea huge~waves giant~waves tsunami squall 暴风雨 风暴 台风 巨浪 狂风 惊涛骇浪',
  rings: 'ring ringed rings saturn 光环 土星 星环',
  meteors: 'meteor meteor~shower shooting~star comet falling~star 流星 流星雨 彗星',
  moonscape: 'moon~surface lunar lunar~surface on~the~moon moon~landing 月球表面 月球上 月面 登月',
  volcano: 'volcano lava eruption erupting 火山 岩浆 喷发',
  rainbow: 'rainbow 彩虹',
  fireworks: 'firework fireworks 烟花 焰火',
  palms: 'palm palms palm~tree tropical coconut 椰树 棕榈 热带 椰林',
  bamboo: 'bamboo 竹 竹林 竹子',
  autumn: 'autumn maple 秋 枫',
  coast: 'coast coastal coastline ocean sea seaside cliff beach 海 沿海 海岸 海边',
  savanna: 'savanna savannah safari serengeti lion giraffe elephant zebra 稀树草原 大草原 狮子 长颈鹿 大象',
  canyon: 'canyon badlands mesa gorge monument~valley wild~west cowboy 峡谷 西部 牛仔',
  pyramid: 'pyramid pyramids egypt egyptian sphinx 金字塔 埃及',
  lavender: 'lavender 薰衣草',
  golden: 'sunflower rapeseed canola daffodil 向日葵 油菜花',
  scarlet: 'poppy poppies tulip rose 罂粟 郁金香 玫瑰',
  wheat: 'wheat barley cornfield harvest 麦田 麦子 稻田 麦浪',
  canal: 'canal venice water~town gondola 水乡 江南 运河 威尼斯 周庄 乌镇',
  eastern:
    'chinese japan japanese kyoto temple pagoda ink~painting hutong edo samurai zen 中国 古镇 江南 水墨 寺 水乡 京都 古风 宫 亭 国风 胡同',
  sill: 'windowsill window~sill window~seat window 窗台 窗边 窗前 飘窗',
  growth: 'grow grows growing growth revenue chart profit increase statistics 增长 营收 图表 业绩 数据 利润',
  highrise: 'office apartment skyscraper penthouse hotel 办公室 公寓 酒店 写字楼',
  night: 'night midnight 夜',
} as const
