using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>Every number of channels of every reference model can become another, whatever the others become.</summary>
public sealed class ReferenceModelTests
{
    public static TheoryData<string> Models =>
    [
        "resnet50-base", "resnet50-36-attention", "googlenet", "googlenet-light", "mobilenet", "vgg16-36-attention", "vgg16-truncated", "cnn-36-attention", "cnn", "final-model",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Random_changes_of_all_layers_can_be_said(string model)
    {
        var path = RepositoryRoot.In("architectures", model + ".yaml");
        var document = new SpecLoader(BuiltInLayers.Registry).Load(path);
        var network = NetworkBuilder.Build(document, BuiltInLayers.Registry);
        var (channels, random) = (new CountedChannels(network), new Random(1));
        foreach (var share in new[] { 0.1, 0.5, 1 })
        {
            // What comes out has been read back and compared.
            var files = SpecRewriter.Apply(document, network, new SpecChanges(channels.Changes(random, share), [], null), new RewriteTarget("small.yaml"));
            if (Environment.GetEnvironmentVariable("SHOW") is { } folder)
            {
                System.IO.File.WriteAllText($"{folder}/{model}-{share}.yaml", RewriteCase.Text(files));
            }
        }
    }
}
