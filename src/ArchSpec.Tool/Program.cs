using ArchSpec.Tool;
using McMaster.Extensions.CommandLineUtils;

DynamicCode.LeaveOutFor(args);

// Synchronous on purpose: training stays on the main thread, whose memory arena is the one that Allocator tunes.
return CommandLine.Run(args, PhysicalConsole.Singleton);
