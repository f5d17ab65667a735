import Configuration
import LinuxIO

// First things first: a descriptor that the parent left closed must not become somebody's socket, and no
// secret stays in the environment. One that is wanted becomes a page that only its worker will map; the
// program then begins anew, without it in any memory.
CurrentProcess.ensureStandardStreams()
do {
  let arguments = CurrentProcess.arguments
  Program.run(arguments, secrets: try EnvironmentSecrets.take(SecretsWanted.names(for: arguments)))
} catch {
  StandardStream.error.write("bulkhead: the secrets of the environment cannot be put away: \(error)\n")
  CurrentProcess.exit(.ownFault)
}
