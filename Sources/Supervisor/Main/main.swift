import LinuxIO

// First things first: a descriptor that the parent left closed must not become somebody's socket, and no
// secret stays in the environment of a process that does not sign.
CurrentProcess.ensureStandardStreams()
Program.run(CurrentProcess.arguments, wipedSecrets: SecretVariables.wipe())
