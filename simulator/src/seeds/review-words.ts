/**
 * Sentences of reviewers. `{the}` is the thing with its article, `{it}` its pronoun, both also with a capital; of
 * `[god|godt|gode]` the form that agrees is taken. What is said with four and five stars has no complaint in it, what is
 * said with one and two has no praise.
 */
export interface Opinions {
  praise: readonly string[];
  complaints: readonly string[];
}

export type Stars = 1 | 2 | 3 | 4 | 5;

export const TITLES: Readonly<Record<Stars, readonly string[]>> = {
  5: ['Strålende', 'Helt topp', 'Anbefales på det varmeste', 'Akkurat det vi trengte', 'Elsker [den|det|dem]', 'Beste kjøpet i år', 'Kjøper gjerne igjen', 'Perfekt gave'],
  4: ['Veldig bra', 'Godt kjøp', 'Fornøyd', 'Bra kvalitet', 'Anbefales', '[Fin|Fint|Fine] i bruk', 'Nesten perfekt'],
  3: ['Helt [grei|greit|greie]', 'Både og', 'Midt på treet', 'Ok for prisen', 'Gjør jobben, men ikke mer'],
  2: ['Litt skuffet', 'Hadde ventet mer', 'Svak kvalitet', 'Ikke overbevist', 'Ble dessverre ikke brukt'],
  1: ['Skuffet', 'Gikk i stykker', 'Sendes i retur', 'Styr unna', 'Bortkastede penger', 'Dårlig kvalitet'],
}; // prettier-ignore

export const OPENINGS: Readonly<Record<Stars, readonly string[]>> = {
  5: [
    '{The} er enda finere enn på bildet.',
    'Har brukt {the} hver dag i flere uker, og er strålende fornøyd.',
    'Dette er det beste jeg har kjøpt til huset på lenge.',
    'Kjøpte {the} i gave, og mottakeren elsker [den|det|dem].',
    '{The} er [nydelig|nydelig|nydelige], og hele familien bruker {obj}.',
    'Solid kvalitet, og laget av folk som vet hva de driver med. Anbefales!',
    'Leste alle omtalene først, og de stemmer: {the} er [fantastisk|fantastisk|fantastiske].',
    'Vi har hatt {the} i et halvt år nå, og er like fornøyd som første dag.',
  ],
  4: [
    '{The} er [god|godt|gode] i bruk, og tar seg godt ut fremme.',
    'Godt fornøyd med {the} så langt.',
    'Bra kvalitet for pengene, og rask levering.',
    '{The} gjør det [den|det|de] skal, og gjør det godt.',
    'Fint håndverk. Anbefales til alle som lurer.',
    'Veldig fornøyd, og kommer til å kjøpe mer av samme slag.',
  ],
  3: [
    '{The} er [grei|greit|greie] nok til prisen.',
    'Helt ok, verken mer eller mindre.',
    'Gjør jobben, men jeg hadde håpet på mer.',
    'Litt både og med {the}.',
    '{The} fungerer, men vi bruker {obj} sjeldnere enn vi trodde.',
  ],
  2: [
    'Jeg er litt skuffet over {the}.',
    '{The} svarte dessverre ikke til forventningene.',
    'Hadde ventet mer til denne prisen.',
    'Etter to uker er jeg ikke overbevist om {the}.',
    'Svak kvalitet, dessverre.',
  ],
  1: [
    '{The} gikk i stykker etter en uke.',
    'Skuffet. {The} ligner ikke på bildet.',
    'Dette var bortkastede penger.',
    'Veldig dårlig kvalitet, og {the} gikk rett i retur.',
    '{The} var ødelagt da pakken kom.',
  ],
};

export const CLOSINGS: Readonly<Record<Stars, readonly string[]>> = {
  5: ['Kom dagen etter, pent pakket.', 'Kjøper gjerne flere.', 'Verdt hver krone.', 'Terningkast seks.', 'Takk til hyggelige folk på lageret!'],
  4: ['Kunne gjerne kommet i flere farger.', 'Hentet i pakkeboksen samme kveld.', 'Stort smil fra budet også.', 'Anbefales.'],
  3: ['Får stå til neste tur i butikken.', 'Beholder {obj} likevel.', 'Prisen er grei, da.', 'Andre er kanskje mer fornøyd.'],
  2: ['Blir nok liggende i skapet.', 'Kjøper et annet merke neste gang.', 'Ber om å få bytte.', 'Prisen er for høy.'],
  1: ['Sender {obj} i retur.', 'Kjøper aldri dette igjen.', 'Kan ikke anbefales.', 'Fikk heldigvis pengene tilbake.'],
}; // prettier-ignore

