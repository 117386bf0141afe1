export { ORDER_SORTS, type OrderSort } from '../../store/queries/orders/find-orders.ts'
