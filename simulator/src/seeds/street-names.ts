/** The street along the quay has its name in every town; the others draw theirs from here. */
export const QUAY = 'Bryggegata';

/** The road out to the carrier's terminal. */
export const ROAD_OUT = 'Terminalveien';

export const STREET_NAMES = [
  'Strandgaten', 'Kaigata', 'Sjøgata', 'Storgata', 'Kirkegata', 'Skolegata', 'Fjellveien', 'Fyrveien', 'Losgata', 'Seilmakergata',
  'Reperbanen', 'Tollbugata', 'Fiskergata', 'Sildegata', 'Møllergata', 'Bakergata', 'Smedgata', 'Kobberveien', 'Rognebærveien', 'Bjørkeveien',
  'Furuveien', 'Granveien', 'Lyngveien', 'Hasselveien', 'Eikeveien', 'Solbakken', 'Utsikten', 'Nordlia', 'Sørlia', 'Vardeveien',
  'Kongens gate', 'Dronningens gate', 'Prinsens gate', 'Parkveien', 'Hagegata', 'Klokkerveien', 'Prestegata', 'Amtmannsgata', 'Skippergata', 'Styrmannsgata',
  'Havnegata', 'Verftsgata', 'Ankerveien', 'Måkeveien', 'Ternebakken', 'Svaneveien', 'Ekornveien', 'Bekkefaret', 'Kildeveien', 'Myrveien',
  'Skogveien', 'Skutevikveien', 'Naustveien', 'Tangenveien', 'Øvregaten', 'Nygårdsveien',
] as const; // prettier-ignore
