// Compares ArchSpec with what people would use in its place; benchmarks/speed.sh and benchmarks/training-step.sh call it.
//   dotnet run -c Release --project benchmarks/Speed -- networks [NAME ...]   against plain TorchSharp, each side in its own process
//   dotnet run -c Release --project benchmarks/Speed -- overhead [STEPS [THREADS]]   what compiling costs, all settings alike
//   dotnet run -c Release --project benchmarks/Speed -- input [DATA]   against torchvision's ImageFolder and DataLoader
//   dotnet run -c Release --project benchmarks/Speed -- waiting [DATA]   the share of an epoch that waits for data
//   dotnet run -c Release --project benchmarks/Speed -- measuring [DATA]   what suggest-prune's pass costs, beside an evaluation
using ArchSpec.Benchmarks;

return args switch
{
    ["networks", .. var names] => NetworkRace.Run(names),
    ["side", var side, var network] => SideLoop.Run(side, network),
    ["overhead", .. var rest] => StepOverhead.Run(rest),
    ["input", .. var rest] => InputRace.Run(rest),
    ["waiting", .. var rest] => Waiting.Run(rest),
    ["measuring", .. var rest] => MeasuringPass.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("networks [NAME ...] | overhead [STEPS [THREADS]] | input [DATA] | waiting [DATA] | measuring [DATA]");
    return 2;
}
