import type { TrackingMessages } from '../tracking.ts';

const messages: TrackingMessages = {
  title: 'التتبع',
  noneTitle: 'لا يوجد طلب لتتبعه',
  noneText: 'بعد أن تطلب، تتابع الطرد من هنا حتى بابك.',
  loading: 'نبحث عن الطرد …',
  failedTitle: 'لا يمكننا الوصول إلى التتبع الآن',
  failedText: 'الطرد ماضٍ في طريقه. حاول مرة أخرى بعد لحظات.',
  tryAgain: 'حاول مرة أخرى',
  order: (label) => `الطلب ${label}`,
  headlines: {
    ordered: 'وصلنا طلبك',
    paid: 'تم الدفع',
    picking: 'نحضر منتجاتك',
    picked: 'أُحضرت منتجاتك من الرف',
    packed: 'طردك مغلّف',
    labelled: 'طردك بانتظار شركة الشحن',
    handed_over: 'غادر طردك المستودع',
    in_transit: 'طردك في الطريق',
    out_for_delivery: 'طردك قادم إلى بابك',
    nearby: 'طردك قريب جدًا',
    ready_for_pickup: 'طردك بانتظارك',
    exception: 'تأخر طردك',
    delivered: 'تم تسليم طردك',
  },
  chapters: {
    ordered: 'طُلب',
    paid: 'دُفع',
    picked: 'أُحضر',
    packed: 'غُلّف',
    labelled: 'وُسم',
    handed_over: 'أُرسل',
    in_transit: 'في الطريق',
    out_for_delivery: 'خرج للتسليم',
    delivered: 'سُلّم',
  },
  thread: 'رحلة طردك',
  soFar: 'تم',
  ahead: 'قادم',
  now: 'الآن',
  events: {
    ordered: () => 'استلمنا الطلب',
    paid: () => 'حُجز المبلغ على البطاقة',
    picking: ({ place, by, robot }) =>
      `يجري إحضار المنتجات${by ? ` بواسطة ${robot ? `الروبوت ${by}` : by}` : ''}${place ? ` من ${place}` : ''}`,
    picked: ({ place, by, robot }) =>
      `أُحضرت المنتجات${place ? ` من ${place}` : ''}${by ? ` بواسطة ${robot ? `الروبوت ${by}` : by}` : ''}`,
    packed: ({ place, by }) => `غُلّفت${by ? ` بواسطة ${by}` : ''}${place ? ` عند ${place}` : ''}`,
    labelled: () => 'وُضع ملصق العنوان',
    handed_over: ({ place, by }) => `سُلّم إلى ${by ?? 'شركة الشحن'}${place ? `، ${place}` : ''}`,
    hub: ({ place }) => (place ? `مرّ عبر ${place}` : 'مرّ عبر مركز فرز'),
    ready_for_pickup: ({ place }) => (place ? `جاهز للاستلام في ${place}` : 'جاهز للاستلام'),
    out_for_delivery: ({ by }) => (by ? `يوصله ${by}` : 'حُمّل في السيارة'),
    nearby: () => 'قريب من بابك',
    delivered: ({ place }) => (place ? `سُلّم: ${place}` : 'وصل الطرد'),
    exception: ({ place }) => (place ? `تعطّل عند ${place}` : 'تعطّل الطرد'),
  },
  arrives: (when) => `يصل ${when}`,
  deliveredAt: (when) => `سُلّم ${when}`,
  away: (distance) => `على بعد ${distance}`,
  stops: (count) =>
    count === 0
      ? 'أنت المحطة التالية'
      : count === 1
        ? 'محطة واحدة قبلك'
        : count === 2
          ? 'محطتان قبلك'
          : count % 100 >= 3 && count % 100 <= 10
            ? `${count} محطات قبلك`
            : `${count} محطة قبلك`,
  progress: 'المسافة التي قطعتها السيارة',
  carrier: 'شركة الشحن',
  number: 'رقم التتبع',
  openCarrier: 'افتح صفحة شركة الشحن',
  newTab: 'يُفتح في علامة تبويب جديدة',
  signals: {
    live: 'مباشر',
    lagging: (age) => `آخر تحديث ${age}`,
    stale: (at) => `لا أخبار منذ ${at}`,
    offline: (at) => `لا يوجد اتصال. هكذا كان الأمر عند ${at}`,
  },
  proof: {
    title: 'إثبات التسليم',
    kinds: { photo: 'صورة عند التسليم', signature: 'وُقّع عند الباب', pin: 'استُلم برمز', door: 'وُضع عند الباب' },
  },
  map: {
    label: 'خريطة رحلة طردك',
    loading: 'نجلب الخريطة …',
    failed: 'لم تُفتح الخريطة. النص يقول الشيء نفسه.',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    centre: 'عرض الطريق كله',
    keys: 'حرّك الخريطة بمفاتيح الأسهم، وكبّر وصغّر بعلامتي زائد وناقص.',
    vehicle: 'السيارة',
    door: 'بابك',
  },
};
export default messages;
