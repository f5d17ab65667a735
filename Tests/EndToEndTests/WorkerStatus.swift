/// What server_status says of the market worker.
struct WorkerStatus {
  let state: String
  let generation: Int
  let restarts: Int
  let pid: Int32?
  let cause: String?
}
