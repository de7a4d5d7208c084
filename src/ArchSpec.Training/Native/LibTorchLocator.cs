namespace ArchSpec.Training.Native;

/// <summary>Finds libtorch. Reads folders only: nothing is loaded.</summary>
public static class LibTorchLocator
{
    /// <summary>The environment variable that names a folder, such as <c>torch/lib</c> of a PyTorch.</summary>
    public const string Variable = "ARCHSPEC_LIBTORCH";

    /// <summary>Beside the program of a developer's build; one line, the folder of the libtorch package.</summary>
    public const string PathFile = "libtorch.path";

    /// <summary>The option's folder, else the environment's, else the one that came with the program.</summary>
    /// <exception cref="LibTorchException">A named folder holds no libtorch, or none was found.</exception>
    public static LibTorchChoice Locate(string? option) =>
        Locate(option, Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <summary>The same for given values: a folder that somebody named is never passed over for another.</summary>
    /// <exception cref="LibTorchException">A named folder holds no libtorch, or none was found.</exception>
    public static LibTorchChoice Locate(string? option, string? variable, string baseDirectory)
    {
        if (!string.IsNullOrWhiteSpace(option))
        {
            return Named(option, LibTorchSource.Option, "--libtorch");
        }

        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Named(variable, LibTorchSource.Environment, Variable);
        }

        return Bundled(baseDirectory) ?? DeveloperBuild(baseDirectory) ?? throw None(baseDirectory);
    }

    private static LibTorchChoice Named(string directory, LibTorchSource source, string name)
    {
        var full = Path.GetFullPath(directory);
        if (!Directory.Exists(full))
        {
            throw new LibTorchException(
                $"{name} names the folder '{full}', which does not exist",
                $"Give the folder that holds {LibTorchFiles.Core}, such as torch/lib of a PyTorch {LibTorchFiles.Version}");
        }

        // People give the folder of a PyTorch or of an unpacked libtorch as well as the one with the libraries.
        var holder = new[] { full, Path.Combine(full, "lib"), Path.Combine(full, "torch", "lib") }.FirstOrDefault(LibTorchFiles.IsIn);
        return holder is not null
            ? new LibTorchChoice(holder, source, $"given by {name}")
            : throw new LibTorchException(
                $"{name} names the folder '{full}', which has no {LibTorchFiles.Core}",
                $"Give the folder that holds it, such as torch/lib of a PyTorch {LibTorchFiles.Version}");
    }

    private static LibTorchChoice? Bundled(string baseDirectory)
    {
        string[] places = [baseDirectory, Path.Combine(baseDirectory, "runtimes", LibTorchFiles.Rid, "native")];
        return places.FirstOrDefault(LibTorchFiles.IsIn) is { } place
            ? new LibTorchChoice(Path.TrimEndingDirectorySeparator(Path.GetFullPath(place)), LibTorchSource.Bundled, "came with the program")
            : null;
    }

    private static LibTorchChoice? DeveloperBuild(string baseDirectory)
    {
        var file = Path.Combine(baseDirectory, PathFile);
        if (!File.Exists(file))
        {
            return null;
        }

        var directory = File.ReadAllText(file).Trim();
        return LibTorchFiles.IsIn(directory)
            ? new LibTorchChoice(Path.GetFullPath(directory), LibTorchSource.DeveloperBuild, $"named by {PathFile} of this build")
            : throw new LibTorchException(
                $"'{file}' names the folder '{directory}', which has no {LibTorchFiles.Core}", "Run dotnet restore and build again");
    }

    private static LibTorchException None(string baseDirectory) => new(
        $"No libtorch was found: '{baseDirectory}' holds neither {LibTorchFiles.Core} nor {PathFile}",
        $"Install ArchSpec.Tool for {LibTorchFiles.Rid}, let a program of your own reference the package libtorch-cpu-{LibTorchFiles.Rid} "
        + $"{LibTorchFiles.Version}.0, or name the torch/lib folder of a PyTorch {LibTorchFiles.Version} with --libtorch or {Variable}");
}
