import LinuxIO

CurrentProcess.ensureStandardStreams()
WorkerProgram.run(CurrentProcess.arguments)