/** By category: what people say of anything in it. */
// prettier-ignore
export const OPINIONS: Readonly<Record<string, Opinions>> = {
  'Kniver og skjæring': {
    praise: ['Gjør middagen til den beste timen på dagen.', 'Blir brukt hver eneste dag.', 'Selv svigermor ble imponert.'],
    complaints: ['Fikk flekker etter første vask.', 'Kjennes løst og billig laget.', 'Ble [dårlig|dårlig|dårlige] etter noen få middager.'],
  },
  'Gryter og panner': {
    praise: ['Gjør det [den|det|de] skal, og litt til.', '[Lett|Lett|Lette] å holde [ren|rent|rene].', 'Like [fin|fint|fine] etter et halvt års bruk.'],
    complaints: ['Fikk stygge merker etter første middag.', 'Ble [skjev|skjevt|skjeve] etter en måned.', 'Tåler ikke vanlig bruk.'],
  },
  'Kaffe og te': {
    praise: ['En fryd hver eneste morgen.', '[Deilig|Deilig|Deilige] å ha hver dag.', 'Naboen har alt bestilt det samme.'],
    complaints: ['Gir en rar bismak.', 'Esken var knust på den ene siden.', 'Ikke i nærheten av det omtalen lovet.'],
  },
  Bakst: {
    praise: ['Resultatet ble bedre enn hos bakeren.', 'Barna baker mer enn før.', 'Søndagene er blitt bedre.'],
    complaints: ['Ble [ødelagt|ødelagt|ødelagte] etter tre ganger.', 'Målene stemmer ikke.', 'Føles billig.'],
  },
  Servering: {
    praise: ['Gjestene spør alltid hvor vi har kjøpt {obj}.', 'Bordet er blitt dobbelt så fint.', 'Like [fin|fint|fine] til hverdag som til fest.'],
    complaints: ['Kom knust frem.', 'Fikk merker etter første middag.', 'Fargen er en helt annen enn på bildet.'],
  },
  'Lys og lune': {
    praise: ['Stua ble lunere med en gang.', 'Akkurat det rommet manglet.', 'Kvaliteten kjennes med en gang du tar på {obj}.'],
    complaints: ['Lukter kjemisk, selv etter lufting.', 'Ble [slitt|slitt|slitte] etter en uke.', 'Fargen er en helt annen enn på bildet.'],
  },
  'Rent og ryddig': {
    praise: ['Det er blitt orden i bøttekottet.', '[Pen|Pent|Pene] nok til å stå fremme.', 'Enkelt og gjennomtenkt.'],
    complaints: ['Gjør ikke nytte for seg.', 'Lukten er ubehagelig.', 'Ble [ødelagt|ødelagt|ødelagte] etter et par uker.'],
  },
  'Tur og fjell': {
    praise: ['Har vært med over Hardangervidda, og er klar for mer.', 'Blir med på hver tur fra nå av.', 'God plass til overs i sekken også.'],
    complaints: ['Tålte ikke den første turen.', 'Ikke noe å stole på når det blåser.', 'Kom i feil utgave.'],
  },
  'Sjø og fiske': {
    praise: ['Tåler saltvann like godt som ferskvann.', 'Ble tatt i bruk samme kveld på brygga.', 'Kjennes [trygg|trygt|trygge] i bruk.'],
    complaints: ['Tåler ikke sjøvann i det hele tatt.', 'Røk på første tur.', 'Ser brukt ut etter en uke ved sjøen.'],
  },
  'Hage og balkong': {
    praise: ['Hagen har aldri vært finere.', 'Naboen ville vite hvor vi hadde funnet {obj}.', 'Har gitt oss mye glede på verandaen.'],
    complaints: ['Ikke til å bruke etter en regnbyge.', 'Kom i feil størrelse.', 'Holdt ikke gjennom sommeren.'],
  },
  Verktøy: {
    praise: ['Gjør jobben på halve tiden.', 'Kjennes som det bestefar hadde i kjelleren.', 'Like [fin|fint|fine] etter en hel vinter.'],
    complaints: ['Tåler ikke vanlig bruk.', 'Passer ikke til noe vi har.', 'Ble [skjev|skjevt|skjeve] på første dag.'],
  },
  'Vinter og lek': {
    praise: ['Reddet hele romjulen.', 'Godt laget, ned til minste detalj.', 'Barna vil ikke legge {obj} fra seg.'],
    complaints: ['Noe manglet i esken.', 'Gikk i stykker på første tur.', 'Barna mistet interessen samme dag.'],
  },
};

