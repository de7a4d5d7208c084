using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Core.Tests.Oracle;

/// <summary>Stands for a layer type of Keras where only its row in a summary matters.</summary>
internal sealed class OracleLayer(string type) : ILayer
{
    public string Type => type;

    public string Summary => "A layer type of Keras.";

    public ImmutableArray<Argument> Arguments => [];

    public ITorchBuilder Torch => throw new NotSupportedException();

    public Shape InferShape(LayerCall call) => throw new NotSupportedException();

    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => throw new NotSupportedException();
}
