import LinuxIO

CurrentProcess.ensureStandardStreams()
CurrentProcess.run {
  await PaperProgram.run(CurrentProcess.arguments)
}
