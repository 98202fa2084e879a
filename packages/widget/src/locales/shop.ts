/** Words of showcase, product card, search, cart and upsell. Amounts come in as text, formatted for the locale. */
export interface ShopMessages {
  /** Labels of buttons that many elements share. */
  retry: string;
  close: string;
  failed: string;
  failedHint: string;

  addToCart: string;
  adding: string;
  added: string;
  addNamed(title: string): string;
  addedNamed(title: string): string;
  soldOut: string;
  backorder: string;
  fewLeft(left: number): string;

  photoOf(title: string): string;
  lookAt(title: string): string;
  option: string;
  fromPrice(price: string): string;
  vatIncluded: string;

  reasonPopular(buyers: number): string;
  reasonBoughtWith(title: string): string;
  reasonViewed: string;
  reasonSearched(query: string): string;
  reasonNew: string;
  showcaseEmpty: string;
  showcaseFailed: string;

  searchLabel: string;
  searchPlaceholder: string;
  searchSubmit: string;
  searchClear: string;
  searchSuggestions: string;
  searchProducts: string;
  searchHits(count: number): string;
  /** Said and shown when results have settled. */
  searchFound(count: number, query: string): string;
  searchNothing(query: string): string;
  searchNothingHint: string;
  searchFailed: string;
  searchBusy: string;
  searchMore: string;
  searchCategories: string;
  searchAll: string;
  suggestionsOpen(count: number): string;

  cart: string;
  cartOpen(count: number): string;
  cartCount(count: number): string;
  cartEmpty: string;
  cartEmptyHint: string;
  cartKeepLooking: string;
  cartFailed: string;
  cartLines: string;
  quantityOf(title: string): string;
  fewer(title: string): string;
  more(title: string): string;
  remove: string;
  removeNamed(title: string): string;
  removed(title: string): string;
  undo: string;
  each(price: string): string;
  updating: string;
  codeAsk: string;
  codeLabel: string;
  codeApply: string;
  codeRemove(code: string): string;
  outOfStock: string;
  quantityAdjusted(title: string, quantity: number): string;
  codeInvalid: string;
  codeExpired: string;
  codeTaken: string;
  codeNotTogether: string;
  /** The goods do not reach what the code asks for. */
  codeTooSmall: string;
  subtotal: string;
  discount: string;
  delivery: string;
  deliveryLater: string;
  fee: string;
  total: string;
  freeDeliveryMissing(amount: string): string;
  freeDeliveryReached: string;
  freeDeliveryProgress: string;
  checkout: string;
  checkoutHint: string;

  offersHeading: string;
  offerFigure(buyers: number, of: number, title: string): string;
  offerFree(price: string, saves: string): string;
  offerLess(price: string, saves: string, less: string): string;
  offerMore(price: string, saves: string, more: string): string;
}
