using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Core.Tests.Layers;

public sealed class LayerRegistryTests
{
    [Fact]
    public void Layers_are_added_behind_those_that_are_there()
    {
        var registry = new LayerRegistry([new Named("B"), new Named("A")]).With([new Named("D"), new Named("C")]);

        Assert.Equal(["B", "A", "D", "C"], registry.Types);
        Assert.Equal(registry.Types, registry.All.Select(layer => layer.Type));
        Assert.Null(registry.Find("E"));
    }

    [Fact]
    public void Layers_stay_made_on_demand_and_once()
    {
        var made = new List<string>();
        var first = new LayerRegistry(["A", "B"], type =>
        {
            made.Add(type);
            return new Named(type);
        });

        var both = first.With([new Named("C")]);

        Assert.Empty(made);
        Assert.Same(both.Find("A"), first.Find("A"));
        Assert.Equal(["A"], made);
    }

    [Fact]
    public void The_first_registry_stays_as_it_was()
    {
        var first = new LayerRegistry([new Named("A")]);

        _ = first.With([new Named("B")]);

        Assert.Equal(["A"], first.Types);
        Assert.Null(first.Find("B"));
    }

    [Fact]
    public void A_type_twice_is_refused()
    {
        var registry = new LayerRegistry([new Named("A")]);

        Assert.Contains("'A' is there already", Assert.Throws<ArgumentException>(() => registry.With([new Named("A")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => registry.With([new Named("B"), new Named("B")]));
    }

    private sealed class Named(string type) : ILayer
    {
        public string Type => type;

        public string Summary => "Does nothing.";

        public ImmutableArray<Argument> Arguments => [];

        public ITorchBuilder Torch => null!;

        public Shape InferShape(LayerCall call) => call.Input;
    }
}
