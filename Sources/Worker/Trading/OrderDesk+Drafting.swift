internal import Orders

/// The desk that knows the exchange's rules drafts what the engine places.
extension OrderDesk: OrderDrafting {}
