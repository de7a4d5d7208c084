namespace ArchSpec.Training.Native;

/// <summary>Which libtorch is used, and why.</summary>
/// <param name="Directory">The folder that holds the libraries, absolute.</param>
/// <param name="Source">Who named it.</param>
/// <param name="Reason">In words for a person: "given by --libtorch".</param>
public sealed record LibTorchChoice(string Directory, LibTorchSource Source, string Reason);

/// <summary>Who named a libtorch, from the strongest to the weakest.</summary>
public enum LibTorchSource
{
    /// <summary>The option <c>--libtorch</c>.</summary>
    Option,

    /// <summary>The environment variable <c>ARCHSPEC_LIBTORCH</c>.</summary>
    Environment,

    /// <summary>It lies with the program.</summary>
    Bundled,

    /// <summary>A developer's build: <c>libtorch.path</c> names the package's folder.</summary>
    DeveloperBuild,
}
