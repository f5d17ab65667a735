import PaperFaults

/// The orders booked since somebody last looked.
final class BookingNotes {
  private var bookings: [Booking] = []

  func add(_ booking: Booking) {
    bookings.append(booking)
  }

  func take() -> [Booking] {
    defer { bookings = [] }
    return bookings
  }
}
