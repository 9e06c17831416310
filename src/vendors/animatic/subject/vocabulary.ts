import { colourWords } from './colours.ts'
import type { Action } from './subject.ts'

/** What a word or phrase of a prompt says. */
export type Meaning =
  | { readonly type: 'noun'; readonly kind: string; readonly several: boolean }
  /** Something that is not drawn here but has verbs of its own: "the camera flies", "leaves fall". */
  | { readonly type: 'bystander' }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'colour'; readonly colour: string }
  | { readonly type: 'verb'; readonly action: Action; readonly dance: boolean }
  /** What joins a rider to a mount, or says what they do without one: "坐在长椅上". */
  | { readonly type: 'ride'; readonly action: Action }
  | { readonly type: 'clothing' }
  | { readonly type: 'negation' }
  | { readonly type: 'definite' }
  | { readonly type: 'another' }
  /** Joins two subjects that do the same: "and". */
  | { readonly type: 'joint' }
  /** Ends a noun phrase: "on", "of", "的时候". */
  | { readonly type: 'edge' }
  /** An edge that says "upon or within": "on a horse", "in a boat". */
  | { readonly type: 'inside' }
  /** Where all of it plays, for those who can live in several elements. */
  | { readonly type: 'setting'; readonly setting: 'space' | 'underwater' | 'ground' }
  | { readonly type: 'nothing' }

