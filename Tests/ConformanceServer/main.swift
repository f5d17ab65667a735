import LinuxIO

CurrentProcess.run { await ConformanceProgram.run(Array(CommandLine.arguments.dropFirst())) }
