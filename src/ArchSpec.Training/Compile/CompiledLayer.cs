using System.Collections.ObjectModel;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>The weights of one layer, in TorchSharp's layout, registered by Keras's names.</summary>
public sealed class CompiledLayer : nn.Module
{
    internal static readonly IReadOnlyDictionary<string, Tensor> None = ReadOnlyDictionary<string, Tensor>.Empty;

    private readonly TorchBuilder _builder;
    private Dictionary<string, Tensor>? _weights;

    internal CompiledLayer(string path, LayerInstance layer, Generator random)
        : base(path)
    {
        Path = path;
        Layer = layer;
        _builder = (TorchBuilder)layer.Layer!.Torch;
        foreach (var weight in layer.Weights)
        {
            using var scope = NewDisposeScope();
            var first = ToTorch(weight.Name, InitialValues.Make(weight, random)).MoveToOuterDisposeScope();
            if (weight.Trainable)
            {
                register_parameter(weight.Name, new Parameter(first, layer.Trainable));
            }
            else
            {
                register_buffer(weight.Name, first);
            }
        }
    }

    /// <summary>The layer's name behind the names of the blocks around it.</summary>
    public string Path { get; }

    /// <summary>The layer in the network.</summary>
    public LayerInstance Layer { get; }

    /// <summary>The weights by Keras's name, in TorchSharp's layout.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => _weights ??= Collect();

    /// <summary>A view of a weight in Keras's layout, where it is.</summary>
    public Tensor InKerasOrder(string weight) => InKerasOrder(weight, Weights[weight]);

    /// <summary>A view in Keras's layout of values that a weight has had.</summary>
    internal Tensor InKerasOrder(string weight, Tensor values) =>
        _builder.AxesOf(weight) is { } axes ? values.permute([.. Inverse(axes)]) : values;

    /// <summary>A copy of a weight in Keras's layout, on the CPU.</summary>
    public Tensor ToKeras(string weight)
    {
        using var scope = NewDisposeScope();
        return InKerasOrder(weight).detach().cpu().clone().contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Sets a weight from one in Keras's layout.</summary>
    public void SetFromKeras(string weight, Tensor value)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        Weights[weight].copy_(ToTorch(weight, value));
    }

    /// <summary>Gives the weights first values again.</summary>
    internal void Initialize(Generator random)
    {
        foreach (var weight in Layer.Weights)
        {
            using var first = InitialValues.Make(weight, random);
            SetFromKeras(weight.Name, first);
        }
    }

    /// <summary>
    /// A weight in Keras's layout from one in PyTorch's. It has whatever shape the file's has: one that does not fit stays as wrong
    /// as it is.
    /// </summary>
    internal Tensor FromPyTorch(string weight, Tensor torch)
    {
        long[] keras = [.. Layer.Weights.First(spec => spec.Name == weight).Shape];
        if (_builder.AxesOf(weight) is not { } axes)
        {
            // A slope for each channel is (C) there and (1, 1, C) here.
            return torch.dim() != keras.Length && torch.NumberOfElements == keras.Aggregate(1L, (product, size) => product * size) ? torch.reshape(keras) : torch;
        }

        if (torch.dim() != axes.Count)
        {
            return torch;
        }

        // A depthwise kernel is (in · multiplier, 1, h, w) there.
        long[] here = [.. axes.Select(axis => keras[axis])];
        var depthwise = here.Length > 2 && here[1] != torch.shape[1] && torch.shape[1] == 1 && here[0] * here[1] == torch.shape[0];
        return (depthwise ? torch.reshape([here[0], here[1], .. torch.shape[2..]]) : torch).permute([.. Inverse(axes)]);
    }

    /// <inheritdoc/>
    protected override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => Changed(base._to(device, dtype, non_blocking));

    /// <inheritdoc/>
    protected override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => Changed(base._to(deviceType, deviceIndex, non_blocking));

    /// <inheritdoc/>
    protected override nn.Module _to(ScalarType dtype, bool non_blocking) => Changed(base._to(dtype, non_blocking));

    // TorchSharp puts new tensors in the place of the old ones when a module moves.
    private nn.Module Changed(nn.Module moved)
    {
        _weights = null;
        return moved;
    }

    private Dictionary<string, Tensor> Collect() => named_parameters(recurse: false)
        .Select(pair => (pair.name, value: (Tensor)pair.parameter))
        .Concat(named_buffers(recurse: false).Select(pair => (pair.name, value: pair.buffer)))
        .ToDictionary(pair => pair.name, pair => pair.value);

    private Tensor ToTorch(string weight, Tensor keras) =>
        _builder.AxesOf(weight) is { } axes ? keras.permute([.. axes]).contiguous() : keras;

    private static IEnumerable<long> Inverse(IReadOnlyList<long> axes) =>
        Enumerable.Range(0, axes.Count).Select(axis => (long)axes.ToList().IndexOf(axis));
}
