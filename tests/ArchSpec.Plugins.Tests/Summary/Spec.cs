using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Summary;

/// <summary>Networks of spec files.</summary>
internal static class Spec
{
    /// <summary>A network of <c>architectures/</c>.</summary>
    public static Network Architecture(string name) => Load(RepositoryRoot.In("architectures", $"{name}.yaml"));

    /// <summary>A network of a spec's text, which may take files of <c>architectures/</c> as its base.</summary>
    public static Network Text(string text)
    {
        using var folder = new TempFolder();
        File.Copy(RepositoryRoot.In("architectures", "vgg16-base.yaml"), folder.In("vgg16-base.yaml"));
        return Load(folder.Write("spec.yaml", text));
    }

    private static Network Load(string path) =>
        NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(path), BuiltInLayers.Registry);
}
