type Kind = 'text' | 'number' | 'whole' | 'truth' | 'list' | 'object';

const KINDS: Readonly<Record<string, Kind>> = { s: 'text', n: 'number', i: 'whole', b: 'truth', a: 'list', o: 'object' };

/** Members of what clients send, and of what kind each is. */
export type Vocabulary = ReadonlyMap<string, Kind>;

/** As the published schema has them. Anything else is refused, as the real system does. */
const words = (text: string): Vocabulary =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((word): [string, Kind] => {
        const [name = '', kind = ''] = word.split(':');
        return [name, KINDS[kind]!];
      }),
  );

/** Whether a value may stand where one of this kind is expected. Nothing at all may stand anywhere. */
export function isOfKind(value: unknown, kind: Kind): boolean {
  if (value === null) return true;
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'whole':
      return Number.isInteger(value);
    case 'truth':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
  }
}

/** Of orders. */
export const ORDER = words(`
  id:i version:i changes:a url:s customer:o contact:o attn:o displayName:s receiverEmail:s overdueNoticeEmail:s number:s reference:s ourContact:o ourContactEmployee:o department:o orderDate:s project:o invoiceComment:s currency:o invoicesDueIn:i status:s invoicesDueInType:s isShowOpenPostsOnInvoices:b isClosed:b deliveryDate:s deliveryAddress:o deliveryComment:s isPrioritizeAmountsIncludingVat:b orderLineSorting:s orderGroups:a orderLines:a isSubscription:b subscriptionDuration:i subscriptionDurationType:s subscriptionPeriodsOnInvoice:i subscriptionPeriodsOnInvoiceType:s subscriptionInvoicingTimeInAdvanceOrArrears:s subscriptionInvoicingTime:i subscriptionInvoicingTimeType:s isSubscriptionAutoInvoicing:b preliminaryInvoice:o attachment:a sendMethodDescription:s canCreateBackorder:b invoiceOnAccountVatHigh:b totalInvoicedOnAccountAmountAbsoluteCurrency:n invoiceSendSMSNotification:b invoiceSMSNotificationNumber:s markUpOrderLines:n discountPercentage:n customerName:s projectManagerNameAndNumber:s travelReports:a
`);

/** Of order lines. */
export const ORDER_LINE = words(`
  id:i version:i changes:a url:s product:o inventory:o inventoryLocation:o description:s count:n unitCostCurrency:n unitPriceExcludingVatCurrency:n currency:o markup:n discount:n vatType:o amountExcludingVatCurrency:n amountIncludingVatCurrency:n order:o unitPriceIncludingVatCurrency:n isSubscription:b subscriptionPeriodStart:s subscriptionPeriodEnd:s orderGroup:o sortIndex:i isPicked:b pickedDate:s orderedQuantity:n isCharged:b
`);

/** Of customers. */
export const CUSTOMER = words(`
  id:i version:i changes:a url:s name:s organizationNumber:s globalLocationNumber:i supplierNumber:i customerNumber:i isSupplier:b isCustomer:b isInactive:b accountManager:o department:o email:s invoiceEmail:s overdueNoticeEmail:s bankAccounts:a phoneNumber:s phoneNumberMobile:s description:s language:s displayName:s isPrivateIndividual:b singleCustomerInvoice:b invoiceSendMethod:s emailAttachmentType:s postalAddress:o physicalAddress:o deliveryAddress:o category1:o category2:o category3:o invoicesDueIn:i invoicesDueInType:s currency:o bankAccountPresentation:a ledgerAccount:o isFactoring:b invoiceSendSMSNotification:b invoiceSMSNotificationNumber:s isAutomaticSoftReminderEnabled:b isAutomaticReminderEnabled:b isAutomaticNoticeOfDebtCollectionEnabled:b discountPercentage:n website:s
`);

/** Of delivery addresses. */
export const DELIVERY_ADDRESS = words(`
  id:i version:i changes:a url:s addressLine1:s addressLine2:s postalCode:s city:s country:o displayName:s addressAsString:s displayNameInklMatrikkel:s knr:i gnr:i bnr:i fnr:i snr:i unitNumber:s name:s customerVendor:o
`);

/** Of addresses. */
export const ADDRESS = words(`
  id:i version:i changes:a url:s addressLine1:s addressLine2:s postalCode:s city:s country:o displayName:s addressAsString:s displayNameInklMatrikkel:s knr:i gnr:i bnr:i fnr:i snr:i unitNumber:s
`);

/** Of products. */
export const PRODUCT = words(`
  id:i version:i changes:a url:s name:s number:s displayNumber:s description:s orderLineDescription:s ean:s elNumber:s nrfNumber:s costExcludingVatCurrency:n expenses:n expensesInPercent:n costPrice:n profit:n profitInPercent:n priceExcludingVatCurrency:n priceIncludingVatCurrency:n isInactive:b discountGroup:o productUnit:o isStockItem:b stockOfGoods:n availableStock:n incomingStock:n outgoingStock:n vatType:o currency:o department:o account:o discountPrice:n supplier:o resaleProduct:o isDeletable:b hasSupplierProductConnected:b weight:n weightUnit:s volume:n volumeUnit:s hsnCode:s image:o markupListPercentage:n markupNetPercentage:n displayName:s mainSupplierProduct:o isRoundPriceIncVat:b priceInTargetCurrency:n purchasePriceCurrency:n
`);

/** Of stocktakings. */
export const STOCKTAKING = words(`
  id:i version:i changes:a url:s number:i date:s comment:s typeOfStocktaking:s inventory:o isCompleted:b warehouseValue:n discrepancySum:n
`);

/** Of what was counted in a stocktaking. */
export const COUNT = words(`
  id:i version:i changes:a url:s stocktaking:o product:o count:n unitCostCurrency:n costCurrency:n comment:s counted:b counter:o dateCounted:s expectedStock:n location:o
`);

/** Of subscriptions to events. */
export const SUBSCRIPTION = words(`
  id:i version:i changes:a url:s event:s targetUrl:s fields:s status:s authHeaderName:s authHeaderValue:s hmacSharedSecret:s
`);
