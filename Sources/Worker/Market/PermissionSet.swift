/// What accounts may trade a symbol.
struct PermissionSet: Hashable {
  /// All permissions, those of the older `permissions` and of the newer `permissionSets`, each once.
  let all: [String]

  /// Those that say something to a reader: without the groups `TRD_GRP_*`, of which a symbol may have a
  /// dozen.
  var shown: [String] { all.filter { !$0.hasPrefix("TRD_GRP_") } }
}