/** kind: English nouns (`~` for a space, `one/many` where the plural is irregular) | Chinese nouns. */
const nouns: Readonly<Record<string, string>> = {
  cat: 'cat kitty/kitties feline tomcat tabby/tabbies|猫 猫咪 小猫咪 花猫 橘猫',
  kitten: 'kitten|小猫 幼猫',
  dog: 'dog hound labrador retriever golden~retriever corgi husky/huskies shepherd~dog terrier|狗 犬 狗狗 柯基 金毛犬 哈士奇',
  puppy: 'puppy/puppies pup|小狗 幼犬',
  horse: 'horse stallion mare pony/ponies mustang|马 骏马 马匹 小马',
  zebra: 'zebra|斑马',
  unicorn: 'unicorn|独角兽',
  deer: 'deer/deer stag doe fawn reindeer/reindeer elk/elk|鹿 小鹿 梅花鹿 麋鹿 驯鹿',
  fox: 'fox/foxes vixen|狐狸',
  wolf: 'wolf/wolves|狼',
  bear: 'bear grizzly/grizzlies bear~cub|熊 棕熊',
  'polar-bear': 'polar~bear|北极熊',
  panda: 'panda giant~panda|熊猫 大熊猫',
  rabbit: 'rabbit bunny/bunnies hare|兔 兔子 小兔子',
  elephant: 'elephant mammoth|大象 小象 象群',
  lion: 'lion lioness/lionesses|狮子 雄狮',
  tiger: 'tiger|老虎 猛虎',
  cow: 'cow bull ox/oxen calf/calves buffalo/buffaloes|牛 奶牛 水牛',
  pig: 'pig piglet hog|猪 小猪',
  sheep: 'sheep/sheep lamb|羊 绵羊 羊羔 小羊',
  giraffe: 'giraffe|长颈鹿',
  camel: 'camel|骆驼',
  bird: 'bird songbird sparrow robin bluebird pigeon dove swallow parrot|鸟 小鸟 飞鸟 鸟儿 鸽子 麻雀 燕子 鹦鹉',
  seagull: 'seagull gull albatross/albatrosses|海鸥',
  eagle: 'eagle hawk falcon condor raven crow|鹰 老鹰 雄鹰 乌鸦',
  owl: 'owl|猫头鹰',
  duck: 'duck duckling|鸭 鸭子 小鸭子',
  swan: 'swan goose/geese|天鹅 鹅',
  penguin: 'penguin|企鹅',
  butterfly: 'butterfly/butterflies moth|蝴蝶',
  fish: 'fish/fish goldfish/goldfish koi/koi clownfish/clownfish salmon/salmon fishes/fishes|鱼 小鱼 金鱼 锦鲤 鱼群',
  shark: 'shark|鲨鱼',
  whale: 'whale humpback orca|鲸 鲸鱼 蓝鲸',
  dolphin: 'dolphin porpoise|海豚',
  turtle: 'turtle sea~turtle tortoise|海龟 乌龟',
  jellyfish: 'jellyfish/jellyfish|水母',
  octopus: 'octopus/octopuses|章鱼',
  dragon: 'dragon wyvern|龙 巨龙 飞龙 喷火龙',
  dinosaur: 'dinosaur t~rex tyrannosaurus|恐龙 霸王龙',
  person:
    'person/people human/humans traveler traveller hiker tourist wanderer pedestrian commuter farmer chef explorer friend runner jogger cyclist/cyclists worker student teacher doctor dancer skier|人 一个人 人物 人们 行人 路人 旅人 旅行者 游客 背包客 农民 厨师 学生 工人 舞者',
  woman:
    'woman/women lady/ladies mother mom bride queen princess/princesses actress/actresses businesswoman/businesswomen ballerina grandmother grandma|女人 女子 女士 女性 美女 少女 妈妈 母亲 女孩子 新娘 公主 女王 奶奶 姑娘',
  man: 'man/men guy gentleman/gentlemen father dad husband king prince fisherman/fishermen businessman/businessmen cowboy old~man/old~men grandfather grandpa monk soldier|男人 男子 男士 男性 爸爸 父亲 国王 王子 渔夫 老人 爷爷 牛仔 和尚 士兵',
  girl: 'girl little~girl schoolgirl|女孩 小女孩 女童 女生 小姑娘',
  boy: 'boy little~boy schoolboy|男孩 小男孩 男童 男生',
  child: 'child/children kid toddler baby/babies|孩子 小孩 儿童 小朋友 宝宝 婴儿 孩童',
  couple: 'couple lovers/lovers|情侣 夫妻 恋人',
  family: 'family/families|家人 一家人 一家三口',
  astronaut: 'astronaut cosmonaut spaceman/spacemen spacewoman/spacewomen taikonaut|宇航员 航天员 太空人',
  robot: 'robot android humanoid cyborg mech|机器人 机甲',
  knight: 'knight paladin warrior|骑士 武士骑士 勇士 战士',
  samurai: 'samurai/samurai ronin/ronin ninja swordsman/swordsmen|武士 侠客 剑客 忍者',
  wizard: 'wizard witch/witches sorcerer mage|巫师 女巫 魔法师',
  car: 'car sedan automobile taxi cab suv jeep|车 汽车 轿车 小汽车 出租车 车辆',
  'sports-car': 'sports~car race~car racing~car supercar ferrari lamborghini porsche convertible|跑车 赛车',
  bus: 'bus/buses minibus/minibuses coach/coaches camper~van van tram streetcar|公交车 巴士 公共汽车 客车 面包车 电车',
  truck: 'truck lorry/lorries pickup fire~truck|卡车 货车 消防车',
  bicycle: 'bicycle bike|自行车 单车 脚踏车',
  motorcycle: 'motorcycle motorbike scooter|摩托车 摩托',
  train: 'train locomotive steam~train bullet~train|火车 列车 高铁 动车 蒸汽火车',
  sailboat: 'sailboat sailing~boat yacht sailing~ship schooner catamaran|帆船 游艇',
  boat: 'boat rowboat rowing~boat fishing~boat canoe gondola kayak ferry/ferries|船 小船 小舟 渔船 木船 游船 舟',
  ship: 'ship pirate~ship galleon cargo~ship cruise~ship steamship|轮船 大船 海盗船 货轮 邮轮 战舰',
  airplane:
    'airplane aeroplane plane jet airliner aircraft/aircraft biplane fighter~jet|飞机 客机 战斗机 喷气机',
  helicopter: 'helicopter chopper|直升机 直升飞机',
  rocket: 'rocket|火箭',
  spaceship:
    'spaceship spacecraft/spacecraft starship space~ship space~shuttle star~ship|飞船 宇宙飞船 太空飞船 星舰 航天飞机',
  ufo: 'ufo flying~saucer|飞碟 不明飞行物',
  balloon: 'hot~air~balloon hot~air~baloon|热气球',
  'toy-balloon': 'balloon|气球',
  kite: 'kite|风筝',
  house: 'house cottage cabin hut farmhouse barn|房子 小屋 木屋 房屋 农舍 茅屋',
  castle: 'castle fortress/fortresses palace|城堡 宫殿',
  lighthouse: 'lighthouse|灯塔',
  windmill: 'windmill|风车',
  tree: 'tree oak maple~tree lone~tree cherry~tree apple~tree|树 大树 树木 樱花树 枫树',
  flower:
    'flower rose tulip sunflower daisy/daisies poppy/poppies blossom|花 花朵 鲜花 玫瑰 玫瑰花 郁金香 向日葵 小花',
  ball: 'ball football soccer~ball basketball beach~ball|球 皮球 足球 篮球',
  cup: 'cup mug coffee~cup cup~of~coffee cup~of~tea teacup|杯子 咖啡杯 茶杯 一杯咖啡 一杯茶',
  bowl: 'bowl bowl~of~noodles bowl~of~soup ramen|碗 一碗面 拉面 面条',
  campfire: 'campfire bonfire|篝火 营火',
  lantern: 'lantern sky~lantern paper~lantern|灯笼 孔明灯 天灯',
  snowman: 'snowman/snowmen|雪人',
}

