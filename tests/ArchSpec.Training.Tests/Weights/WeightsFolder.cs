using ArchSpec.Testing;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Files that PyTorch wrote, and files in Keras's layouts; the scripts that made them lie beside them.</summary>
internal static class WeightsFolder
{
    public static string In(string name) => RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "weights", name);

    public static string Oracle(string name) => RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", name);
}
