using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Diagnostics;

/// <summary>
/// Every message about a spec, in one place. Each code has a page in <c>docs/errors</c>; a message says what was received
/// and what would be right.
/// </summary>
internal static class SpecErrors
{
    private const int MaxMessage = 1000;

    // AS00: the file and its YAML.
    public static Diagnostic FileUnreadable(string file, string reason) =>
        Error("AS0001", SourceSpan.StartOf(file), $"the file cannot be read: {reason}");

    public static Diagnostic YamlSyntax(SourceSpan span, string reason) => Error("AS0002", span, $"this is not YAML: {reason}");

    public static Diagnostic FileTooLarge(string file, int limit) =>
        Error("AS0003", SourceSpan.StartOf(file), string.Create(CultureInfo.InvariantCulture, $"the file has more than {limit} bytes, the most that a spec may have"));

    public static Diagnostic TooDeep(SourceSpan span, int limit) =>
        Error("AS0004", span, string.Create(CultureInfo.InvariantCulture, $"lists and mappings are nested deeper than {limit} levels"));

    public static Diagnostic TooManyValues(SourceSpan span, int limit) =>
        Error("AS0005", span, string.Create(CultureInfo.InvariantCulture, $"the file has more than {limit} values once its aliases are followed"));

    public static Diagnostic TagNotAllowed(SourceSpan span, string tag) =>
        Error("AS0006", span, $"the tag '{tag}' is not allowed; a spec has plain values only");

    public static Diagnostic NotOneDocument(SourceSpan span, string received) =>
        Error("AS0007", span, $"a spec is one YAML document, received {received}");

    // AS01: the structure of a spec.
    public static Diagnostic UnknownKey(SourceSpan span, string key, string what, IEnumerable<string> known) =>
        Error("AS0101", span, $"{what} has no key '{key}'{NearName.Suggest(key, known)}; it may have {List(known)}");

    public static Diagnostic MissingKey(SourceSpan span, string key, string what) => Error("AS0102", span, $"{what} needs the key '{key}'");

    public static Diagnostic WrongType(SourceSpan span, string what, string expected, string received) =>
        Error("AS0103", span, $"'{what}' must be {expected}, received {received}");

    public static Diagnostic UnsupportedVersion(SourceSpan span, string received) =>
        Error("AS0104", span, $"this version of the language is not known: expected 'archspec: 1', received {received}");

    public static Diagnostic BadInputShape(SourceSpan span, string received) =>
        Error("AS0105", span, $"an input is a list of 1 to 4 dimensions such as [224, 224, 3] (height, width, channels), received {received}");

    public static Diagnostic NoLayers(SourceSpan span) => Error("AS0106", span, "the spec has no layers; it needs 'layers:' or 'base:'");

    public static Diagnostic NoLayersInside(SourceSpan span, string type) =>
        Error("AS0106", span, $"this {type} has no layers; its 'layers' must list at least one");

    public static Diagnostic NoInput(SourceSpan span) => Error("AS0107", span, "the spec has no input; it needs 'input: [height, width, channels]'");

    public static Diagnostic GivenTwice(SourceSpan span, string key) => Error("AS0108", span, $"'{key}' is given twice");

    public static Diagnostic NotOneLayer(SourceSpan span, IReadOnlyList<string> types) => Error(
        "AS0109", span, types.Count == 0
            ? "this item names no layer type"
            : $"an item is one layer, received {types.Count}: {List(types)} (a layer's arguments stand further to the right than its type)");

    public static Diagnostic BadRange(SourceSpan span, string received) => Error(
        "AS0110", span, $"'range' must be two numbers for black and white, the lower first, such as [0, 255] or [-1, 1], or {{ mean: …, std: … }} as many as channels and std above 0, or caffe, tf or torch, received {received}");

    public static Diagnostic RangeDoesNotFit(SourceSpan span, PixelRange range, Shape shape) => Error(
        "AS0110", span, string.Create(CultureInfo.InvariantCulture, $"'range' is for pictures of height × width × {range.Channels?.ToString(CultureInfo.InvariantCulture) ?? "channels"} where it is {range.Text}, and the input is {shape}"));