const verbs: Readonly<Record<Action, string>> = {
  run: 'run runs running ran race races racing gallop gallops galloping galloped sprint sprints sprinting dash dashes dashing chase chases chasing chased jog jogs jogging rush rushes rushing bound bounds bounding leap leaps leaping jump jumps jumping breach breaches breaching hop hops hopping play plays playing 跑 奔跑 跑步 奔驰 奔腾 疾驰 飞奔 追 追逐 追赶 跳 跳跃 跃出水面 玩 玩耍 嬉戏 冲刺',
  walk: 'walk walks walking walked stroll strolls strolling wander wanders wandering hike hikes hiking march marches marching step steps stepping strut prowl prowls prowling trot trots trotting explore explores exploring crawl crawls crawling approach approaches 走 行走 走路 走在 走过 漫步 散步 徒步 踱步 前行 探索',
  fly: 'fly flies flying flew soar soars soaring soared glide glides gliding flutter flutters fluttering hover hovers hovering take~off takes~off taking~off launch launches launching 飞 飞行 飞翔 飞舞 翱翔 飞过 起飞 盘旋 滑翔 升空 发射',
  swim: 'swim swims swimming swam dive dives diving snorkel snorkeling paddle paddles paddling 游 游泳 游动 游弋 潜水 畅游',
  float:
    'float floats floating floated drift drifts drifting spacewalk spacewalking levitate levitates levitating 漂 漂浮 飘 飘浮 悬浮 漂流 太空行走 飘荡',
  sit: 'sit sits sitting sat seated perch perches perched perching rest rests resting wait waits waiting read reads reading meditate meditates meditating eat eats eating 坐 坐着 坐在 蹲 蹲着 休息 等待 看书 读书 打坐 吃',
  sleep:
    'sleep sleeps sleeping slept asleep nap naps napping snooze snoozes snoozing doze dozes dozing lie lies lying curled~up 睡 睡觉 睡着 沉睡 熟睡 打盹 躺 躺着 躺在 趴 趴着 趴在',
  stand:
    'stand stands standing stood stare stares staring gaze gazes gazing look looks looking watch watches watching pose poses posing wave waves waving 站 站立 站着 站在 伫立 凝视 看着 望着 眺望 看 招手 挥手',
  drive: 'drive drives driving drove speed speeds speeding cruise cruises cruising 行驶 驶过 驶 开过 驶向',
  sail: 'sail sails sailing sailed row rows rowing 航行 划 划船 驶在 扬帆',
}

