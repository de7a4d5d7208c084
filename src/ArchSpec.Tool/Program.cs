using System.Text;
using ArchSpec.Tool;
using McMaster.Extensions.CommandLineUtils;

DynamicCode.LeaveOutFor(args);

// Whatever the locale or the code page says: its signs would be lost, names and JSON with them. Without a mark at the beginning.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// Synchronous on purpose: training stays on the main thread, whose memory arena is the one that Allocator tunes.
return CommandLine.Run(args, PhysicalConsole.Singleton);
