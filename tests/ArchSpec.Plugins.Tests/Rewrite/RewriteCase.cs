using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Yaml;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>A spec in a folder of its own that is rewritten, and read back by the files alone.</summary>
internal sealed class RewriteCase : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="text">The spec; a line <c>=== name.yaml</c> begins another file.</param>
    public RewriteCase(string text)
    {
        foreach (var part in ("=== spec.yaml\n" + text).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2)))
        {
            _folder.Write(part[0], part[1]);
        }

        (Document, Network) = Read("spec.yaml");
    }

    public SpecDocument Document { get; private set; }

    public Network Network { get; private set; }

    public IReadOnlyList<FlatStep> Steps => FlatGraph.Of(Network).Steps;

    /// <summary>The files that the new spec has of its own, as the constructor takes them.</summary>
    public static string Text(IReadOnlyList<RewrittenFile> files) =>
        files[0].Text + string.Concat(files.Skip(1).Where(file => file.IsNew).Select(file => $"=== {file.Path.Replace('\\', '/')}\n{file.Text}"));

    /// <summary><c>"a filters 5; b/c target_shape[2] 7"</c>, each for the reason <c>why</c>.</summary>
    public SpecChanges Changes(string changes) => new([.. changes.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Change)], [], null);

    public IReadOnlyList<RewrittenFile> Apply(SpecChanges changes, string name = "small.yaml", params string[] made) =>
        SpecRewriter.Apply(Document, Network, changes, new RewriteTarget(name) { Made = made.ToHashSet() });

    /// <summary>Applies changes, writes the files, reads them as anybody would, and compares every argument of every layer.</summary>
    public string Rewrite(string changes) => Rewrite(Changes(changes));

    /// <inheritdoc cref="Rewrite(string)"/>
    public string Rewrite(SpecChanges changes)
    {
        var files = Apply(changes);
        foreach (var file in files)
        {
            _folder.Write(file.Path, file.Text);
        }

        AssertValues(changes.Arguments, Read("small.yaml").Network);
        return Text(files);
    }

    /// <summary>Removes inputs of joins, <c>"add 1; block/concatenate 0"</c>, and reads what was written.</summary>
    public string Remove(string removals)
    {
        var words = removals.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(removal => removal.Split(' '));
        var inputs = words.Select(pair => new InputRemoval(pair[0], Steps.Single(step => step.Path == pair[0]).Layer, int.Parse(pair[1], CultureInfo.InvariantCulture), "why"));
        return Write(new SpecChanges([], [.. inputs], null));
    }

    /// <summary>Applies changes, writes the files and reads them.</summary>
    public string Write(SpecChanges changes)
    {
        var files = Apply(changes);
        foreach (var file in files)
        {
            _folder.Write(file.Path, file.Text);
        }

        Read("small.yaml");
        return Text(files);
    }

    /// <summary>Goes on with what was written.</summary>
    public void Continue() => (Document, Network) = Read("small.yaml");

    public void Dispose() => _folder.Dispose();

    private (SpecDocument Document, Network Network) Read(string name)
    {
        var document = new SpecLoader(BuiltInLayers.Registry).Load(_folder.In(name));
        return (document, NetworkBuilder.Build(document, BuiltInLayers.Registry));
    }

    private void AssertValues(ImmutableArray<ArgumentChange> changes, Network after)
    {
        var expected = Steps.SelectMany(step => Values(step, changes)).ToList();
        Assert.Equal(expected, FlatGraph.Of(after).Steps.SelectMany(step => Values(step, [])).ToList());
    }

    private static IEnumerable<string> Values(FlatStep step, ImmutableArray<ArgumentChange> changes) => (step.Layer.Layer?.Arguments ?? []).Select(argument =>
    {
        var value = step.Layer.Arguments.ValueOf(argument);
        foreach (var change in changes.Where(change => change.Layer == step.Layer && change.Argument == argument))
        {
            value = value is IReadOnlyList<int> list ? list.Select((item, index) => index == (change.Element ?? 0) ? change.Value : item).ToList() : change.Value;
        }

        return $"{step.Path} {argument.Name} {YamlText.Of(value)}";
    });

    private ArgumentChange Change(string text)
    {
        var words = text.Split(' ');
        var names = words[1].TrimEnd(']').Split('[');
        var step = Steps.Single(step => step.Path == words[0]);
        var argument = step.Layer.Layer!.Arguments.Single(argument => argument.Name == names[0]);
        int? element = names.Length > 1 ? int.Parse(names[1], CultureInfo.InvariantCulture) : null;
        return new ArgumentChange(step.Path, step.Layer, argument, element, int.Parse(words[2], CultureInfo.InvariantCulture), "why");
    }
}