const others: ReadonlyArray<readonly [Meaning, string]> = [
  [
    { type: 'ride', action: 'drive' },
    'ride rides riding rode drive drives driving 骑 骑着 骑在 驾驶 驾驶着 驾着 开着',
  ],
  [{ type: 'ride', action: 'fly' }, 'pilot pilots piloting'],
  [{ type: 'ride', action: 'sit' }, 'sits~on sitting~on on~top~of on~the~back~of seated~on 坐在 乘坐 乘着'],
  [{ type: 'negation' }, 'no without not~any 没有 无 不要 不含'],
  [{ type: 'definite' }, 'the this that its his her their 这只 那只 这个 那个 这匹 那匹'],
  [{ type: 'another' }, 'another other second 另 另一'],
  [{ type: 'joint' }, 'and with & together 和 与 跟 以及 同 带着'],
  [
    { type: 'edge' },
    'of at by near under over through across into from to toward towards beside behind between above below is are was were as while who which that~is then 上 里 中 下 在 旁 边 是 着 从 向 朝 穿过 后 前 内',
  ],
  [{ type: 'inside' }, 'in on inside aboard atop'],
  [
    { type: 'clothing' },
    'dress coat jacket shirt suit hoodie sweater skirt kimono uniform cloak cape robe raincoat spacesuit gown t~shirt tee outfit clothes hanfu armor armour scarf hat 裙 裙子 连衣裙 衣服 外套 夹克 衬衫 西装 毛衣 和服 汉服 斗篷 长袍 雨衣 大衣 风衣 盔甲 上衣 t恤 围巾 帽子',
  ],
  [
    { type: 'setting', setting: 'space' },
    'space outer~space deep~space orbit galaxy nebula cosmos spacewalk zero~gravity 太空 宇宙 银河 星云 轨道 失重',
  ],
  [
    { type: 'setting', setting: 'underwater' },
    'underwater undersea seabed deep~sea coral coral~reef ocean~floor sea~floor under~the~sea under~water beneath~the~waves beneath~the~surface 水下 海底 深海 珊瑚 珊瑚礁',
  ],
  [
    { type: 'setting', setting: 'ground' },
    'mars martian lunar on~the~moon moon~surface desert beach forest street city meadow park field road garden jungle bar kitchen 火星 月球 月球表面 沙漠 街道 城市 森林 海滩 公园',
  ],
  [
    { type: 'bystander' },
    'camera shot lens drone sun moon wind wave waves leaf leaves cloud clouds snow snowflakes rain river water mist fog light lights neon petals smoke stars waterfall cinematic traffic grass 镜头 相机 太阳 月亮 风 海浪 波浪 浪花 树叶 落叶 云 雪花 雨 河水 雾 灯光 霓虹 花瓣 烟雾 星星 瀑布 无人机 草地 草原',
  ],
  [
    { type: 'nothing' },
    // Phrases that hold a noun but do not mean it.
    "hot~dog hot~dogs bird's~eye birds~eye bird~eye fish~eye fisheye bear~in~mind catwalk house~music dragon~fruit butterfly~effect car~park ball~gown tiger~lily eagle~eye rocket~salad star~fish cat~eye train~station train~tracks bus~stop bus~station tree~line tree~lined flower~field rose~gold rose~petals person~view point~of~view first~person third~person fly~over fly~through drone~shot jet~black rain~cats~and~dogs horse~power street~light street~lights water~fall motorcycle~helmet bike~lane horse~drawn tree~house~effect doll~house bear~market " +
      '鸟瞰 鱼眼 马上 马路 罗马 河马 斑马线 机器人声 人工 人间 人生 人类文明 车站 车窗 花园 花海 雪花 火花 烟花 樱花 花瓣 棉花 开花 地球 星球 全球 气球状 水龙头 龙卷风 树林 树叶 树枝 令人 迷人 动人 惊人 行星 飞溅 飞雪 风车状 游戏 走廊 看起来 飞檐 飞快 石狮子 牛仔裤 熊熊 船长室 海马 马尾 天下 房车',
  ],
]