    public static Diagnostic RangeInside(SourceSpan span, string type) => Error(
        "AS0110", span, $"'range' belongs to the input of the whole model; this {type} takes what the layers in front of it return");

    // AS02: layer types and their arguments.
    public static Diagnostic UnknownLayerType(SourceSpan span, string type, IEnumerable<string> known) =>
        Error("AS0201", span, $"there is no layer type or block '{type}'{NearName.Suggest(type, known)}");

    public static Diagnostic UnknownArgument(SourceSpan span, string type, string name, IEnumerable<string> known) =>
        Error("AS0202", span, $"{type} has no argument '{name}'{NearName.Suggest(name, known)}; it takes {(known.Any() ? List(known) : "none")}");

    public static Diagnostic BadArgument(SourceSpan span, string type, string name, string takes, string received) =>
        Error("AS0203", span, $"{type}: '{name}' must be {takes}, received {received}");

    public static Diagnostic MissingArgument(SourceSpan span, string type, string name, string takes) =>
        Error("AS0204", span, $"{type} needs '{name}': {takes}");

    public static Diagnostic TooManyArguments(SourceSpan span, string type, IReadOnlyCollection<string> names, int received) =>
        Error("AS0205", span, names.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{type} takes no arguments, received {received}")
            : string.Create(CultureInfo.InvariantCulture, $"{type} takes at most {names.Count} arguments ({List(names)}), received {received}"));

    // AS03: the graph and its shapes.
    // "use" says where the block around the layer is used, with a space in front; it is empty outside of blocks.
    public static Diagnostic BadShape(SourceSpan span, string type, string name, string reason, string chain, string use) =>
        Error("AS0301", span, $"{type} '{name}'{use}: {reason}; the shapes up to here: {chain}");

    public static Diagnostic UnknownLayerName(SourceSpan span, string name, IEnumerable<string> known) =>
        Error("AS0302", span, $"there is no layer '{name}' above{NearName.Suggest(name, known)}");

    public static Diagnostic BadLayerName(SourceSpan span, string name) => Error(
        "AS0303",
        span,
        name.Length == 0 ? "a name must not be empty"
            : name.Contains('/', StringComparison.Ordinal) ? $"the name '{name}' contains a '/'"
            : $"the name '{name}' is used twice; all names must be unique");

    public static Diagnostic WrongInputCount(SourceSpan span, string type, string name, string expected, int received) =>
        Error("AS0304", span, string.Create(CultureInfo.InvariantCulture, $"{type}{(name.Length == 0 ? "" : $" '{name}'")} takes {expected}, received {received}"));

    public static Diagnostic UnusedLayer(SourceSpan span, string name) =>
        Warning("AS0305", span, $"nothing uses the output of '{name}'; it is left out of the model");

    public static Diagnostic UnusedInput(SourceSpan span, string name) => Warning("AS0305", span, $"nothing uses the input '{name}'");

    public static Diagnostic InputsNeeded(SourceSpan span, string what, IEnumerable<string> known) =>
        Error("AS0306", span, $"'{what}' must say which layer it takes, with 'inputs:'; there are {List(known)}");

    public static Diagnostic NotReusable(SourceSpan span, string name, string type) =>
        Error("AS0307", span, $"'{name}' ({type}) cannot be called again; a layer or a model can");

    public static Diagnostic TooManyLayers(SourceSpan span, int limit) => Error("AS0308", span, string.Create(CultureInfo.InvariantCulture, $"the network has more than {limit} layers"));

    public static Diagnostic NotAChain(SourceSpan span, string name) => Error(
        "AS0309", span, $"a sequential model is one chain, in which each layer takes what the one above it returns and has one output; '{name}' does not, so make the model functional");

    public static Diagnostic InputDoesNotFit(SourceSpan span, string model, string declared, string given) =>
        Error("AS0310", span, $"{model} takes {declared}, received {given}");

