import type { ShopMessages } from '../shop.ts';

const figure = new Intl.NumberFormat('ar');
const rules = new Intl.PluralRules('ar');
const n = (value: number): string => figure.format(value);

/** Arabic counts in six forms; the words of one and two already hold their number. */
function counted(value: number, words: { one: string; two: string; few: string; many: string; other: string }): string {
  switch (rules.select(value)) {
    case 'one':
      return words.one;
    case 'two':
      return words.two;
    case 'few':
      return `${n(value)} ${words.few}`;
    case 'many':
      return `${n(value)} ${words.many}`;
    default:
      return `${n(value)} ${words.other}`;
  }
}

const things = (value: number): string =>
  counted(value, { one: 'منتج واحد', two: 'منتجان', few: 'منتجات', many: 'منتجًا', other: 'منتج' });
const results = (value: number): string =>
  counted(value, { one: 'نتيجة واحدة', two: 'نتيجتان', few: 'نتائج', many: 'نتيجة', other: 'نتيجة' });
const suggestions = (value: number): string =>
  counted(value, { one: 'اقتراح واحد', two: 'اقتراحان', few: 'اقتراحات', many: 'اقتراحًا', other: 'اقتراح' });

const messages: ShopMessages = {
  retry: 'حاول مرة أخرى',
  close: 'إغلاق',
  failed: 'لم ينجح ذلك الآن',
  failedHint: 'تحقّق من الاتصال أو حاول بعد لحظات.',

  addToCart: 'أضف إلى السلة',
  adding: 'جارٍ الإضافة …',
  added: 'أُضيف إلى السلة',
  addNamed: (title) => `أضف ${title} إلى السلة`,
  addedNamed: (title) => `أُضيف ${title} إلى السلة`,
  soldOut: 'نفدت الكمية',
  backorder: 'حسب الطلب',
  fewLeft: (left) => (left === 1 ? 'آخر قطعة في المخزون' : `بقي ${n(left)} في المخزون`),

  photoOf: (title) => `صورة ${title}`,
  lookAt: (title) => `عرض ${title}`,
  option: 'الخيار',
  fromPrice: (price) => `من ${price}`,
  vatIncluded: 'شامل الضريبة',

  reasonPopular: (buyers) => (buyers > 0 ? `رائج: عدد المشترين ${n(buyers)}` : 'رائج'),
  reasonBoughtWith: (title) => `يُشترى غالبًا مع ${title}`,
  reasonViewed: 'شاهدته من قبل',
  reasonSearched: (query) => `بحثت عن «${query}»`,
  reasonNew: 'جديد',
  showcaseEmpty: 'الرف فارغ حاليًا.',
  showcaseFailed: 'تعذّر جلب المنتجات',

  searchLabel: 'البحث في المتجر',
  searchPlaceholder: 'عمّ تبحث؟',
  searchSubmit: 'بحث',
  searchClear: 'مسح البحث',
  searchSuggestions: 'اقتراحات',
  searchProducts: 'منتجات',
  searchHits: results,
  searchFound: (count, query) => (query ? `${results(count)} عن «${query}»` : results(count)),
  searchNothing: (query) => `لا نتائج عن «${query}»`,
  searchNothingHint: 'جرّب كلمة أقصر أو أزل أحد عوامل التصفية.',
  searchFailed: 'البحث لا يستجيب',
  searchBusy: 'جارٍ البحث …',
  searchMore: 'عرض المزيد',
  searchCategories: 'الفئات',
  searchAll: 'الكل',
  suggestionsOpen: (count) => `${suggestions(count)}. استخدم السهمين لأعلى ولأسفل.`,

  cart: 'سلة التسوق',
  cartOpen: (count) => (count === 0 ? 'سلة التسوق فارغة' : `سلة التسوق، ${things(count)}`),
  cartCount: things,
  cartEmpty: 'سلتك فارغة',
  cartEmptyHint: 'اعثر على ما يسرّك في المطبخ. ما تضيفه إلى السلة يبقى هنا.',
  cartKeepLooking: 'تصفّح المتجر',
  cartFailed: 'لم تُحدَّث السلة',
  cartLines: 'منتجات السلة',
  quantityOf: (title) => `كمية ${title}`,
  fewer: (title) => `إنقاص ${title}`,
  more: (title) => `زيادة ${title}`,
  remove: 'إزالة',
  removeNamed: (title) => `إزالة ${title}`,
  removed: (title) => `أُزيل ${title}`,
  undo: 'تراجع',
  each: (price) => `${price} للقطعة`,
  updating: 'جارٍ التحديث …',
  codeAsk: 'هل لديك رمز خصم؟',
  codeLabel: 'رمز الخصم',
  codeApply: 'تطبيق',
  codeRemove: (code) => `إزالة الرمز ${code}`,
  outOfStock: 'نفد أحد المنتجات فأُخرج من السلة.',
  quantityAdjusted: (title, quantity) => `لم يبقَ في المخزون من ${title} سوى ${n(quantity)}.`,
  codeInvalid: 'لا نعرف هذا الرمز.',
  codeExpired: 'انتهت صلاحية هذا الرمز.',
  codeTaken: 'هذا الرمز مستخدم بالفعل.',
  codeNotTogether: 'لا يُجمع هذا الرمز مع رمزك الحالي.',
  codeTooSmall: 'قيمة السلة أقل مما يتطلبه هذا الرمز.',
  subtotal: 'المنتجات',
  discount: 'خصم',
  delivery: 'التوصيل',
  deliveryLater: 'يُختار عند الدفع',
  fee: 'رسوم',
  total: 'المبلغ المستحق',
  freeDeliveryMissing: (amount) => `بقي ${amount} للتوصيل المجاني`,
  freeDeliveryReached: 'التوصيل مجاني لك',
  freeDeliveryProgress: 'نحو التوصيل المجاني',
  checkout: 'إتمام الشراء',
  checkoutHint: 'ترى التوصيل والسعر الإجمالي قبل الدفع.',

  offersHeading: 'يكمّل مشترياتك',
  offerFigure: (buyers, of, title) => `${n(buyers)} من ${n(of)} ممن اشتروا ${title} اشتروا هذا أيضًا`,
  offerFree: (price, saves) => `سعره ${price} ويوفّر ${saves} من التوصيل: تدفع المبلغ نفسه.`,
  offerLess: (price, saves, less) => `سعره ${price} ويوفّر ${saves} من التوصيل: تدفع أقل بمقدار ${less}.`,
  offerMore: (price, saves, more) => `سعره ${price} ويوفّر ${saves} من التوصيل: تدفع ${more} فقط زيادة.`,
};

export default messages;
