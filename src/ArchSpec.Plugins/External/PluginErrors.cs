using System.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>Every message about a plugin, in one place. Each code has a page in <c>docs/errors</c>.</summary>
internal static class PluginErrors
{
    private const int MaxText = 500;

    // AS0801 and AS0802: the file.
    public static PluginException Unreadable(string file, Exception error) => error is FileNotFoundException or DirectoryNotFoundException
        ? Error("AS0801", file, "there is no such file; build the plugin's project, and name the dll in its output folder")
        : Error("AS0801", file, $"the file cannot be read: {Line(error.Message)}");

    public static PluginException IsFolder(string file) => Error("AS0801", file, "this is a folder; name the plugin's dll in it");

    public static PluginException NotAnAssembly(string file, Exception error) =>
        Error("AS0802", file, "this is not an assembly of .NET; name the dll that 'dotnet build' makes of the plugin's project", error);

    public static PluginException NotLoaded(string file, Exception error) =>
        Error("AS0802", file, $"the assembly cannot be loaded: {Line(error.Message)}", error);

    // AS0803 and AS0804: what it refers to.
    public static PluginException WrongVersion(string file, string library, Version wanted, Version here) => Error(
        "AS0803", file, here < wanted && here.Major == wanted.Major
            ? $"it was built against {library} {wanted}, which is newer than the {here} in use; update ArchSpec, or build the plugin against {here}"
            : $"it was built against {library} {wanted}, and {here} is in use; build it again against a package of that version");

    public static PluginException MissingDependency(string file, string library, Exception error) => Error(
        "AS0804", file, $"it needs {library.Split(", Culture", 2)[0]}, which is not beside it{Hint(error)}; build the plugin with <EnableDynamicLoading>true</EnableDynamicLoading>, which copies what it needs into its output folder", error);

    public static PluginException TypeNotLoaded(string file, string type, Exception error) =>
        Missing(error) is { } library ? MissingDependency(file, library, error) : Error("AS0803", file, $"its class {type} does not fit the libraries in use: {Line(error.Message)}", error);

    // AS0805 to AS0808: its layers.
    public static PluginException NoLayers(string file, IReadOnlyCollection<string> hidden) => Error(
        "AS0805", file, hidden.Count == 0
            ? "it has no layers; a layer is a public class that implements ArchSpec.Layers.ILayer"
            : $"it has no public layers; make {string.Join(" and ", hidden.Take(3))} public");

    public static PluginException NoConstructor(string file, string type) => Error(
        "AS0806", file, $"its layer {type} has no public constructor without parameters; give it one, or make the class internal if it is not for specs");

    public static PluginException ConstructorFailed(string file, string type, Exception error) =>
        Fault(file, type, "the constructor or a property", "AS0806", error);

    public static PluginException BadMetadata(string file, string type, string problem) => Error("AS0807", file, $"its layer type {type} {problem}");

    public static PluginException ClashesWithBuiltIn(string file, string type) =>
        Error("AS0808", file, $"its layer '{type}' has the name of a built-in layer; give it another Type");

    public static PluginException Clashes(string file, string type, string other) => Error(
        "AS0808", file, file == other ? $"two of its layers have the Type '{type}'; give one another" : $"its layer '{type}' is also in the plugin '{other}'; leave one of the two plugins out, or give one layer another Type");

    // AS0809 and AS0810: its layers at work.
    public static PluginException Failed(string file, string type, string member, Exception error) => Fault(file, type, member, "AS0809", error);

    public static PluginException WrongAnswer(string file, string type, string member, string answer) =>
        new("AS0810", $"{type} of the plugin '{file}' is at fault: {member} {answer}");

    // A dependency of a dependency shows only when the code that needs it runs.
    private static PluginException Fault(string file, string type, string member, string code, Exception error)
    {
        var cause = error is TypeInitializationException { InnerException: { } inner } ? inner : error;
        return cause is FileNotFoundException or FileLoadException && Missing(cause) is { } library
            ? MissingDependency(file, library, error)
            : new PluginException(code, $"{type} of the plugin '{file}' is at fault: {member} throws {cause.GetType().Name}{Place(cause)}: {Line(cause.Message)}", error);
    }

    private static string? Missing(Exception error) => error is FileNotFoundException { FileName: { } missing } ? missing
        : error is FileLoadException { FileName: { } unfit } ? unfit
        : null;

    // " (Swish.cs:31)", where the plugin was built with symbols.
    private static string Place(Exception error) =>
        new StackTrace(error, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => frame.GetFileName() is not null) is { } frame
            ? $" ({Path.GetFileName(frame.GetFileName())}:{frame.GetFileLineNumber()})"
            : "";

    private static string Hint(Exception error) => error is FileLoadException or BadImageFormatException ? $" or does not fit ({Line(error.Message)})" : "";

    private static PluginException Error(string code, string file, string reason, Exception? cause = null) => new(code, $"plugin '{file}': {reason}", cause);

    // Plugins say what they like: one line, no terminal sequences, no megabytes.
    private static string Line(string text)
    {
        var shown = text.Length <= MaxText ? text : text[..MaxText] + "…";
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
    }
}