    public static Diagnostic UnknownOutput(SourceSpan span, string name, int output, int outputs) => Error(
        "AS0311", span, string.Create(CultureInfo.InvariantCulture, $"there is no '{name}/{output}': '{name}' has {(outputs == 1 ? "one output" : string.Create(CultureInfo.InvariantCulture, $"{outputs} outputs, '{name}' to '{name}/{outputs - 1}'"))}"));

    public static Diagnostic ScaledTwice(SourceSpan span, string type, string name, PixelRange range, double width, string key) => Warning(
        "AS0312", span, string.Create(CultureInfo.InvariantCulture, $"{type} '{name}' leaves pixels of {range.Text} no further apart than {width:G2}, since they are scaled before; if it was made for pixels of 0 to 255, say {key}"));

    // The code is of AS08: what is wrong with the layer type, not with the spec.
    public static Diagnostic LayerFault(SourceSpan span, string name, LayerFaultException fault, string use) =>
        Error(fault.Code, span, $"'{name}'{use}: {fault.Message}");

    // AS04: blocks and expressions.
    public static Diagnostic BadExpression(SourceSpan span, string reason) => Error("AS0401", span, reason);

    public static Diagnostic BadBlockName(SourceSpan span, string name) => Error(
        "AS0402", span, $"'{name}' cannot be a block's name: it must be of letters, digits and '_', and not a layer type");

    public static Diagnostic BadParameter(SourceSpan span, string name) => Error(
        "AS0403", span, $"'{name}' cannot be a parameter here: it must be of letters, digits and '_', not be there already, and not be name, inputs, trainable or repeat");

    public static Diagnostic BlocksTooDeep(SourceSpan span, string name, int limit) =>
        Error("AS0404", span, string.Create(CultureInfo.InvariantCulture, $"blocks are nested deeper than {limit} levels; does '{name}' use itself?"));

    // AS05: other files.
    public static Diagnostic FileCycle(SourceSpan span, string chain) => Error("AS0501", span, $"the files lead in a circle: {chain}");

    public static Diagnostic LeavesFolder(SourceSpan span, string path) => Error(
        "AS0502", span, $"'{path}' leads out of the spec's folder; allow it with --root DIR, a folder that both are in");

    public static Diagnostic NoSuchFile(SourceSpan span, string path) => Error("AS0503", span, $"there is no file '{path}' beside this spec");

    public static Diagnostic ChainTooLong(SourceSpan span, int limit) => Error("AS0504", span, string.Create(CultureInfo.InvariantCulture, $"more than {limit} files lead to one another"));

    public static Diagnostic UnknownWeights(SourceSpan span, string name, IEnumerable<string> known) => Error(
        "AS0505", span, $"there are no weights '{name}'{NearName.Suggest(name, known)}; it must be {List(known)} or a file such as best.safetensors");

    // AS06: training.
    public static Diagnostic UnknownOptimizer(SourceSpan span, string name, IEnumerable<string> known) =>
        Error("AS0601", span, $"there is no optimizer '{name}'{NearName.Suggest(name, known)}; there are {List(known)}");

    public static Diagnostic BadCombination(SourceSpan span, string type, string fault) => Error("AS0602", span, $"{type}: {fault}");

    public static Diagnostic MatchesNothing(SourceSpan span, string pattern, IEnumerable<string> paths) =>
        Error("AS0603", span, $"'{pattern}' matches no layer with weights{NearName.Suggest(pattern, paths)}");

    internal static Diagnostic Error(string code, SourceSpan span, string message) => new(code, Severity.Error, span, OneLine(message));

    internal static Diagnostic Warning(string code, SourceSpan span, string message) => new(code, Severity.Warning, span, OneLine(message));

    // A message quotes what a file of unknown origin says: no line breaks, no terminal sequences, no megabytes.
    private static string OneLine(string message)
    {
        var shown = message.Length <= MaxMessage ? message : message[..MaxMessage] + "…";
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }

    internal static string List(IEnumerable<string> names) => string.Join(", ", names);
}
