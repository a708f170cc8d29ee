/** Words that the rules get wrong. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['skies', 'sky'], ['sky', 'sky'], ['dying', 'die'], ['lying', 'lie'], ['tying', 'tie'], ['news', 'news'],
  ['innings', 'inning'], ['inning', 'inning'], ['outings', 'outing'], ['outing', 'outing'], ['cannings', 'canning'],
  ['canning', 'canning'], ['howe', 'howe'], ['proceed', 'proceed'], ['exceed', 'exceed'], ['succeed', 'succeed'],
]); // prettier-ignore

/** A suffix, what stands in its place, and of which stems that holds. */
type Rule = readonly [suffix: string, instead: string, holds: (stem: string) => boolean];

const always = (): boolean => true;
const long = (stem: string): boolean => measure(stem) > 0;
const longer = (stem: string): boolean => measure(stem) > 1;

const plurals: readonly Rule[] = [
  ['sses', 'ss', always],
  ['ies', 'i', always],
  ['ss', 'ss', always],
  ['s', '', always],
];

const doubles: readonly Rule[] = pairs(
  `ational ate|tional tion|enci ence|anci ance|izer ize|bli ble|alli al|entli ent|eli e|ousli ous|ization ize|ation ate|ator ate|alism al|iveness ive|fulness ful|ousness ous|aliti al|iviti ive|biliti ble|fulli ful`,
  long,
);

const thirds: readonly Rule[] = pairs('icate ic|ative |alize al|iciti ic|ical ic|ful |ness ', long);

const fourths: readonly Rule[] = [
  ...pairs('al |ance |ence |er |ic |able |ible |ant |ement |ment |ent ', longer),
  ['ion', '', (stem) => longer(stem) && /[st]$/.test(stem)],
  ...pairs('ou |ism |ate |iti |ous |ive |ize ', longer),
];

function pairs(text: string, holds: Rule[2]): readonly Rule[] {
  return text.split('|').map((pair): Rule => {
    const [suffix = '', instead = ''] = pair.split(' ');
    return [suffix, instead, holds];
  });
}

/**
 * The stem of a word in lower case: Porter's rules (1980) with the additions of NLTK 3.10.4, which rouge_score uses
 * (`array` stays, `dies` is `die`, `-fulli`, `-logi`, words of two letters).
 */
export function porterStem(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length <= 2) return word;
  const plain = final(past(/^.ies$/.test(word) ? word.slice(0, -1) : replaced(word, plurals)));
  const stem = replaced(replaced(second(plain), thirds), fourths);
  return single(silent(stem));
}

/** The first rule whose suffix the word has decides, whether it holds or not. */
function replaced(word: string, rules: readonly Rule[]): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const [suffix, instead, holds] = rule;
  const stem = word.slice(0, word.length - suffix.length);
  return holds(stem) ? stem + instead : word;
}

/** -ed and -ing, and what they leave to mend. */
function past(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return replaced(word, [['eed', 'ee', long]]);
  const stem = ['ed', 'ing']
    .filter((suffix) => word.endsWith(suffix))
    .map((suffix) => word.slice(0, -suffix.length))
    .find((left) => consonants(left).includes(false));
  if (stem === undefined) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem)) return /[lsz]$/.test(stem) ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** happy → happi, but enjoy stays. */
function final(word: string): string {
  const isPlain = (stem: string): boolean => stem.length > 1 && consonants(stem).at(-1) === true;
  return replaced(word, [['y', 'i', isPlain]]);
}

function second(word: string): string {
  if (word.endsWith('alli') && long(word.slice(0, -4))) return second(word.slice(0, -2));
  if (word.endsWith('logi')) return long(word.slice(0, -3)) ? word.slice(0, -1) : word;
  return replaced(word, doubles);
}

function silent(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  return longer(stem) || (measure(stem) === 1 && !endsShort(stem)) ? stem : word;
}

function single(word: string): string {
  return word.endsWith('ll') && longer(word.slice(0, -1)) ? word.slice(0, -1) : word;
}

/** Whether each letter is a consonant: y is one at the beginning and after a vowel. */
function consonants(word: string): readonly boolean[] {
  const flags: boolean[] = [];
  for (const letter of word) flags.push(letter === 'y' ? flags.at(-1) !== true : !'aeiou'.includes(letter));
  return flags;
}

/** How often a vowel is followed by a consonant. */
function measure(stem: string): number {
  return consonants(stem).filter((flag, at, flags) => flag && at > 0 && flags[at - 1] === false).length;
}

function endsDouble(stem: string): boolean {
  return stem.length > 1 && stem.at(-1) === stem.at(-2) && consonants(stem).at(-1) === true;
}

/** Consonant, vowel, consonant other than w, x, y; or no more than a vowel and a consonant. */
function endsShort(stem: string): boolean {
  const flags = consonants(stem);
  if (stem.length === 2) return flags[0] === false && flags[1] === true;
  const [before, vowel, last] = flags.slice(-3);
  return before === true && vowel === false && last === true && !/[wxy]$/.test(stem);
}
