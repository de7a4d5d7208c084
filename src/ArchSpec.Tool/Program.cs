using ArchSpec.Tool;
using McMaster.Extensions.CommandLineUtils;

// Synchronous on purpose: training stays on the main thread, whose memory arena is the one that Allocator tunes.
return CommandLine.Run(args, PhysicalConsole.Singleton);
