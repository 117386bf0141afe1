export { ORDER_SORTS } from '../../store/queries/orders/find-orders.ts'
