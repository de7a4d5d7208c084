using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Describe;

/// <summary>A layer as a spec writes it, and what comes out of it on some input.</summary>
/// <param name="Item">The item of a list of layers, such as <c>Dense: { units: 8 }</c>.</param>
/// <param name="Inputs">The shapes of its inputs.</param>
/// <param name="Output">The shape of its output.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Flops">Its floating-point operations for one sample.</param>
public sealed record LayerExample(
    string Item, ImmutableArray<Shape> Inputs, Shape Output, ImmutableArray<WeightSpec> Weights, long Flops)
{
    // An image, a sequence, a vector, a square matrix, a picture in colours: the first that the layer takes.
    private static readonly Shape[] Samples = [new(64, 64, 32), new(20, 32), new(32), new(16, 16), new(64, 64, 3)];

    // For arguments that a spec must give, where they show no value of their own.
    private static readonly string[] Values = ["8", "3", "2", "0.5", "0.1", "-1", "\"text\"", "true"];

    /// <summary>Makes one from what the layer says of itself; null where the layer takes none that can be guessed.</summary>
    public static LayerExample? Of(ILayer layer)
    {
        var needed = layer.Arguments.Where(argument => argument.IsRequired).ToImmutableArray();
        foreach (var sample in Samples)
        {
            foreach (var given in Choices(needed))
            {
                if (TryMake(layer, needed, given, sample) is { } example)
                {
                    return example;
                }
            }
        }

        return null;
    }

    // Every combination of values that the arguments take, the last argument changing first.
    private static IEnumerable<ImmutableArray<YamlValue>> Choices(ImmutableArray<Argument> needed)
    {
        IEnumerable<ImmutableArray<YamlValue>> choices = [[]];
        foreach (var argument in needed)
        {
            // A kernel as large as there are filters would be an odd example.
            var usual = argument.Name.EndsWith("_size", StringComparison.Ordinal) ? Values.Skip(1) : Values;
            var taken = Own(argument).Concat(usual).Concat(argument.Objects?.All.Select(type => type.Name) ?? []).Concat(Words(argument))
                .Select(text => YamlFile.Parse(text, "example", new DiagnosticBag())!).Where(value => argument.TryRead(value, out _)).ToList();
            choices = choices.SelectMany(_ => taken, (before, value) => before.Add(value)).Take(1000);
        }

        return choices;
    }

    private static IEnumerable<string> Own(Argument argument) => argument.Example is { } example ? [example] : [];

    private static IEnumerable<string> Words(Argument argument) =>
        argument.ToJsonSchema()["enum"]?.AsArray().Select(word => word!.ToString()) ?? [];

    private static LayerExample? TryMake(ILayer layer, ImmutableArray<Argument> needed, ImmutableArray<YamlValue> given, Shape sample)
    {
        var arguments = LayerArguments.Defaults;
        foreach (var (argument, value) in needed.Zip(given))
        {
            arguments = argument.TryRead(value, out var read) ? arguments.With(argument, read, null, []) : arguments;
        }

        try
        {
            var call = new LayerCall(arguments, [.. Enumerable.Repeat(sample, layer.LeastInputs(arguments))]);
            var output = layer.InferShape(call);
            return output.Dimensions.All(size => size > 0)
                ? new LayerExample(Write(layer, needed, given), call.Inputs, output, layer.Weights(call), layer.Flops(call))
                : null;
        }
        catch (Exception error) when (error is LayerException or LayerFaultException or OverflowException)
        {
            return null;
        }
    }

    private static string Write(ILayer layer, ImmutableArray<Argument> needed, ImmutableArray<YamlValue> given)
    {
        var pairs = needed.Zip(given, (argument, value) => $"{argument.Name}: {YamlText.Of(value)}").ToList();
        return pairs.Count == 0 ? layer.Type : $"{layer.Type}: {{ {string.Join(", ", pairs)} }}";
    }
}