/** By sort: what people say of just this thing. */
// prettier-ignore
export const OPINIONS_OF: Readonly<Record<string, Opinions>> = {
  KOKKEKNIV: { praise: ['Skjærer løk i papirtynne skiver, og er like god på gulrot.', 'God balanse i hånden.'], complaints: ['Ble sløv etter noen få middager.', 'Skaftet sitter løst.'] },
  BRODKNIV: { praise: ['Går gjennom skorpen uten smuler, og er deilig å bruke.'], complaints: ['River brødet i stykker.'] },
  SKJAEREBRETT: { praise: ['Ligger støtt på benken, og er nydelig å se på.'], complaints: ['Sprakk etter en måned.'] },
  STEKEPANNE: { praise: ['Stekeskorpen er fantastisk.'], complaints: ['Alt brenner seg fast.'] },
  GRYTE: { praise: ['Fårikålen har aldri smakt bedre.'], complaints: ['Emaljen skallet av etter en måned.'] },
  KAFFEKOPP: { praise: ['Deilig å holde i, og akkurat passe stor.'], complaints: ['Hanken løsnet i vasken.'] },
  KAFFEKVERN: { praise: ['Kaffen smaker merkbart bedre.'], complaints: ['Maler ujevnt, og er tung å sveive.'] },
  KAFFEBONNER: { praise: ['Nydelig smak, helt uten beskhet.'], complaints: ['Smaker brent.'] },
  TEKANNE: { praise: ['Heller perfekt, hver gang.'], complaints: ['Det renner nedover tuten.'] },
  TE: { praise: ['Lukter som en sommereng, og smaker enda bedre.'], complaints: ['Smaker nesten ingenting.'] },
  TERMOKOPP: { praise: ['Kaffen er varm helt til lunsj.'], complaints: ['Lokket lekker i sekken.'] },
  BRODFORM: { praise: ['Brødet slipper med en gang.'], complaints: ['Brødet satte seg fast.'] },
  VINGLASS: { praise: ['Tynne, lette og vakre.'], complaints: ['Stilken knakk i oppvasken.'] },
  STEARINLYS: { praise: ['Brenner rolig og pent.'], complaints: ['Renner ut over hele duken.'] },
  ULLTEPPE: { praise: ['Mykt, varmt og tungt på den gode måten.'], complaints: ['Loet av på hele sofaen.'] },
  SENGETOY: { praise: ['Sover bedre enn på lenge.'], complaints: ['Sømmen røk etter to vask.'] },
  GRONNSAPE: { praise: ['Lukter rent uten å lukte parfyme, og litt går langt.'], complaints: ['Flasken lekker.'] },
  TELT: { praise: ['Holdt oss tørre gjennom et helt døgn med regn.'], complaints: ['Slapp gjennom vann på første tur.'] },
  SOVEPOSE: { praise: ['Varm og god, selv i fem minus.'], complaints: ['Glidelåsen røk på første tur.'] },
  REGNJAKKE: { praise: ['Helt tørr etter en hel dag i regn, og perfekt passform.'], complaints: ['Slapp gjennom vann på første tur.'] },
  FJELLSKO: { praise: ['Ingen gnagsår, og godt grep på vått svaberg.'], complaints: ['Sålen løsnet etter to turer.'] },
  ULLSOKKER: { praise: ['Varme og gode, også når de er våte.'], complaints: ['Fikk hull etter en uke.'] },
  HODELYKT: { praise: ['Lyser opp hele løypa, perfekt.'], complaints: ['Batteriet varer en halvtime.'] },
  FISKESTANG: { praise: ['Tre makrell på første kvelden, for en glede.'], complaints: ['Knakk på første fisk.'] },
  SNELLE: { praise: ['Går som smurt, en fryd å sveive.'], complaints: ['Bremsen hakker.'] },
  POTTE: { praise: ['Pelargonien trives som aldri før.'], complaints: ['Sprakk i den første frosten.'] },
  FUGLEMATER: { praise: ['Fuglene elsker den.'], complaints: ['Taket lekker.'] },
  OKS: { praise: ['Kløyver alt, og ligger godt i hånden.'], complaints: ['Skaftet løsnet på første dag.'] },
  HAMMER: { praise: ['God balanse og godt grep.'], complaints: ['Hodet løsnet på første dag.'] },
  VOTTER: { praise: ['Varme og gode i femten minus.'], complaints: ['Raknet i tommelen.'] },
  PUSLESPILL: { praise: ['Perfekt til romjulen.'], complaints: ['Det manglet to biter.'] },
  ADVENTSSTJERNE: { praise: ['Lyser så vakkert i vinduet.'], complaints: ['Lyset virket bare én dag.'] },
};
