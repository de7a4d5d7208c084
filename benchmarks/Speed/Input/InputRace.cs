namespace ArchSpec.Benchmarks;
internal static class InputRace { public static int Run(string[] args) => args.Length; }
internal static class Waiting { public static int Run(string[] args) => args.Length; }
