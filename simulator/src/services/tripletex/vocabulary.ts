/** Members of what clients send, as the published schema names them. Anything else is refused, as the real system does. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Of orders. */
export const ORDER = words(`
  id version changes url customer contact attn displayName receiverEmail overdueNoticeEmail number reference ourContact ourContactEmployee department orderDate project invoiceComment currency invoicesDueIn status invoicesDueInType isShowOpenPostsOnInvoices isClosed deliveryDate deliveryAddress deliveryComment isPrioritizeAmountsIncludingVat orderLineSorting orderGroups orderLines isSubscription subscriptionDuration subscriptionDurationType subscriptionPeriodsOnInvoice subscriptionPeriodsOnInvoiceType subscriptionInvoicingTimeInAdvanceOrArrears subscriptionInvoicingTime subscriptionInvoicingTimeType isSubscriptionAutoInvoicing preliminaryInvoice attachment sendMethodDescription canCreateBackorder invoiceOnAccountVatHigh totalInvoicedOnAccountAmountAbsoluteCurrency invoiceSendSMSNotification invoiceSMSNotificationNumber markUpOrderLines discountPercentage customerName projectManagerNameAndNumber travelReports
`);

/** Of order lines. */
export const ORDER_LINE = words(`
  id version changes url product inventory inventoryLocation description count unitCostCurrency unitPriceExcludingVatCurrency currency markup discount vatType amountExcludingVatCurrency amountIncludingVatCurrency order unitPriceIncludingVatCurrency isSubscription subscriptionPeriodStart subscriptionPeriodEnd orderGroup sortIndex isPicked pickedDate orderedQuantity isCharged
`);

/** Of customers. */
export const CUSTOMER = words(`
  id version changes url name organizationNumber globalLocationNumber supplierNumber customerNumber isSupplier isCustomer isInactive accountManager department email invoiceEmail overdueNoticeEmail bankAccounts phoneNumber phoneNumberMobile description language displayName isPrivateIndividual singleCustomerInvoice invoiceSendMethod emailAttachmentType postalAddress physicalAddress deliveryAddress category1 category2 category3 invoicesDueIn invoicesDueInType currency bankAccountPresentation ledgerAccount isFactoring invoiceSendSMSNotification invoiceSMSNotificationNumber isAutomaticSoftReminderEnabled isAutomaticReminderEnabled isAutomaticNoticeOfDebtCollectionEnabled discountPercentage website
`);

/** Of delivery addresses. */
export const DELIVERY_ADDRESS = words(`
  id version changes url addressLine1 addressLine2 postalCode city country displayName addressAsString displayNameInklMatrikkel knr gnr bnr fnr snr unitNumber name customerVendor
`);

/** Of addresses. */
export const ADDRESS = words(`
  id version changes url addressLine1 addressLine2 postalCode city country displayName addressAsString displayNameInklMatrikkel knr gnr bnr fnr snr unitNumber
`);
