import type { Preset } from './preset.ts'

/**
 * UCI Online Retail and Online Retail II: one row per invoice line of a gift shop, 2009 to 2011. Invoices that begin with
 * C are credit notes (negative quantities), A adjusts bad debt (price may be negative); both pass as they are, since the
 * cleaning rules that tell returns and adjustments apply to every shop.
 *
 * @see Chen, Sain & Guo (2012), Journal of Database Marketing & Customer Strategy Management 19(3), 197-208.
 */
export const onlineRetail: Preset = {
  name: 'online-retail',
  title: 'UCI Online Retail',
  layouts: [
    {
      kind: 'order_lines',
      amountsIn: 'GBP',
      title: 'invoice lines',
      signature: ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice'],
      mapping: {
        order_id: 'InvoiceNo',
        ordered_at: 'InvoiceDate',
        product_id: 'StockCode',
        quantity: 'Quantity',
        unit_price: 'UnitPrice',
        product_name: 'Description',
        customer_id: 'CustomerID',
        country: 'Country',
      },
    },
    {
      kind: 'order_lines',
      amountsIn: 'GBP',
      title: 'invoice lines (second edition)',
      signature: ['Invoice', 'StockCode', 'Quantity', 'InvoiceDate', 'Price'],
      mapping: {
        order_id: 'Invoice',
        ordered_at: 'InvoiceDate',
        product_id: 'StockCode',
        quantity: 'Quantity',
        unit_price: 'Price',
        product_name: 'Description',
        customer_id: 'Customer ID',
        country: 'Country',
      },
    },
  ],
}
