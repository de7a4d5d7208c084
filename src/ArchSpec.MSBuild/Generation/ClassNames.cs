using ArchSpec.Diagnostics;
using ArchSpec.MSBuild.Log;

namespace ArchSpec.MSBuild.Generation;

/// <summary>
/// Names the classes of a project's specs, by their files. Where two files have one name, their folders are put in front, and where that
/// does not help either, numbers behind, in the order of the files' paths; the metadata <c>ClassName</c> says otherwise.
/// </summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, string> _bySpec = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    private ClassNames()
    {
    }

    /// <summary>What is wrong with names that the project gives.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>The name for a spec.</summary>
    public string this[SpecItem spec] => _bySpec[spec.FullPath];

    /// <summary>Names the classes of some specs.</summary>
    public static ClassNames Of(IReadOnlyList<SpecItem> specs, string projectFolder)
    {
        var names = new ClassNames();
        foreach (var spec in specs.Where(spec => spec.ClassName is not null))
        {
            names.Give(spec, spec.ClassName!);
        }

        names.NameRest([.. specs.Where(spec => spec.ClassName is null).Select(spec => new Candidate(spec, projectFolder))]);
        return names;
    }

    private void Give(SpecItem spec, string name)
    {
        if (!Identifier.IsValid(name) || ArchitectureClass.IsMember(name))
        {
            Problems.Add(BuildErrors.BadClassName(spec.FullPath, name));
        }
        else if (_taken.TryGetValue(name, out var other))
        {
            Problems.Add(BuildErrors.ClassNameTaken(spec.FullPath, name, Path.GetFileName(other)));
        }

        _bySpec[spec.FullPath] = name;
        _taken.TryAdd(name, spec.FullPath);
    }

    private void NameRest(List<Candidate> candidates)
    {
        while (Clashing(candidates).Where(candidate => candidate.CanGrow).ToList() is { Count: > 0 } clashing)
        {
            clashing.ForEach(candidate => candidate.Grow());
        }

        foreach (var candidate in candidates)
        {
            var name = candidate.Name;
            for (var number = 2; _taken.ContainsKey(name); number++)
            {
                name = char.IsDigit(candidate.Name[^1]) ? $"{candidate.Name}_{number}" : $"{candidate.Name}{number}";
            }

            Give(candidate.Spec, name);
        }
    }

    private IEnumerable<Candidate> Clashing(List<Candidate> candidates) => candidates
        .GroupBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Where(same => same.Count() > 1 || _taken.ContainsKey(same.Key))
        .SelectMany(same => same);

    // A spec whose class takes the names of more and more of the folders around it.
    private sealed class Candidate(SpecItem spec, string projectFolder)
    {
        private readonly string[] _folders =
        [
            .. SpecPaths.Relative(Path.GetDirectoryName(spec.FullPath)!, projectFolder).Split('/').Where(part => part is not (".." or ".")),
        ];

        private int _used;

        public SpecItem Spec => spec;

        public bool CanGrow => _used < _folders.Length;

        public string Name
        {
            get
            {
                var name = Identifier.ForClass(string.Join('-', [.. _folders[^_used..], Path.GetFileNameWithoutExtension(spec.FullPath)]));
                return ArchitectureClass.IsMember(name) ? name + "Model" : name;
            }
        }

        public void Grow() => _used++;
    }
}
