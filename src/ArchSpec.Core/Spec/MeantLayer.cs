using System.Text.RegularExpressions;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Python;

namespace ArchSpec.Spec;

/// <summary>Finds the layer that a person probably meant: a mistyped type, a call as Python has it, or a colon without a blank behind it.</summary>
/// <param name="registry">The layer types.</param>
/// <param name="blocks">The blocks that may be used.</param>
internal sealed partial class MeantLayer(LayerRegistry registry, IReadOnlyDictionary<string, BlockDefinition> blocks)
{
    private IReadOnlyList<string> Known => [.. registry.Types, .. ModelReader.Types, .. blocks.Keys];

    /// <summary>"; did you mean 'X'?", or nothing.</summary>
    public string Suggest(string type)
    {
        if (PythonText.Call(type) is { } call)
        {
            return Suggest(call);
        }

        return NoBlank().Match(type) is { Success: true } match && Find(match.Groups[1].Value) is { } name
            ? $"; did you mean '{name}: {match.Groups[2].Value}'? (a blank stands behind the colon)"
            : type.Contains('(', StringComparison.Ordinal) ? "; a layer's arguments stand behind a colon, such as 'Conv2D: [32, 3]' or 'Conv2D: { filters: 32, kernel_size: 3 }'"
            : NearName.Suggest(type, Known);
    }

    private string Suggest(PythonCall call)
    {
        if (Find(call.Name) is not { } name)
        {
            return "";
        }

        var names = registry.Find(name)?.Arguments.Select(argument => argument.Name) ?? blocks.GetValueOrDefault(name)?.Parameters.Select(parameter => parameter.Name) ?? [];
        return call.ArgumentsText([.. names]) switch
        {
            null or "" => $"; did you mean '{name}'?",
            var arguments => $"; did you mean '{name}: {arguments}'?",
        };
    }

    private string? Find(string name) => Known.Contains(name) ? name : NearName.Find(name, Known);

    [GeneratedRegex(@"^(\w+):(\S.*)$", RegexOptions.Singleline)]
    private static partial Regex NoBlank();
}