const numbers: Readonly<Record<number, string>> = {
  1: 'a an one single lone 1 一 一只 一个 一匹 一头 一位 一名 一条 一辆 一艘 一架 一朵 一棵 一座 一群人中',
  2: 'two pair~of couple~of both twin 2 二 两 双 一对 两只 两个 两匹 两头 两位 两名 两条 两辆 两艘 两架',
  3: 'three several some few trio~of various 3 三 几 几只 几个 几匹 几条 几辆 一些',
  4: 'four 4 四',
  5: 'five many group~of groups~of herd~of pack~of crowd~of team~of lots~of bunch~of 5 五 一群 成群 群 许多 很多 众多',
  6: 'six half~a~dozen 6 六',
  7: 'seven eight nine ten eleven twelve dozen dozens dozens~of hundreds~of thousands~of flock~of flocks~of school~of swarm~of countless 7 8 9 10 12 20 100 七 八 九 十 数十 无数 上百',
}

/** Every word and phrase that is understood, its words joined by single spaces, each Chinese character a word. */
export const vocabulary: ReadonlyMap<string, Meaning> = buildVocabulary()

/** The most words a phrase of the vocabulary has. */
export const phraseWordsMax = Math.max(...[...vocabulary.keys()].map((key) => key.split(' ').length))

function buildVocabulary(): ReadonlyMap<string, Meaning> {
  const words = new Map<string, Meaning>()
  const add = (list: string, meaning: Meaning): void => {
    for (const word of list.split(' ').filter(Boolean)) words.set(keyOf(word), meaning)
  }
  for (const [value, list] of Object.entries(numbers)) add(list, { type: 'number', value: Number(value) })
  for (const [colour, list] of Object.entries(colourWords))
    add(`${colour} ${list}`, { type: 'colour', colour })
  for (const [action, list] of Object.entries(verbs)) {
    // Object.entries widens the key; `verbs` is keyed by Action.
    add(list, { type: 'verb', action: action as Action, dance: false })
  }
  add('dance dances dancing twirl twirls twirling 跳舞 舞蹈 起舞', {
    type: 'verb',
    action: 'run',
    dance: true,
  })
  for (const [kind, list] of Object.entries(nouns)) addNouns(words, kind, list)
  // Last, because "driving" says more as a link to a car than as a verb of its own.
  for (const [meaning, list] of others) add(list, meaning)
  return words
}

function addNouns(words: Map<string, Meaning>, kind: string, list: string): void {
  const [english = '', chinese = ''] = list.split('|')
  for (const noun of english.split(' ')) {
    const [one = '', many = `${one}s`] = noun.split('/')
    words.set(keyOf(many), { type: 'noun', kind, several: many !== one })
    words.set(keyOf(one), { type: 'noun', kind, several: false })
  }
  for (const noun of chinese.split(' ').filter(Boolean)) {
    words.set(keyOf(noun), { type: 'noun', kind, several: false })
    words.set(keyOf(`${noun}们`), { type: 'noun', kind, several: true })
  }
}

function keyOf(word: string): string {
  return splitWords(word.replaceAll('~', ' ')).join(' ')
}

/** A text's words in small letters, each Chinese character, number and punctuation mark by itself. */
export function splitWords(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replaceAll(/([a-z])-(?=[a-z])/g, '$1 ')
  return plain.match(/[\u4E00-\u9FFF]|[a-z\u00E0-\u024F]+|'s|\d+|[.;!?\n。；！？,，、:：&]/g) ?? []
}
